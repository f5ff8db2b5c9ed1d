/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What NXLog CE does to EventData, undone where the rendered text shows it (nxlog-ce 2.8, im_msvistalog.c): it copies
 * the text out of the event's XML without decoding references, and drops an item whose name is that of a System field
 * in another case, as Sysmon's ProcessId.
 */
#include "format/nxlog.h"

#include <stddef.h>

enum {
    REACH = 1024,     /* bytes of a message in which Sysmon's ProcessId stands */
    VALUES = 8,       /* that are looked for in a message, each */
    PLACES = 512,     /* at so many places of it at most, */
    VALUE_LEN = 4096, /* if they are no longer than this: the work is bounded, whatever is sent */
};

/* A line break in front of `at`, as it is, or as JSON or NXLog's XML writes it. */
static bool begins_line(const char *start, const char *at) {
    return at == start || at[-1] == '\n' || (at - start >= 2 && at[-2] == '\\' && at[-1] == 'n') ||
           (at - start >= 5 && wev_str_equal((wev_str){at - 5, 5}, SV("&#xA;")));
}

static bool ends_line(const char *at, const char *end) {
    return at == end || *at == '\r' || *at == '\n' || *at == '\\' || *at == '&';
}

/*
 * NXLog's syslog writers put two blanks where a line ended, and a blank may stand in any value. But in front of
 * ProcessId there is ProcessGuid, whose value is braces and 36 characters.
 */
static bool is_behind_guid(const char *start, const char *at) {
    const wev_str label = SV("ProcessGuid: {");
    const ptrdiff_t back = (ptrdiff_t)label.len + 36 + 3;
    return at - start >= back && wev_str_starts((wev_str){at - back, label.len}, label) &&
           wev_str_equal((wev_str){at - 3, 3}, SV("}  "));
}

/* The digits behind `ProcessId: ` at the beginning of a line; absent if there are none. */
static wev_str process_id(wev_str message) {
    const wev_str label = SV("ProcessId: ");
    const char *const start = message.ptr, *const end = message.ptr + message.len;
    wev_str rest = message;
    for (size_t found; (found = wev_str_find(rest, label)) != SIZE_MAX;) {
        const char *const at = rest.ptr + found;
        rest = wev_str_skip(rest, found + label.len);
        size_t digits = 0;
        while (digits < rest.len && wev_is_digit(rest.ptr[digits]))
            digits++;
        const bool as_line = begins_line(start, at) && ends_line(rest.ptr + digits, end);
        const bool as_blanks = is_behind_guid(start, at) && wev_str_starts(wev_str_skip(rest, digits), SV("  "));
        if (digits > 0 && (as_line || as_blanks))
            return (wev_str){rest.ptr, digits};
    }
    return (wev_str){NULL, 0};
}

static bool recover_process_id(wev_event *event) {
    wev_str message = wev_text_raw(event->message);
    const bool is_sysmon = wev_str_equal(wev_text_raw(event->system[WEV_SYS_PROVIDER]), SV("Microsoft-Windows-Sysmon"));
    if (!is_sysmon || message.ptr == NULL || event->message_cut || event->data.count == 0 ||
        wev_fields_find(&event->data, SV("ProcessId")) != NULL)
        return true;
    const bool longer = message.len >= REACH;
    if (longer)
        message.len = REACH;
    const wev_str digits = process_id(message);
    if (digits.ptr == NULL || (longer && digits.ptr + digits.len == message.ptr + message.len))
        return true;
    event->recovered_name = TX("ProcessId");
    return wev_event_add(event, event->recovered_name, wev_text_as(digits, WEV_CLEAN), WEV_FIELD_TEXT, false);
}

/* Does `value` stand in the message, behind a blank, a TAB or a line break? */
static bool message_says(wev_str message, wev_str value) {
    unsigned places = 0;
    for (size_t i = 0; i + value.len < message.len && places < PLACES; i++) {
        if (!wev_is_blank(message.ptr[i]))
            continue;
        places++;
        if (wev_str_starts(wev_str_skip(message, i + 1), value))
            return true;
    }
    return false;
}

/* The value with its references decoded, if the message has it like that and not as it was sent. */
static void decode_references(wev_event *event, wev_field *field, wev_str message) {
    const wev_str sent = wev_text_plain(event->arena, field->value);
    if (sent.ptr == NULL)
        return;
    const wev_str decoded = wev_text_plain(event->arena, wev_text_as(sent, WEV_XML));
    if (decoded.ptr != NULL && decoded.len > 0 && !wev_str_equal(sent, decoded) && message_says(message, decoded) &&
        !message_says(message, sent))
        field->value = wev_text_of(decoded);
}

bool wev_nxlog_restore(wev_event *event, wev_str payload) {
    if (!recover_process_id(event))
        return false;
    if (memchr(payload.ptr, '&', payload.len) == NULL || event->message.ptr == NULL)
        return true;
    wev_str message = {NULL, 0};
    unsigned tried = 0;
    for (uint32_t i = 0; i < event->data.count && tried < VALUES; i++) {
        wev_field *const field = event->data.item + i;
        if (field->kind != WEV_FIELD_TEXT || field->cut || field->value.len > VALUE_LEN ||
            memchr(field->value.ptr, '&', field->value.len) == NULL)
            continue;
        if (message.ptr == NULL && (message = wev_text_plain(event->arena, event->message)).ptr == NULL)
            return event->arena->why != WEV_NO_MEMORY;
        decode_references(event, field, message);
        tried++;
    }
    return event->arena->why != WEV_NO_MEMORY;
}
