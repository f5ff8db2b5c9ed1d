/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Windows events that keep only their source and text, as syslog's tag and content. Two shapes: with the id behind the
 * source, `Source: id: [AUDIT_SUCCESS] text` (Eventlog to Syslog, evtsys, syslog.c), and without it,
 * `Source[pid]: text` (NXLog to_syslog_bsd, nxlog-ce 2.8 xm_syslog). A relay that writes a header of RFC 5424 puts
 * source and pid into it (APP-NAME, PROCID). Blanks in the source are underscores. Any program could write the like, so
 * the source must be one of Windows by its name, or an audit must follow.
 */
#include "format/columns.h"

typedef struct parts {
    wev_str provider, pid, id, type, text;
} parts;

/* A process id in brackets behind the tag. */
static void take_pid(wev_str *tag, wev_str *pid) {
    wev_str name, number;
    if (tag->len < 3 || tag->ptr[tag->len - 1] != ']')
        return;
    number = (wev_str){tag->ptr, tag->len - 1};
    if (wev_str_split(&number, SV("["), &name) && wev_all_digits(number)) {
        *tag = name;
        *pid = number;
    }
}

/* The source and the process id, from the header or the tag; *rest is what stands behind them. */
static bool take_source(const wev_envelope *envelope, wev_str *rest, wev_str *source, wev_str *pid) {
    enum { TAG = 80 };
    wev_str front = {rest->ptr, rest->len < TAG ? rest->len : TAG};
    *source = envelope->app;
    if (envelope->app.ptr != NULL) {
        if (wev_all_digits(envelope->process))
            *pid = envelope->process;
        return true;
    }
    if (!wev_str_split(&front, SV(": "), source) || source->len == 0 || memchr(source->ptr, ' ', source->len) != NULL)
        return false;
    *rest = wev_str_skip(*rest, source->len + 2);
    take_pid(source, pid);
    return true;
}

static bool split(const wev_input *input, parts *p) {
    wev_str rest = input->envelope.line, tag, id;
    *p = (parts){.text = {NULL, 0}};
    if (rest.len == 0 || !take_source(&input->envelope, &rest, &tag, &p->pid))
        return false;
    wev_str behind = rest;
    if (p->pid.ptr == NULL && rest.len > 3 && wev_is_digit(rest.ptr[0]) && wev_str_split(&behind, SV(": "), &id) &&
        id.len <= 5 && wev_all_digits(id)) {
        p->id = id;
        rest = behind;
        static const wev_str audits[] = {SV_INIT("AUDIT_SUCCESS"), SV_INIT("AUDIT_FAILURE")};
        for (size_t i = 0; i < 2; i++) {
            if (wev_str_starts(rest, audits[i])) {
                p->type = audits[i];
                rest = wev_str_skip(rest, audits[i].len);
            }
        }
    }
    p->text = rest;
    if (wev_windows_source(input->arena, tag, &p->provider))
        return true;
    p->provider = tag;
    return p->type.ptr != NULL;
}

/* Both probes look at one character first: they are asked about every message that is no event. */
static bool probe_with_id(const wev_input *input) {
    wev_str rest = input->envelope.line, source, pid;
    parts p;
    return take_source(&input->envelope, &rest, &source, &pid) && rest.len > 0 && wev_is_digit(rest.ptr[0]) &&
           split(input, &p) && p.id.ptr != NULL;
}

static bool probe_without_id(const wev_input *input) {
    const wev_envelope *const envelope = &input->envelope;
    const wev_str first = envelope->app.ptr != NULL ? envelope->app : envelope->line;
    parts p;
    return first.len > 0 && first.ptr[0] >= 'A' && first.ptr[0] <= 'Z' && split(input, &p) && p.id.ptr == NULL;
}

static bool read(wev_input *input, wev_event *event) {
    parts p;
    if (!split(input, &p))
        return input->arena->why != WEV_NO_MEMORY;
    if (!wev_set_column(event, WEV_SYS_PROVIDER, SV("source"), p.provider) ||
        !wev_set_column(event, WEV_SYS_EVENT_ID, SV("id"), p.id) ||
        !wev_set_column(event, WEV_SYS_PROCESS_ID, SV("pid"), p.pid) || !wev_set_type(event, p.type))
        return false;
    wev_set_text(event, p.text);
    return wev_take_header(input, event);
}

const wev_format wev_format_evtsys = {SV_INIT("evtsys"), WEV_FAMILY_TEXT, probe_with_id, read};
const wev_format wev_format_source_text = {SV_INIT("source-text"), WEV_FAMILY_TEXT, probe_without_id, read};
