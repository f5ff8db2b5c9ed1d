/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of rsyslog's module interface that is data: values, layouts, and the types of our entry points, written
 * down from rsyslog 8.2302 in our own words (rsyslog installs no headers). Tags are rsyslog's; what is not laid out
 * here stays opaque. tests/host/interface compares all of it with the headers of an rsyslog tree.
 */
#ifndef WEV_RSYSLOG_HOST_TYPES_H
#define WEV_RSYSLOG_HOST_TYPES_H

#include <stdint.h>

struct fjson_object;        /* libfastjson's */
struct interface_s;         /* what every table of functions begins with */
struct modInfo_s;           /* a loaded module */
struct msg;                 /* a message */
struct nvlst;               /* the parameters of one statement, as written */
struct omodStringRequest_s; /* what an action wants to be given */
struct rsconf_s;            /* a configuration */
struct statsobj_s;          /* a group of counters */

typedef struct es_string es_str_t; /* libestr's string */

/* rsRetVal: what functions of the host, and ours that it calls, return. */
enum {
    HOST_OK = 0,
    HOST_NO_MEMORY = -6,    /* RS_RET_OUT_OF_MEMORY */
    HOST_BAD_CALL = -1000,  /* RS_RET_PARAM_ERROR */
    HOST_NO_ENTRY = -1004,  /* RS_RET_MODULE_ENTRY_POINT_NOT_FOUND: we have no such entry point */
    HOST_NOT_OURS = -2001,  /* RS_RET_CONFLINE_UNPROCESSED: another module is to try this configuration line */
    HOST_BAD_CONFIG = -2046 /* RS_RET_CONFIG_ERROR */
};

enum { HOST_NO_CODE = -1 }; /* NO_ERRCODE: a log line that leads to no page of rsyslog's documentation */

enum {
    HOST_MODULE_VERSION = 6, /* CURR_MOD_IF_VERSION: of the protocol that modInit opens */
    HOST_MODULE_OUTPUT = 1,  /* eMOD_OUT: actions; message modification modules are such */
    HOST_MODULE_KEEP = 1,    /* eMOD_KEEP: stay in memory until rsyslogd ends */
    HOST_GIVE_MESSAGE = 4,   /* OMSR_TPL_AS_MSG: doAction is to be given the message itself */
    HOST_OBJECTS_VERSION = 2 /* objCURR_IF_VERSION */
};

/* Any entry point; the host knows its type by its name. */
typedef int (*host_entry)(void);

/* Gives the entry point of that name. */
typedef int host_ask(unsigned char *name, host_entry *entry);

/* What doModInit and `case eMOD_OUT` of runtime/modules.c ask us for. */
typedef int host_get_type(unsigned *type);
typedef int host_get_id(void **id);
typedef int host_get_name(unsigned char **name);
typedef int host_exit(void);
typedef int host_new_action(unsigned char *module, struct nvlst *parameters, void **action,
                            struct omodStringRequest_s **wants);
typedef int host_legacy_action(unsigned char **line, void **action, struct omodStringRequest_s **wants);
typedef int host_on_action(void *action);                /* freeInstance, dbgPrintInstInfo, doHUP */
typedef int host_new_worker(void *worker, void *action); /* `worker` is where to put the pointer */
typedef int host_on_worker(void *worker);                /* freeWrkrInstance, tryResume */
typedef int host_do_action(void **given, void *worker);

/* Parameters of a statement: name and type that we declare, value that we get. */
enum {
    HOST_BINARY = 4,            /* eCmdHdlrBinary: "on", "off" */
    HOST_POSITIVE = 8,          /* eCmdHdlrPositiveInt */
    HOST_SIZE = 9,              /* eCmdHdlrSize: "64k", "1m" */
    HOST_STRING = 14,           /* eCmdHdlrString */
    HOST_PARAMETERS_VERSION = 1 /* CNFPARAMBLK_VERSION */
};

struct cnfparamdescr {
    const char *name;
    unsigned type;
    unsigned flags;
};

struct cnfparamblk {
    unsigned short version;
    unsigned short count;
    struct cnfparamdescr *parameter;
};

struct svar {
    union {
        es_str_t *string;
        long long number;
    } as;
    char type; /* 'S', 'N' */
};

struct cnfparamvals {
    struct svar value;
    unsigned char given;
};

/* Where the host's objects are got from. Host and user agree on `version`; the host fills the rest in. */
struct obj_if_s {
    int version;
    int loaded;
    int (*use)(const char *file, unsigned char *object, unsigned char *library, struct interface_s *interface);
    int (*release)(const char *file, unsigned char *object, unsigned char *library, struct interface_s *interface);
    host_entry not_used[13];
};

/*
 * Counters, which impstats reports. The table grew in its middle, so one of its functions has no place of its own
 * here: AddCounter is `rest` at the index that HOST_STATS_LAYOUTS has for the version in use.
 */
struct statsobj_if_s {
    int version;
    int loaded;
    host_entry debug_print;
    int (*construct)(struct statsobj_s **stats);
    int (*finish_construction)(struct statsobj_s *stats);
    int (*destruct)(struct statsobj_s **stats);
    int (*set_name)(struct statsobj_s *stats, unsigned char *name);
    int (*set_origin)(struct statsobj_s *stats, unsigned char *origin);
    host_entry set_read_notifier, set_reporting_namespace, set_flags, get_all_lines;
    host_entry rest[32];
};

/* version, index. 13: 8.2102 to 8.2512; 14: 8.2602 to 8.2606; 15: in between; 16: from 8.2608. */
#define HOST_STATS_LAYOUTS(LAYOUT) LAYOUT(13, 0) LAYOUT(14, 1) LAYOUT(15, 1) LAYOUT(16, 2)

typedef int host_add_counter(struct statsobj_s *stats, const unsigned char *name, unsigned type, int8_t flags,
                             void *counter);

enum {
    HOST_COUNTER_64 = 0,        /* ctrType_IntCtr: an unsigned 64-bit integer */
    HOST_COUNTER_RESETTABLE = 1 /* CTR_FLAG_RESETTABLE */
};

#endif
