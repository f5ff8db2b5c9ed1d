/* SPDX-License-Identifier: Apache-2.0 */
/* What an action is configured to do. */
#ifndef WEV_RSYSLOG_SETTINGS_H
#define WEV_RSYSLOG_SETTINGS_H

#include "wev.h"

struct nvlst;

typedef struct wev_settings {
    char *rulebase, *site; /* folders; site NULL: none */
    char *lang;
    char *container;  /* as msgAddJSON wants it: "!win" */
    char *stats_name; /* of the counters in impstats */
    char *csv_fields; /* NULL: no CSV */
    char *zone;       /* what the rules of `timezone` lie in; NULL: an offset */
    wev_options options;
    bool text, tree;   /* attach the document as JSON text, as a tree */
    bool message_only; /* read the message behind header and tag, as rsyslog parsed it */
    bool set_severity; /* the syslog message gets the severity of the event */
} wev_settings;

/*
 * Reads the parameters of action(type="mmwinevent" ...). What is wrong is reported, all of it, and gives false; free
 * the settings in any case.
 */
bool wev_settings_read(wev_settings *settings, struct nvlst *statement);
void wev_settings_free(wev_settings *settings);

/* False if the rulebase has texts, but none for settings->lang; the languages that it has are reported then. */
bool wev_settings_check_language(const wev_settings *settings);

#endif
