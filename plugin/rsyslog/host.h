/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The functions of rsyslog that we call, under its own names. Functions only: no member of a message, an action or
 * any other object of the host is ever touched, so that one source fits every release since 8.2102.
 */
#ifndef WEV_RSYSLOG_HOST_H
#define WEV_RSYSLOG_HOST_H

#ifndef WEV_RSYSLOG_HOST_TYPES_GIVEN /* the interface test takes the types from rsyslog's own headers */
#include "rsyslog/host_types.h"
#endif

/*
 * The only symbol that we export: the host calls it once. It gets our protocol version and the function that names our
 * entry points, and gives us one that names the host's.
 */
int modInit(int offered, int *ours, host_ask **entries, host_ask *host, struct modInfo_s *self);

/* The host entry point "objGetObjInterface". */
int objGetObjInterface(struct obj_if_s *objects);

/* The message as received and sanitised, with its header; never NULL. */
void getRawMsg(const struct msg *message, unsigned char **text, int *length);

/* The message behind header and tag; never NULL. */
unsigned char *getMSG(struct msg *message);
int getMSGLen(struct msg *message);

/* Facility and severity in one number, as in a syslog header. */
int getPRIi(const struct msg *message);
void msgSetPRI(struct msg *message, uint16_t pri);

/* $parsesuccess */
void MsgSetParseSuccess(struct msg *message, int success);

/*
 * Puts a tree under a name like "!win", replacing what stands there if `replace`. The tree is the message's from then
 * on, also on failure (but leaks if the name begins with none of '!', '.', '/'). Locks the message.
 */
int msgAddJSON(struct msg *message, unsigned char *name, struct fjson_object *tree, int replace, int shared);

/* One line in rsyslog's own log. Such a line can come back to us as a message, so never one for each message. */
__attribute__((format(printf, 3, 4))) void LogError(int error, int code, const char *format, ...);
__attribute__((format(printf, 4, 5))) void LogMsg(int error, int code, int severity, const char *format, ...);

/* An error in the configuration, with its file and line; `rsyslogd -N1` fails. Only while a statement is read. */
__attribute__((format(printf, 1, 2))) void parser_errmsg(const char *format, ...);

/* The values of the parameters in `wanted`, in its order; NULL if one is wrong, which is then already reported. */
struct cnfparamvals *nvlstGetParams(struct nvlst *statement, struct cnfparamblk *wanted, struct cnfparamvals *values);
void cnfparamvalsDestruct(const struct cnfparamvals *values, const struct cnfparamblk *wanted);

/* A copy as a C string, to be freed; `for_nul` stands in for NUL bytes, NULL: they are left out. */
char *es_str2cstr(es_str_t *text, const char *for_nul);

/* What an action wants to be given for a message. `template_name` NULL where it wants the message itself. */
int OMSRconstruct(struct omodStringRequest_s **wants, int entries);
int OMSRsetEntry(struct omodStringRequest_s *wants, int entry, unsigned char *template_name, int options);
int OMSRdestruct(struct omodStringRequest_s *wants);

#endif
