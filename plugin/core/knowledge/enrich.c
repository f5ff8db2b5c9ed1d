/* SPDX-License-Identifier: Apache-2.0 */
/* From an event to its meaning: the entry, the outcome and severity, the details and codes that it names. */
#include "knowledge/labels.h"
#include "knowledge/search.h"

static const wev_entry *find_entry(const wev_rulebase *rulebase, const wev_event *event) {
    const int64_t number = event->id >= 0 ? event->id : event->rule;
    if (number < 0 || number > UINT32_MAX || rulebase == NULL)
        return NULL;
    const wev_str provider = wev_text_plain(event->arena, event->system[WEV_SYS_PROVIDER]),
                  channel = wev_text_plain(event->arena, event->system[WEV_SYS_CHANNEL]),
                  source = wev_text_plain(event->arena, event->system[WEV_SYS_EVENT_SOURCE]);
    const uint32_t id = (uint32_t)number;
    const wev_entry *entry = wev_rulebase_find(rulebase, provider, channel, id, event->version);
    if (entry == NULL && source.ptr != NULL)
        entry = wev_rulebase_find(rulebase, source, channel, id, event->version);
    return entry;
}

/* What Level says, where it says anything: 0 is LogAlways (winmeta.xml, WinLevel). */
static wev_severity severity_of_level(int64_t level) {
    static const wev_severity severities[] = {WEV_SEVERITY_NONE,    WEV_SEVERITY_CRITICAL,    WEV_SEVERITY_ERROR,
                                              WEV_SEVERITY_WARNING, WEV_SEVERITY_INFORMATION, WEV_SEVERITY_DEBUG};
    return level >= 0 && level <= 5 ? severities[level] : WEV_SEVERITY_NONE;
}

/* The event outranks the catalog: its audit bits decide the outcome. */
static wev_outcome outcome_of(const wev_event *event, const wev_entry *entry) {
    return event->audit == WEV_OUTCOME_UNKNOWN && entry != NULL ? entry->outcome : event->audit;
}

/* Once the outcome is known. A Level that is worse than the entry's severity makes it worse. */
static void assess(wev_meaning *meaning, const wev_event *event) {
    const wev_entry *const entry = meaning->entry;
    const wev_severity level = severity_of_level(event->level);
    const bool failed = meaning->outcome == WEV_OUTCOME_FAILURE;
    if (entry == NULL) {
        meaning->severity = level != WEV_SEVERITY_NONE ? level
                            : failed                   ? WEV_SEVERITY_WARNING
                                                       : WEV_SEVERITY_INFORMATION;
    } else {
        meaning->severity =
            failed && entry->failure_severity != WEV_SEVERITY_NONE ? entry->failure_severity : entry->severity;
        if (level != WEV_SEVERITY_NONE && level <= WEV_SEVERITY_WARNING && level < meaning->severity)
            meaning->severity = level;
    }
    meaning->problem = failed || meaning->severity <= WEV_SEVERITY_WARNING;
}

/* The rendered text; if the message ends in it, without its last line, which may be cut. */
static wev_str whole_lines(const wev_event *event) {
    wev_str message = wev_text_plain(event->arena, event->message);
    if (!event->message_cut || message.len == 0)
        return message;
    message.len = wev_without_blanks_behind(message);
    while (message.len > 0 && message.ptr[message.len - 1] != '\n')
        message.len--;
    return message;
}

/* Everything that may hold labels: unnamed data in its order, then the rendered text. */
static void search_labels(wev_search *s) {
    const wev_event *const event = s->event;
    const wev_labels *const labels = &s->meaning->entry->pack->labels;
    s->labelled = wev_labelled_start(labels, event->arena);
    if (s->labelled.value == NULL)
        return;
    for (uint32_t i = 0; i < event->data.count; i++)
        if (event->data.item[i].unnamed && !event->data.item[i].cut)
            wev_labels_search(labels, wev_text_plain(event->arena, event->data.item[i].value), &s->labelled);
    s->from_data = s->labelled.count;
    wev_labels_search(labels, whole_lines(event), &s->labelled);
}

/* `-` is how Windows writes that there is nothing. */
static bool is_value(wev_text text) {
    const wev_str raw = wev_str_trim(wev_text_raw(text));
    return raw.len > 0 && !(raw.len == 1 && raw.ptr[0] == '-');
}

/* What has no name is called `param1` and so on: where nothing has one, other names need not be looked for. */
static bool may_be_named(const wev_search *s, wev_str name) {
    return s->has_names || (name.len > 0 && wev_lower(name.ptr[0]) == 'p');
}

static bool find_named(const wev_search *s, wev_str name, uint32_t place, wev_found *out) {
    if (!may_be_named(s, name))
        return false;
    const wev_field *const field = wev_fields_find_near(&s->event->data, name, place);
    if (field == NULL || field->cut || !is_value(field->value))
        return false;
    *out = (wev_found){field->value, WEV_FROM_FIELD};
    return true;
}

static bool find_labelled(const wev_search *s, wev_str name, wev_found *out) {
    const wev_labels *const labels = &s->meaning->entry->pack->labels;
    for (uint32_t k = 0; k < s->labelled.count; k++) {
        const uint32_t i = s->labelled.field[k];
        if (labels->field[i].len == name.len && wev_str_same(labels->field[i], name)) {
            *out = (wev_found){wev_text_of(s->labelled.value[i]), k < s->from_data ? WEV_FROM_LABEL : WEV_FROM_MESSAGE};
            return is_value(out->value);
        }
    }
    return false;
}

bool wev_find_value(const wev_search *s, wev_str name, uint32_t place, wev_found *out) {
    return find_named(s, name, place, out) || find_labelled(s, name, out);
}

/* Are the fields that the entry speaks of there by name? If one is, the sender gives names and prose is not needed. */
static bool has_named(const wev_search *s) {
    const wev_entry *const entry = s->meaning->entry;
    wev_found ignored;
    for (uint32_t i = 0; i < entry->code_count; i++)
        if (may_be_named(s, entry->code[i].field) && wev_fields_find(&s->event->data, entry->code[i].field) != NULL)
            return true;
    for (uint32_t i = 0; i < entry->details.count; i++)
        if (find_named(s, wev_text_raw(entry->details.item[i]), WEV_FIELDS_NONE, &ignored))
            return true;
    return false;
}

/* Of an event without names: what stands in the data under its name needs no finding. */
static void find_details(wev_search *s) {
    wev_meaning *const meaning = s->meaning;
    const wev_entry *const entry = meaning->entry;
    for (uint32_t i = 0; i < entry->details.count && meaning->detail_count < WEV_MAX_DETAILS; i++) {
        const wev_str name = wev_text_raw(entry->details.item[i]);
        wev_found one;
        if (wev_find_value(s, name, WEV_FIELDS_NONE, &one))
            meaning->detail[meaning->detail_count++] = (wev_found_detail){name, one.value, one.origin};
    }
}

/*
 * A parameter's number belongs to the message file of its provider, so `%%1833` is what our table says only in audits:
 * Security Auditing's parameters are msobjs.dll. Other providers have numbers of their own (Defender, Group Policy).
 */
static bool has_audit_parameters(const wev_event *event) {
    static const wev_str providers[] = {SV_INIT("Microsoft-Windows-Security-Auditing"), SV_INIT("Security"),
                                        SV_INIT("Microsoft Windows security auditing.")};
    const wev_str provider = wev_text_plain(event->arena, event->system[WEV_SYS_PROVIDER]),
                  channel = wev_text_plain(event->arena, event->system[WEV_SYS_CHANNEL]);
    for (size_t i = 0; i < sizeof providers / sizeof *providers && provider.ptr != NULL; i++)
        if (provider.len == providers[i].len && wev_str_same(provider, providers[i]))
            return true;
    return provider.ptr == NULL && channel.ptr != NULL && wev_str_same(channel, SV("Security"));
}

static bool has_names(const wev_fields *data) {
    uint32_t i = 0;
    while (i < data->count && data->item[i].unnamed)
        i++;
    return i < data->count;
}

void wev_enrich(wev_meaning *meaning, const wev_rulebase *rulebase, const wev_event *event, wev_str message) {
    wev_search s = {.meaning = meaning, .event = event, .has_names = has_names(&event->data)};
    meaning->entry = find_entry(rulebase, event);
    meaning->code_count = meaning->detail_count = meaning->unknown_codes = meaning->codes_left_out = 0;
    meaning->chief = NULL;
    meaning->outcome = outcome_of(event, meaning->entry);
    if (has_audit_parameters(event) && wev_has_parameter(message))
        s.parameters = wev_rulebase_parameters(rulebase);
    if (meaning->entry != NULL) {
        if (meaning->entry->pack->labels.field_count > 0 && !has_named(&s)) {
            search_labels(&s);
            find_details(&s);
        }
    }
    wev_find_codes(&s);
    assess(meaning, event);
}
