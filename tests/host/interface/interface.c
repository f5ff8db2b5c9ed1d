/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does plugin/rsyslog/host.h agree with the headers of an rsyslog tree? The compiler answers; the program only says
 * for which tables of functions it did.
 *
 * Types and values are compared one by one, ours under other names beside rsyslog's. The functions are then declared
 * a second time, by host.h with rsyslog's types: two declarations of one function must agree.
 */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "rsyslog.h"

#include "conf.h"
#include "errmsg.h"
#include "module-template.h"
#include "modules.h"
#include "msg.h"
#include "obj.h"
#include "objomsr.h"
#include "parserif.h"
#include "rainerscript.h"
#include "statsobj.h"
#include "syslogd-types.h"

/* Types that host_types.h lays out itself. */
#define cnfparamblk our_cnfparamblk
#define cnfparamdescr our_cnfparamdescr
#define cnfparamvals our_cnfparamvals
#define es_str_t our_es_str_t
#define obj_if_s our_obj_if_s
#define statsobj_if_s our_statsobj_if_s
#define svar our_svar
#include "rsyslog/host_types.h"
#undef cnfparamblk
#undef cnfparamdescr
#undef cnfparamvals
#undef es_str_t
#undef obj_if_s
#undef statsobj_if_s
#undef svar

/* host.h could as well declare what rsyslog does not have. */
#define EXISTS(function) _Static_assert(sizeof(&(function)) > 0, #function)
EXISTS(LogError);
EXISTS(LogMsg);
EXISTS(MsgSetParseSuccess);
EXISTS(OMSRconstruct);
EXISTS(OMSRdestruct);
EXISTS(OMSRsetEntry);
EXISTS(cnfparamvalsDestruct);
EXISTS(es_str2cstr);
EXISTS(getMSG);
EXISTS(getMSGLen);
EXISTS(getPRIi);
EXISTS(getRawMsg);
EXISTS(msgAddJSON);
EXISTS(msgSetPRI);
EXISTS(nvlstGetParams);
EXISTS(objGetObjInterface);
EXISTS(parser_errmsg);

/* The functions, over rsyslog's own types. */
#define WEV_RSYSLOG_HOST_TYPES_GIVEN
#include "rsyslog/host.h"

/* ---- values ---- */

#define SAME_VALUE(ours, theirs) _Static_assert((long)(ours) == (long)(theirs), #ours " is " #theirs)

SAME_VALUE(HOST_OK, RS_RET_OK);
SAME_VALUE(HOST_NO_MEMORY, RS_RET_OUT_OF_MEMORY);
SAME_VALUE(HOST_BAD_CALL, RS_RET_PARAM_ERROR);
SAME_VALUE(HOST_NO_ENTRY, RS_RET_MODULE_ENTRY_POINT_NOT_FOUND);
SAME_VALUE(HOST_NOT_OURS, RS_RET_CONFLINE_UNPROCESSED);
SAME_VALUE(HOST_BAD_CONFIG, RS_RET_CONFIG_ERROR);
SAME_VALUE(HOST_NO_CODE, NO_ERRCODE);
SAME_VALUE(HOST_MODULE_VERSION, CURR_MOD_IF_VERSION);
SAME_VALUE(HOST_MODULE_OUTPUT, eMOD_OUT);
SAME_VALUE(HOST_MODULE_KEEP, eMOD_KEEP);
SAME_VALUE(HOST_GIVE_MESSAGE, OMSR_TPL_AS_MSG);
SAME_VALUE(HOST_OBJECTS_VERSION, objCURR_IF_VERSION);
SAME_VALUE(HOST_BINARY, eCmdHdlrBinary);
SAME_VALUE(HOST_POSITIVE, eCmdHdlrPositiveInt);
SAME_VALUE(HOST_SIZE, eCmdHdlrSize);
SAME_VALUE(HOST_STRING, eCmdHdlrString);
SAME_VALUE(HOST_PARAMETERS_VERSION, CNFPARAMBLK_VERSION);
SAME_VALUE(HOST_COUNTER_64, ctrType_IntCtr);
SAME_VALUE(HOST_COUNTER_RESETTABLE, CTR_FLAG_RESETTABLE);

/* ---- layouts ---- */

#define SAME_SIZE(ours, theirs) _Static_assert(sizeof(ours) == sizeof(theirs), #ours " is as big as " #theirs)
#define SAME_PLACE(ours, our_member, theirs, their_member)                                                             \
    _Static_assert(offsetof(ours, our_member) == offsetof(theirs, their_member) &&                                     \
                       sizeof((ours){0}.our_member) == sizeof(((theirs *)0)->their_member),                            \
                   #ours "." #our_member " lies where " #theirs "." #their_member " does")

SAME_SIZE(struct our_cnfparamdescr, struct cnfparamdescr);
SAME_PLACE(struct our_cnfparamdescr, name, struct cnfparamdescr, name);
SAME_PLACE(struct our_cnfparamdescr, type, struct cnfparamdescr, type);
SAME_PLACE(struct our_cnfparamdescr, flags, struct cnfparamdescr, flags);

SAME_SIZE(struct our_cnfparamblk, struct cnfparamblk);
SAME_PLACE(struct our_cnfparamblk, version, struct cnfparamblk, version);
SAME_PLACE(struct our_cnfparamblk, count, struct cnfparamblk, nParams);
SAME_PLACE(struct our_cnfparamblk, parameter, struct cnfparamblk, descr);

SAME_SIZE(struct our_svar, struct svar);
SAME_PLACE(struct our_svar, as.string, struct svar, d.estr);
SAME_PLACE(struct our_svar, as.number, struct svar, d.n);
SAME_PLACE(struct our_svar, type, struct svar, datatype);

SAME_SIZE(struct our_cnfparamvals, struct cnfparamvals);
SAME_PLACE(struct our_cnfparamvals, value, struct cnfparamvals, val);
SAME_PLACE(struct our_cnfparamvals, given, struct cnfparamvals, bUsed);

SAME_SIZE(struct our_obj_if_s, obj_if_t);
SAME_PLACE(struct our_obj_if_s, version, obj_if_t, ifVersion);
SAME_PLACE(struct our_obj_if_s, loaded, obj_if_t, ifIsLoaded);
SAME_PLACE(struct our_obj_if_s, use, obj_if_t, UseObj);
SAME_PLACE(struct our_obj_if_s, release, obj_if_t, ReleaseObj);

SAME_PLACE(struct our_statsobj_if_s, version, statsobj_if_t, ifVersion);
SAME_PLACE(struct our_statsobj_if_s, loaded, statsobj_if_t, ifIsLoaded);
SAME_PLACE(struct our_statsobj_if_s, construct, statsobj_if_t, Construct);
SAME_PLACE(struct our_statsobj_if_s, finish_construction, statsobj_if_t, ConstructFinalize);
SAME_PLACE(struct our_statsobj_if_s, destruct, statsobj_if_t, Destruct);
SAME_PLACE(struct our_statsobj_if_s, set_name, statsobj_if_t, SetName);
SAME_PLACE(struct our_statsobj_if_s, set_origin, statsobj_if_t, SetOrigin);
_Static_assert(sizeof(struct our_statsobj_if_s) >= sizeof(statsobj_if_t), "the host does not write behind our table");

/* AddCounter, for the version of this tree. A version that we do not know has no case. */
enum {
    ADD_COUNTER = offsetof(statsobj_if_t, AddCounter),
    REST = offsetof(struct our_statsobj_if_s, rest),
    IS_KNOWN_VERSION = 0
#define LAYOUT(version, index) +((version) == statsobjCURR_IF_VERSION)
    HOST_STATS_LAYOUTS(LAYOUT),
#undef LAYOUT
    IS_KNOWN_PLACE = 0
#define LAYOUT(version, index)                                                                                         \
    +((version) == statsobjCURR_IF_VERSION && ADD_COUNTER == REST + (index) * (int)sizeof(host_entry))
    HOST_STATS_LAYOUTS(LAYOUT)
#undef LAYOUT
};
_Static_assert(IS_KNOWN_VERSION == 1, "HOST_STATS_LAYOUTS has a row for the version of this tree");
_Static_assert(IS_KNOWN_PLACE == 1, "AddCounter lies where HOST_STATS_LAYOUTS says");

/* ---- types of functions: one variable is declared with both ---- */

#define SAME_TYPE(check, theirs, ours)                                                                                 \
    extern __typeof__(theirs) check;                                                                                   \
    extern __typeof__(ours) check

/* Nobody defines these. */
extern struct our_obj_if_s *objects;
extern struct our_statsobj_if_s *stats;
extern obj_if_t *host_objects;
extern statsobj_if_t *host_stats;
extern modInfo_t *host_module;

SAME_TYPE(check_use, host_objects->UseObj, objects->use);
SAME_TYPE(check_release, host_objects->ReleaseObj, objects->release);
SAME_TYPE(check_construct, host_stats->Construct, stats->construct);
SAME_TYPE(check_finish, host_stats->ConstructFinalize, stats->finish_construction);
SAME_TYPE(check_destruct, host_stats->Destruct, stats->destruct);
SAME_TYPE(check_set_name, host_stats->SetName, stats->set_name);
SAME_TYPE(check_set_origin, host_stats->SetOrigin, stats->set_origin);
SAME_TYPE(check_add_counter, host_stats->AddCounter, (host_add_counter *)0);

SAME_TYPE(check_ask, host_module->modQueryEtryPt, (host_ask *)0);
SAME_TYPE(check_get_id, host_module->modGetID, (host_get_id *)0);
SAME_TYPE(check_exit, host_module->modExit, (host_exit *)0);
SAME_TYPE(check_new_action, host_module->mod.om.newActInst, (host_new_action *)0);
SAME_TYPE(check_legacy_action, host_module->mod.om.parseSelectorAct, (host_legacy_action *)0);
SAME_TYPE(check_free_action, host_module->freeInstance, (host_on_action *)0);
SAME_TYPE(check_print_action, host_module->dbgPrintInstInfo, (host_on_action *)0);
SAME_TYPE(check_hup, host_module->doHUP, (host_on_action *)0);
SAME_TYPE(check_new_worker, host_module->mod.om.createWrkrInstance, (host_new_worker *)0);
SAME_TYPE(check_free_worker, host_module->mod.om.freeWrkrInstance, (host_on_worker *)0);
SAME_TYPE(check_resume, host_module->tryResume, (host_on_worker *)0);
SAME_TYPE(check_do_action, host_module->mod.om.doAction, (host_do_action *)0);

/* These have no declaration in a header; what stands here is from doModInit and its caller in modules.c. */
SAME_TYPE(check_init, (rsRetVal(*)(int, int *, rsRetVal (**)(), rsRetVal (*)(), modInfo_t *))0, &modInit);
SAME_TYPE(check_get_type, (rsRetVal(*)(eModType_t *))0, (host_get_type *)0);
SAME_TYPE(check_get_keep_type, (rsRetVal(*)(eModKeepType_t *))0, (host_get_type *)0);
SAME_TYPE(check_get_name, (rsRetVal(*)(uchar **))0, (host_get_name *)0);

int main(void) {
    printf("modules %d, objects %d, statsobj %d\n", CURR_MOD_IF_VERSION, objCURR_IF_VERSION, statsobjCURR_IF_VERSION);
    return 0;
}
