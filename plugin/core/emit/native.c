/* SPDX-License-Identifier: Apache-2.0 */
/* The native profile: lossless, everything under its own name. doc/SCHEMA.md, section "native". */
#include "emit/emit.h"

static void put_system_field(wev_sink sink, const wev_event *event, wev_sys field) {
    const wev_sys_row *const row = wev_sys_table + field;
    const wev_text value = event->system[field];
    switch ((wev_sys_kind)row->kind) {
    case WEV_SYS_TEXT:
        sink.ops->text(sink.self, row->key, value);
        break;
    case WEV_SYS_INTEGER:
        sink.ops->number(sink.self, row->key, wev_text_raw(value));
        break;
    case WEV_SYS_MASK:
        wev_put_mask(sink, row->key, event->keywords);
        break;
    case WEV_SYS_INSTANT:
        if (field == WEV_SYS_TIME)
            wev_put_instant(sink, row->key, &event->created);
        else
            wev_put_instant(sink, row->key, &event->received);
        break;
    }
}

/* The rows of system.def that one object has; they stand together. */
static const struct {
    uint8_t first, last;
} rows_of[] = {
    [WEV_SYS_EVENT] = {WEV_SYS_PROVIDER, WEV_SYS_CONTAINER},
    [WEV_SYS_USER] = {WEV_SYS_USER_ID, WEV_SYS_USER_KIND},
    [WEV_SYS_RENDERED] = {WEV_SYS_RENDERED_LEVEL, WEV_SYS_RENDERED_CULTURE},
    [WEV_SYS_AGENT] = {WEV_SYS_AGENT_RECEIVED, WEV_SYS_AGENT_SEVERITY_VALUE},
};

/* The fields of one object, in the order of system.def. Opens the object with the first; tells whether it did. */
static bool put_system(wev_sink sink, const wev_event *event, wev_sys_object object, wev_text key, bool open) {
    for (unsigned field = rows_of[object].first; field <= rows_of[object].last; field++) {
        if (event->system[field].ptr == NULL)
            continue;
        if (!open)
            sink.ops->open_object(sink.self, key);
        open = true;
        put_system_field(sink, event, (wev_sys)field);
    }
    return open;
}

static void put_keyword_names(wev_sink sink, const wev_event *event) {
    sink.ops->open_array(sink.self, TX("keywords"));
    for (uint32_t i = 0; i < event->keyword_names.count; i++)
        sink.ops->text(sink.self, WEV_ABSENT, event->keyword_names.item[i].value);
    sink.ops->close(sink.self);
}

static void put_event(wev_sink sink, const wev_event *event) {
    sink.ops->open_object(sink.self, TX("event"));
    wev_put_text(sink, TX("uid"), wev_text_as((wev_str){event->uid, sizeof event->uid}, WEV_CLEAN));
    wev_put_text(sink, TX("format"), wev_text_as(event->format, WEV_CLEAN));
    put_system(sink, event, WEV_SYS_EVENT, WEV_ABSENT, true);
    if (event->system[WEV_SYS_LEVEL].ptr == NULL && event->level >= 0)
        wev_put_number(sink, TX("level"), event->level);
    wev_put_text(sink, TX("data_name"), event->data_name);
    if (put_system(sink, event, WEV_SYS_USER, TX("user"), false))
        sink.ops->close(sink.self);
    sink.ops->close(sink.self);
}

static void put_rendered(wev_sink sink, const wev_event *event) {
    bool open = event->keyword_names.count > 0;
    if (open) {
        sink.ops->open_object(sink.self, TX("rendered"));
        put_keyword_names(sink, event);
    }
    if (put_system(sink, event, WEV_SYS_RENDERED, TX("rendered"), open))
        sink.ops->close(sink.self);
}

void wev_emit_native_none(const wev_document *document, wev_sink sink) {
    sink.ops->open_object(sink.self, TX("event"));
    sink.ops->text(sink.self, TX("format"), TX("none"));
    sink.ops->close(sink.self);
    wev_put_payload(sink, document);
}

void wev_emit_native(const wev_document *document, wev_sink sink) {
    const wev_event *const event = document->event;
    wev_put_instant(sink, TX("@timestamp"), &event->created);
    put_event(sink, event);
    sink.ops->open_object(sink.self, TX("meaning"));
    wev_put_meaning(sink, document);
    sink.ops->close(sink.self);
    wev_put_fields(sink, TX("data"), &event->data);
    wev_put_message(sink, document);
    put_rendered(sink, event);
    if (put_system(sink, event, WEV_SYS_AGENT, TX("agent"), false))
        sink.ops->close(sink.self);
    wev_put_fields(sink, TX("other"), &event->other);
    wev_put_parse(sink, TX("parse"), event);
}
