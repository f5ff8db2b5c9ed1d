/* SPDX-License-Identifier: Apache-2.0 */
/* What more than one profile writes. */
#include "base/num.h"
#include "emit/emit.h"

void wev_put_number(wev_sink sink, wev_text key, int64_t value) {
    char digits[WEV_NUM_ROOM];
    sink.ops->number(sink.self, key, (wev_str){digits, wev_num_put_i64(digits, value)});
}

void wev_put_texts(wev_sink sink, wev_text key, wev_texts values) {
    if (values.count == 0)
        return;
    sink.ops->open_array(sink.self, key);
    for (uint32_t i = 0; i < values.count; i++)
        sink.ops->text(sink.self, WEV_ABSENT, values.item[i]);
    sink.ops->close(sink.self);
}

void wev_put_mask(wev_sink sink, wev_text key, uint64_t value) {
    char digits[WEV_NUM_ROOM];
    const size_t len = wev_num_put_hex(digits, value, 16);
    sink.ops->text(sink.self, key, wev_text_as((wev_str){digits, len}, WEV_CLEAN));
}

static void put_one(wev_sink sink, const wev_field *field) {
    if (field->value.ptr == NULL)
        sink.ops->null(sink.self, field->name);
    else
        sink.ops->text(sink.self, field->name, field->value);
}

/* Does `next` stand behind `text`, with these three bytes between them? */
static inline bool is_joined(wev_text text, const char *between, wev_text next) {
    const char *const end = text.ptr + text.len;
    return (uintptr_t)end + 3 == (uintptr_t)next.ptr && memcmp(end, between, 3) == 0;
}

/* Is it in the message as the JSON sink writes it? */
static inline bool is_as_written(const wev_field *field) {
    const wev_writing writing = (wev_writing)field->value.writing;
    return field->name.writing == WEV_CLEAN && field->value.len > 0 && (writing == WEV_CLEAN || writing == WEV_JSON) &&
           is_joined(field->name, "\":\"", field->value);
}

uint32_t wev_put_field(wev_sink sink, const wev_fields *fields, uint32_t from) {
    const wev_field *const first = fields->item + from, *const end = fields->item + fields->count, *last = first;
    if (sink.ops->strings == NULL || !is_as_written(first)) {
        put_one(sink, first);
        return 1;
    }
    while (last + 1 < end && is_joined(last->value, "\",\"", last[1].name) && is_as_written(last + 1))
        last++;
    const char *const start = first->name.ptr;
    sink.ops->strings(sink.self, (wev_str){start, (size_t)(last->value.ptr + last->value.len - start)});
    return (uint32_t)(last - first) + 1;
}

void wev_put_fields(wev_sink sink, wev_text key, const wev_fields *fields) {
    if (fields->count == 0)
        return;
    sink.ops->open_object(sink.self, key);
    for (uint32_t i = 0; i < fields->count;)
        i += wev_put_field(sink, fields, i);
    sink.ops->close(sink.self);
}

wev_text wev_outcome_name(wev_outcome outcome) {
    switch (outcome) {
    case WEV_OUTCOME_SUCCESS:
        return TX("success");
    case WEV_OUTCOME_FAILURE:
        return TX("failure");
    case WEV_OUTCOME_UNKNOWN:
        break;
    }
    return TX("unknown");
}

void wev_put_message(wev_sink sink, const wev_document *document) {
    if (!document->drop_message || document->meaning->entry == NULL)
        wev_put_text(sink, TX("message"), document->event->message);
}

void wev_put_payload(wev_sink sink, const wev_document *document) {
    sink.ops->text(sink.self, TX("message"), wev_text_of(document->payload));
    if (!document->cut && !document->tail)
        return;
    sink.ops->open_object(sink.self, TX("parse"));
    if (document->cut)
        sink.ops->boolean(sink.self, TX("truncated"), true);
    if (document->tail)
        sink.ops->boolean(sink.self, TX("orphan_tail"), true);
    sink.ops->close(sink.self);
}

void wev_put_parse(wev_sink sink, wev_text key, const wev_event *event) {
    const bool remarks = event->repaired || event->wide || event->zone_assumed || event->header_time ||
                         event->id_from_text || event->data_from_text || event->names_from_rulebase ||
                         event->rest.ptr != NULL || event->recovered_name.ptr != NULL;
    if (event->status == WEV_OK && !remarks)
        return;
    sink.ops->open_object(sink.self, key);
    if (event->status == WEV_TRUNCATED || event->status == WEV_TOO_BIG)
        sink.ops->boolean(sink.self, TX("truncated"), true);
    if (event->status != WEV_OK) {
        wev_put_text(sink, TX("error"), wev_text_of(wev_str_of(event->what)));
        if (event->offset != WEV_NOWHERE)
            wev_put_number(sink, TX("offset"), (int64_t)event->offset);
    }
    wev_put_text(sink, TX("cut_field"), event->cut_name);
    if (event->repaired)
        sink.ops->boolean(sink.self, TX("repaired_utf8"), true);
    if (event->wide)
        sink.ops->boolean(sink.self, TX("utf16"), true);
    if (event->id_from_text)
        sink.ops->boolean(sink.self, TX("id_from_message"), true);
    if (event->data_from_text)
        sink.ops->boolean(sink.self, TX("data_from_message"), true);
    if (event->names_from_rulebase)
        sink.ops->boolean(sink.self, TX("names_from_rulebase"), true);
    if (event->header_time)
        sink.ops->boolean(sink.self, TX("time_from_header"), true);
    if (event->zone_assumed)
        sink.ops->boolean(sink.self, TX("time_zone_assumed"), true);
    wev_put_text(sink, TX("recovered"), event->recovered_name);
    wev_put_text(sink, TX("rest"), event->rest);
    sink.ops->close(sink.self);
}
