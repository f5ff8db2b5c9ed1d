/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked for by name: the words of configurations, the values to route by, the formats. */
#include "wev.h"

#include "emit/emit.h"
#include "format/format.h"

#ifndef WEV_VERSION
#define WEV_VERSION "0.0.0"
#endif

bool wev_profile_named(wev_str name, wev_profile *out) {
    for (size_t i = 0; i < wev_profile_count; i++) {
        if (wev_str_equal(wev_profiles[i].name, name)) {
            *out = (wev_profile)i;
            return true;
        }
    }
    return false;
}

bool wev_explain_named(wev_str name, wev_explain *out) {
    static const struct {
        wev_str name;
        wev_explain value;
    } names[] = {
        {SV_INIT("problems"), WEV_EXPLAIN_PROBLEMS},
        {SV_INIT("all"), WEV_EXPLAIN_ALL},
        {SV_INIT("none"), WEV_EXPLAIN_NONE},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (wev_str_equal(names[i].name, name)) {
            *out = names[i].value;
            return true;
        }
    }
    return false;
}

bool wev_csv_fields_valid(wev_str names) {
    wev_str name;
    bool more = names.len > 0, found = false;
    while (more && !found) {
        more = wev_str_split(&names, SV(","), &name);
        found = wev_str_equal(wev_str_trim(name), SV("EventID"));
    }
    return found;
}

static wev_str plain(const wev_event *event, wev_sys field) {
    return wev_text_plain(event->arena, event->system[field]);
}

void wev_summarise(const wev_worker *worker, const wev_result *result, wev_summary *summary) {
    const wev_event *const event = result->event;
    const wev_meaning *const meaning = result->meaning;
    static const wev_str absent = {NULL, 0};
    (void)worker;

    summary->format = event != NULL ? event->format : SV("none");
    summary->name = summary->provider = summary->channel = summary->computer = summary->outcome = absent;
    summary->code = summary->epoch = summary->uid = absent;
    summary->id = -1;
    summary->severity = -1;
    if (event == NULL)
        return;
    if (meaning->entry != NULL)
        summary->name = wev_text_raw(meaning->entry->name);
    summary->provider = plain(event, WEV_SYS_PROVIDER);
    summary->channel = plain(event, WEV_SYS_CHANNEL);
    summary->computer = plain(event, WEV_SYS_COMPUTER);
    summary->outcome = wev_text_raw(wev_outcome_name(meaning->outcome));
    summary->uid = (wev_str){event->uid, sizeof event->uid};
    summary->id = event->id;
    summary->severity = meaning->severity;
    if (event->created.time.known) {
        summary->epoch.ptr = summary->epoch_room;
        summary->epoch.len = wev_time_put_epoch(summary->epoch_room, &event->created.time);
    }
    if (meaning->chief != NULL) {
        summary->code.ptr = summary->code_room;
        summary->code.len = wev_code_show(meaning->chief->table, meaning->chief->number, summary->code_room);
    }
}

size_t wev_format_total(void) {
    return wev_format_count + 1;
}

wev_str wev_format_name(size_t index) {
    return index < wev_format_count ? wev_formats[index]->name : SV("prose");
}

size_t wev_result_format(const wev_result *result) {
    if (result->event == NULL)
        return SIZE_MAX;
    for (size_t i = 0; i < wev_format_count; i++)
        if (wev_str_equal(wev_formats[i]->name, result->event->format))
            return i;
    return wev_format_count;
}

const char *wev_version(void) {
    return WEV_VERSION;
}
