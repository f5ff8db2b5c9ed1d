/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole event as one line, to be compared at once; parts that are empty are left out:
 *
 *   FORMAT STATUS | system fields | data NAME | data | keywords | other | message TEXT | rest TEXT | cut NAME
 *
 * A system field is `key=value`, with its object in front if that is not `event`. An item of a list is `name=value`,
 * or `name null`; behind the name stand `?` if the sender gave none, `^` for markup, `~` if the value is cut.
 */
#ifndef WEV_UNIT_DESCRIBE_H
#define WEV_UNIT_DESCRIBE_H

#include "base/buf.h"
#include "event/event.h"

static inline void describe_value(wev_buf *out, const wev_event *event, wev_text value) {
    if (value.ptr == NULL) {
        wev_buf_add(out, SV(" null"));
        return;
    }
    wev_buf_char(out, '=');
    wev_buf_add(out, wev_text_plain(event->arena, value));
}

static inline void describe_system(wev_buf *out, const wev_event *event) {
    static const char *const objects[] = {
        [WEV_SYS_EVENT] = "", [WEV_SYS_USER] = "user.", [WEV_SYS_RENDERED] = "rendered.", [WEV_SYS_AGENT] = "agent."};
    bool first = true;
    for (unsigned field = 0; field < WEV_SYS_COUNT; field++) {
        if (event->system[field].ptr == NULL)
            continue;
        wev_buf_add(out, first ? SV(" | ") : SV(" "));
        first = false;
        wev_buf_add(out, wev_str_of(objects[wev_sys_table[field].object]));
        wev_buf_add(out, wev_text_raw(wev_sys_table[field].key));
        describe_value(out, event, event->system[field]);
    }
}

static inline void describe_fields(wev_buf *out, const wev_event *event, const wev_fields *fields, const char *title) {
    if (fields->count == 0)
        return;
    wev_buf_add(out, SV(" | "));
    wev_buf_add(out, wev_str_of(title));
    for (uint32_t i = 0; i < fields->count; i++) {
        const wev_field *const field = fields->item + i;
        wev_buf_char(out, ' ');
        wev_buf_add(out, wev_text_raw(field->name));
        if (field->unnamed)
            wev_buf_char(out, '?');
        if (field->kind == WEV_FIELD_MARKUP)
            wev_buf_char(out, '^');
        if (field->cut)
            wev_buf_char(out, '~');
        if ((field->kind == WEV_FIELD_NULL) != (field->value.ptr == NULL))
            wev_buf_add(out, SV(" (kind and value differ)"));
        describe_value(out, event, field->value);
    }
}

static inline void describe_text(wev_buf *out, const wev_event *event, const char *title, wev_text text) {
    if (text.ptr == NULL)
        return;
    wev_buf_add(out, SV(" | "));
    wev_buf_add(out, wev_str_of(title));
    wev_buf_char(out, ' ');
    wev_buf_add(out, wev_text_plain(event->arena, text));
}

/* NULL: no event. The text lives in `out`. */
static inline wev_str describe(wev_buf *out, const wev_event *event) {
    wev_buf_clear(out);
    if (event == NULL) {
        wev_buf_add(out, SV("no event"));
        return wev_buf_text(out);
    }
    wev_buf_add(out, event->format);
    wev_buf_char(out, ' ');
    wev_buf_add(out, wev_str_of(wev_status_name(event->status)));
    describe_system(out, event);
    describe_text(out, event, "name", event->data_name);
    describe_fields(out, event, &event->data, event->is_user_data ? "user data" : "data");
    describe_fields(out, event, &event->keyword_names, "keywords");
    describe_fields(out, event, &event->other, "other");
    describe_text(out, event, "message", event->message);
    describe_text(out, event, "rest", event->rest);
    describe_text(out, event, "cut", event->cut_name);
    return wev_buf_text(out);
}

#endif
