/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The ecs profile: the layout that winlogbeat writes (elastic/beats, winlogbeat/sys/winevent), ECS 8.17 beside it,
 * and our own facts under `mmwinevent`. doc/SCHEMA.md, section "ecs".
 */
#include "base/num.h"
#include "emit/ecs_copies.h"
#include "emit/emit.h"

/* ECS leaves the scale of event.severity to the source; this is the scale of Elastic's detection rules. */
static int64_t ecs_severity(wev_severity severity) {
    static const int64_t scale[] = {0, 0, 99, 73, 47, 21, 10, 0};
    return severity >= 0 && severity <= 7 ? scale[severity] : 0;
}

/* log.level is what Windows said, not what we make of it (winlogbeat, winmeta.go). */
static wev_text log_level(int64_t level) {
    switch (level) {
    case 0:
    case 4:
        return TX("information");
    case 1:
        return TX("critical");
    case 2:
        return TX("error");
    case 3:
        return TX("warning");
    case 5:
        return TX("verbose");
    default:
        return WEV_ABSENT;
    }
}

/* What the event is, by its data where that decides; NULL: ECS has no category for it. */
static const wev_ecs_kind_choice *kind_of(const wev_document *document) {
    const wev_entry *const entry = document->meaning->entry;
    if (entry == NULL || entry->ecs_by.ptr == NULL)
        return entry != NULL ? entry->ecs : NULL;
    const wev_field *const by = wev_fields_find_near(&document->event->data, entry->ecs_by, entry->ecs_by_place);
    const bool told = by != NULL && !by->cut && by->value.ptr != NULL;
    const wev_str value = told ? wev_str_trim(wev_text_plain(document->event->arena, by->value)) : SV("");
    for (uint32_t i = 0; i < entry->ecs_count; i++)
        if (entry->ecs[i].value.ptr == NULL || wev_str_same(entry->ecs[i].value, value))
            return entry->ecs + i;
    return NULL;
}

static void put_kind(wev_sink sink, const wev_ecs_kind_choice *kind) {
    if (kind == NULL)
        return;
    wev_put_text(sink, TX("action"), kind->action);
    wev_put_texts(sink, TX("category"), kind->category);
    wev_put_texts(sink, TX("type"), kind->type);
}

/* One member in an object of its own, as {"log":{"level":...}}. */
static void put_lone(wev_sink sink, wev_text object, wev_text key, wev_text value) {
    if (value.ptr == NULL)
        return;
    sink.ops->open_object(sink.self, object);
    sink.ops->text(sink.self, key, value);
    sink.ops->close(sink.self);
}

void wev_put_ecs_head(wev_sink sink, const wev_document *document) {
    put_lone(sink, TX("ecs"), TX("version"), TX("8.17.0"));
    put_lone(sink, TX("log"), TX("level"), log_level(document->event->level));
}

void wev_put_ecs_event(wev_sink sink, const wev_document *document) {
    const wev_meaning *const meaning = document->meaning;
    sink.ops->text(sink.self, TX("kind"), TX("event"));
    if (meaning->entry != NULL && meaning->entry->ecs_by.ptr == NULL)
        put_kind(sink, meaning->entry->ecs);
    wev_put_text(sink, TX("outcome"), wev_outcome_name(meaning->outcome));
    wev_put_number(sink, TX("severity"), ecs_severity(meaning->severity));
}

static void put_event(const wev_document *document, wev_sink sink) {
    const wev_event *const event = document->event;
    const wev_entry *const entry = document->meaning->entry;
    const wev_ecs_kind_choice *const kind = kind_of(document);
    sink.ops->open_object(sink.self, TX("event"));
    wev_put_text(sink, TX("id"), wev_text_as((wev_str){event->uid, sizeof event->uid}, WEV_CLEAN));
    wev_put_text(sink, TX("code"), event->system[WEV_SYS_EVENT_ID]);
    wev_put_text(sink, TX("provider"), event->system[WEV_SYS_PROVIDER]);
    if (kind == NULL || kind->action.ptr == NULL)
        wev_put_text(sink, TX("action"), event->system[WEV_SYS_RENDERED_TASK]);
    if (entry != NULL && entry->ecs_by.ptr != NULL)
        put_kind(sink, kind);
    wev_put_fixed(sink, document, WEV_FIXED_ECS_EVENT);
    wev_put_instant(sink, TX("created"), &event->received);
    sink.ops->close(sink.self);
}

static void put_process(wev_sink sink, const wev_event *event) {
    const wev_text process = event->system[WEV_SYS_PROCESS_ID], thread = event->system[WEV_SYS_THREAD_ID];
    if (process.ptr == NULL && thread.ptr == NULL)
        return;
    sink.ops->open_object(sink.self, TX("process"));
    if (process.ptr != NULL)
        sink.ops->number(sink.self, TX("pid"), wev_text_raw(process));
    if (thread.ptr != NULL) {
        sink.ops->open_object(sink.self, TX("thread"));
        sink.ops->number(sink.self, TX("id"), wev_text_raw(thread));
        sink.ops->close(sink.self);
    }
    sink.ops->close(sink.self);
}

static void put_user(wev_sink sink, const wev_event *event) {
    static const struct {
        wev_text key;
        wev_sys field;
    } members[] = {
        {TX_INIT("identifier"), WEV_SYS_USER_ID},
        {TX_INIT("name"), WEV_SYS_USER_NAME},
        {TX_INIT("domain"), WEV_SYS_USER_DOMAIN},
        {TX_INIT("type"), WEV_SYS_USER_KIND},
    };
    bool open = false;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const wev_text value = event->system[members[i].field];
        if (value.ptr == NULL)
            continue;
        if (!open)
            sink.ops->open_object(sink.self, TX("user"));
        open = true;
        sink.ops->text(sink.self, members[i].key, value);
    }
    if (open)
        sink.ops->close(sink.self);
}

/* Rendered names where there are any; else the names of the standard bits (winmeta.xml). */
static void put_keywords(wev_sink sink, const wev_event *event) {
    static const struct {
        uint64_t bit;
        wev_text name;
    } standard[] = {
        {UINT64_C(0x0001000000000000), TX_INIT("Response Time")},
        {UINT64_C(0x0002000000000000), TX_INIT("WDI Context")},
        {UINT64_C(0x0004000000000000), TX_INIT("WDI Diag")},
        {UINT64_C(0x0008000000000000), TX_INIT("SQM")},
        {WEV_KEYWORD_AUDIT_FAILURE, TX_INIT("Audit Failure")},
        {WEV_KEYWORD_AUDIT_SUCCESS, TX_INIT("Audit Success")},
        {WEV_KEYWORD_CLASSIC, TX_INIT("Classic")},
    };
    const uint64_t audit = WEV_KEYWORD_AUDIT_FAILURE | WEV_KEYWORD_AUDIT_SUCCESS;
    const bool is_audit = event->audit != WEV_OUTCOME_UNKNOWN;
    const uint64_t bits = event->has_keywords ? event->keywords & ~(is_audit ? 0 : audit) : 0;
    bool open = event->keyword_names.count > 0;
    if (open)
        sink.ops->open_array(sink.self, TX("keywords"));
    for (uint32_t i = 0; i < event->keyword_names.count; i++)
        sink.ops->text(sink.self, WEV_ABSENT, event->keyword_names.item[i].value);
    for (size_t i = 0; event->keyword_names.count == 0 && i < sizeof standard / sizeof *standard; i++) {
        if ((bits & standard[i].bit) == 0)
            continue;
        if (!open)
            sink.ops->open_array(sink.self, TX("keywords"));
        open = true;
        sink.ops->text(sink.self, WEV_ABSENT, standard[i].name);
    }
    if (open)
        sink.ops->close(sink.self);
}

/* Data as winlogbeat names it; empty values are left out there, and here. */
static void put_data(wev_sink sink, const wev_event *event) {
    const bool user_data = event->is_user_data;
    bool open = false;
    for (uint32_t i = 0; i < event->data.count;) {
        if (event->data.item[i].value.len == 0) {
            i++;
            continue;
        }
        if (!open) {
            sink.ops->open_object(sink.self, user_data ? TX("user_data") : TX("event_data"));
            if (user_data && wev_fields_find(&event->data, SV("xml_name")) == NULL)
                wev_put_text(sink, TX("xml_name"), event->data_name);
        }
        open = true;
        i += wev_put_field(sink, &event->data, i);
    }
    if (open)
        sink.ops->close(sink.self);
}

static void put_winlog(const wev_document *document, wev_sink sink) {
    const wev_event *const event = document->event;
    const wev_text version = event->system[WEV_SYS_VERSION];
    const wev_text task = event->system[WEV_SYS_RENDERED_TASK], opcode = event->system[WEV_SYS_RENDERED_OPCODE];
    sink.ops->open_object(sink.self, TX("winlog"));
    wev_put_text(sink, TX("channel"), event->system[WEV_SYS_CHANNEL]);
    wev_put_text(sink, TX("computer_name"), event->system[WEV_SYS_COMPUTER]);
    wev_put_text(sink, TX("event_id"), event->system[WEV_SYS_EVENT_ID]);
    wev_put_text(sink, TX("provider_name"), event->system[WEV_SYS_PROVIDER]);
    wev_put_text(sink, TX("provider_guid"), event->system[WEV_SYS_PROVIDER_GUID]);
    wev_put_text(sink, TX("record_id"), event->system[WEV_SYS_RECORD_ID]);
    if (version.ptr != NULL)
        sink.ops->number(sink.self, TX("version"), wev_text_raw(version));
    wev_put_text(sink, TX("task"), task.ptr != NULL ? task : event->system[WEV_SYS_TASK]);
    wev_put_text(sink, TX("opcode"), opcode.ptr != NULL ? opcode : event->system[WEV_SYS_OPCODE]);
    put_keywords(sink, event);
    wev_put_instant(sink, TX("time_created"), &event->created);
    put_process(sink, event);
    wev_put_text(sink, TX("activity_id"), event->system[WEV_SYS_ACTIVITY_ID]);
    wev_put_text(sink, TX("related_activity_id"), event->system[WEV_SYS_RELATED_ACTIVITY_ID]);
    put_user(sink, event);
    wev_put_winlog_copies(document, sink);
    put_data(sink, event);
    sink.ops->close(sink.self);
}

/* What ECS and winlogbeat have no place for: our meaning, and what the sender sent beside the event. */
static void put_own(const wev_document *document, wev_sink sink) {
    const wev_event *const event = document->event;
    sink.ops->open_object(sink.self, TX("mmwinevent"));
    sink.ops->text(sink.self, TX("format"), wev_text_as(event->format, WEV_CLEAN));
    if (event->rule >= 0)
        wev_put_number(sink, TX("rule"), event->rule);
    wev_put_meaning(sink, document);
    if (event->has_keywords)
        wev_put_mask(sink, TX("keywords"), event->keywords);
    wev_put_fields(sink, TX("other"), &event->other);
    wev_put_parse(sink, TX("parse"), event);
    sink.ops->close(sink.self);
}

void wev_emit_ecs_none(const wev_document *document, wev_sink sink) {
    wev_put_payload(sink, document);
    sink.ops->open_object(sink.self, TX("mmwinevent"));
    sink.ops->text(sink.self, TX("format"), TX("none"));
    sink.ops->close(sink.self);
}

void wev_emit_ecs(const wev_document *document, wev_sink sink) {
    const wev_event *const event = document->event;
    wev_put_instant(sink, TX("@timestamp"), &event->created);
    wev_put_fixed(sink, document, WEV_FIXED_ECS_HEAD);
    put_event(document, sink);
    put_lone(sink, TX("host"), TX("name"), event->system[WEV_SYS_COMPUTER]);
    wev_put_message(sink, document);
    wev_put_ecs_copies(document, sink);
    put_winlog(document, sink);
    put_own(document, sink);
}
