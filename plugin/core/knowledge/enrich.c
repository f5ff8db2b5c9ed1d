/* SPDX-License-Identifier: Apache-2.0 */
/* From an event to its meaning: the entry, the outcome and severity, the details and codes that it names. */
#include "knowledge/labels.h"
#include "knowledge/meaning.h"

/* Absent where nothing was found. */
typedef struct found {
    wev_text value;
    wev_origin origin;
} found;

typedef struct search {
    wev_meaning *meaning;
    const wev_event *event;
    wev_str *labelled;         /* by field of the pack's labels; NULL: not searched */
    wev_origin *labelled_from; /* beside it */
    uint32_t bare;             /* position + 1 of the unnamed data that was taken for a code */
} search;

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

/* The event outranks the catalog: its audit bits decide the outcome, and a worse Level makes the severity worse. */
static void assess(wev_meaning *meaning, const wev_event *event) {
    const wev_entry *const entry = meaning->entry;
    const wev_severity level = severity_of_level(event->level);
    meaning->outcome = wev_event_audit(event);
    if (meaning->outcome == WEV_OUTCOME_UNKNOWN && entry != NULL)
        meaning->outcome = entry->outcome;

    const bool failed = meaning->outcome == WEV_OUTCOME_FAILURE;
    if (entry == NULL) {
        meaning->severity = level != WEV_SEVERITY_NONE ? level
                            : failed                   ? WEV_SEVERITY_WARNING
                                                       : WEV_SEVERITY_INFORMATION;
    } else {
        meaning->severity = failed && entry->failure_severity != WEV_SEVERITY_NONE ? entry->failure_severity
                                                                                   : entry->severity;
        if (level != WEV_SEVERITY_NONE && level <= WEV_SEVERITY_WARNING && level < meaning->severity)
            meaning->severity = level;
    }
    meaning->problem = failed || meaning->severity <= WEV_SEVERITY_WARNING;
}

/* Everything that may hold labels: unnamed data in its order, then the rendered text. */
static void search_labels(search *s) {
    const wev_event *const event = s->event;
    const wev_labels *const labels = &s->meaning->entry->pack->labels;
    s->labelled = wev_arena_alloc(event->arena, labels->field_count * sizeof *s->labelled);
    s->labelled_from = wev_arena_alloc(event->arena, labels->field_count * sizeof *s->labelled_from);
    if (s->labelled == NULL || s->labelled_from == NULL) {
        s->labelled = NULL;
        return;
    }
    memset(s->labelled, 0, labels->field_count * sizeof *s->labelled);
    for (uint32_t i = 0; i < event->data.count; i++)
        if (event->data.item[i].unnamed && !event->data.item[i].cut)
            wev_labels_search(labels, wev_text_plain(event->arena, event->data.item[i].value), s->labelled);
    for (uint32_t i = 0; i < labels->field_count; i++)
        s->labelled_from[i] = s->labelled[i].ptr != NULL ? WEV_FROM_LABEL : WEV_FROM_MESSAGE;
    wev_str message = wev_text_plain(event->arena, event->message);
    if (event->message_cut && message.len > 0) { /* the last line may be cut */
        message.len = wev_without_blanks_behind(message);
        const char *last = message.ptr + message.len;
        while (last > message.ptr && last[-1] != '\n')
            last--;
        message.len = (size_t)(last - message.ptr);
    }
    wev_labels_search(labels, message, s->labelled);
}

/* `-` is how Windows writes that there is nothing. */
static bool is_value(wev_text text) {
    const wev_str raw = wev_str_trim(wev_text_raw(text));
    return raw.len > 0 && !(raw.len == 1 && raw.ptr[0] == '-');
}

static bool find_named(const search *s, wev_str name, found *out) {
    const wev_field *const field = wev_fields_find(&s->event->data, name);
    if (field == NULL || field->cut || field->unnamed || !is_value(field->value))
        return false;
    *out = (found){field->value, WEV_FROM_FIELD};
    return true;
}

static bool find_labelled(const search *s, wev_str name, found *out) {
    const wev_labels *const labels = &s->meaning->entry->pack->labels;
    for (uint32_t i = 0; s->labelled != NULL && i < labels->field_count; i++) {
        if (s->labelled[i].ptr != NULL && wev_str_same(labels->field[i], name)) {
            *out = (found){wev_text_of(s->labelled[i]), s->labelled_from[i]};
            return is_value(out->value);
        }
    }
    return false;
}

static bool contains(wev_values values, uint64_t value) {
    for (uint32_t i = 0; i < values.count; i++)
        if (values.item[i] == value)
            return true;
    return false;
}

/*
 * A classic event hands over its insertion strings without names. If just one of them as a whole is a code of the table,
 * and says more than success (0x0 may be anything), that is it.
 */
static bool find_bare_code(search *s, const wev_code_table *table, found *out) {
    uint32_t count = 0, place = 0;
    for (uint32_t i = 0; i < s->event->data.count; i++) {
        const wev_field *const field = s->event->data.item + i;
        uint64_t value = 0;
        bool ambiguous = false;
        const wev_str text = wev_str_trim(wev_text_raw(field->value));
        if (field->unnamed && !field->cut && wev_str_starts(text, SV("0x")) &&
            wev_code_parse(table, text, &value, &ambiguous) && wev_code_find(table, value) != NULL &&
            !contains(table->success, value)) {
            *out = (found){field->value, WEV_FROM_VALUE};
            place = i + 1;
            count++;
        }
    }
    if (count != 1 || s->bare == place)
        return false;
    s->bare = place;
    return true;
}

/* A table without success codes, as logon types, cannot contradict anything. */
static wev_conflict conflict_of(const wev_meaning *meaning, const wev_found_code *code) {
    const wev_code_table *const table = code->field->table;
    const bool neutral = contains(table->neutral, code->number), success = contains(table->success, code->number);
    if (!code->is_number || neutral || table->success.count == 0)
        return WEV_CONFLICT_NONE;
    if (success)
        return meaning->outcome == WEV_OUTCOME_FAILURE ? WEV_CONFLICT_SUCCESS : WEV_CONFLICT_NONE;
    if (meaning->outcome == WEV_OUTCOME_SUCCESS)
        return code->code != NULL ? WEV_CONFLICT_FAILURE : WEV_CONFLICT_NONE;
    if (code->field->has_expect && !contains(code->field->expect, code->number))
        return WEV_CONFLICT_UNLISTED;
    return WEV_CONFLICT_NONE;
}

/* Of a value in prose: `0x00000400 (the CA is ...)`, `0x400. Try again`, `"0x400"`. */
static wev_str first_word(wev_str text) {
    static const char around[] = ".,;:()[]\"'";
    size_t n = 0;
    while (text.len > 0 && memchr(around, text.ptr[0], sizeof around - 1) != NULL)
        text = wev_str_skip(text, 1);
    while (n < text.len && !wev_is_blank(text.ptr[n]))
        n++;
    while (n > 0 && memchr(around, text.ptr[n - 1], sizeof around - 1) != NULL)
        n--;
    return (wev_str){text.ptr, n};
}

/* An alias is the code that it stands for. */
static void resolve(wev_found_code *code, wev_str text) {
    const wev_code_table *const table = code->field->table;
    code->is_number = wev_code_parse(table, text, &code->number, &code->ambiguous);
    if (!code->is_number && code->origin != WEV_FROM_FIELD)
        code->is_number = wev_code_parse(table, first_word(text), &code->number, &code->ambiguous);
    code->code = code->is_number && table->kind == WEV_CODE_ENUM ? wev_code_find(table, code->number) : NULL;
    if (code->code != NULL)
        code->number = code->code->value;
}

static uint64_t known_bits(const wev_code_table *table) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < table->code_count; i++)
        bits |= table->code[i].value;
    return bits;
}

static void add_code(search *s, const wev_code_field *field, wev_text value, wev_str text, wev_origin origin) {
    wev_meaning *const meaning = s->meaning;
    if (meaning->code_count == WEV_MAX_CODES)
        return;
    wev_found_code *const code = meaning->code + meaning->code_count++;
    *code = (wev_found_code){.field = field, .value = value, .origin = origin};
    resolve(code, text);
    code->conflict = conflict_of(meaning, code);
    if (code->is_number && (field->table->kind == WEV_CODE_MASK ? (code->number & ~known_bits(field->table)) != 0
                                                                 : code->code == NULL))
        meaning->unknown_codes++;
}

/* Message parameters (%%1833) come several in one field, with line breaks and tabs between them. */
static void add_codes(search *s, const wev_code_field *field, const found *one) {
    wev_str text = wev_str_trim(wev_text_plain(s->event->arena, one->value));
    const bool list = field->table->display == WEV_SHOW_PARAMETER && wev_str_starts(text, SV("%%"));
    if (!list) {
        add_code(s, field, one->value, text, one->origin);
        return;
    }
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && !wev_is_blank(text.ptr[n]))
            n++;
        const wev_str word = {text.ptr, n};
        add_code(s, field, wev_text_of(word), word, one->origin);
        text = wev_str_trim(wev_str_skip(text, n));
    }
}

/* The first status that is no success; else the first status; a table without success codes holds no status. */
static void choose_chief(wev_meaning *meaning) {
    const wev_found_code *first = NULL;
    for (uint32_t i = 0; i < meaning->code_count; i++) {
        const wev_found_code *const code = meaning->code + i;
        if (!code->is_number || code->field->table->success.count == 0)
            continue;
        if (first == NULL)
            first = code;
        if (!contains(code->field->table->success, code->number)) {
            meaning->chief = code;
            return;
        }
    }
    meaning->chief = first;
}

/* Are the fields that the entry speaks of there by name? If one is, the sender gives names and prose is not needed. */
static bool has_named(const search *s) {
    const wev_entry *const entry = s->meaning->entry;
    found ignored;
    for (uint32_t i = 0; i < entry->code_count; i++)
        if (wev_fields_find(&s->event->data, entry->code[i].field) != NULL)
            return true;
    for (uint32_t i = 0; i < entry->details.count; i++)
        if (find_named(s, wev_text_raw(entry->details.item[i]), &ignored))
            return true;
    return false;
}

static void find_codes(search *s) {
    const wev_entry *const entry = s->meaning->entry;
    for (uint32_t i = 0; i < entry->code_count; i++) {
        const wev_code_field *const field = entry->code + i;
        found one;
        if (find_named(s, field->field, &one) || find_labelled(s, field->field, &one) ||
            (entry->pack->labels.field_count > 0 && find_bare_code(s, field->table, &one)))
            add_codes(s, field, &one);
    }
}

static void find_details(search *s) {
    wev_meaning *const meaning = s->meaning;
    const wev_entry *const entry = meaning->entry;
    for (uint32_t i = 0; i < entry->details.count && meaning->detail_count < WEV_MAX_DETAILS; i++) {
        const wev_str name = wev_text_raw(entry->details.item[i]);
        found one;
        if (find_named(s, name, &one) || find_labelled(s, name, &one))
            meaning->detail[meaning->detail_count++] = (wev_found_detail){name, one.value, one.origin};
    }
}

void wev_enrich(wev_meaning *meaning, const wev_rulebase *rulebase, const wev_event *event) {
    meaning->entry = find_entry(rulebase, event);
    meaning->code_count = meaning->detail_count = meaning->unknown_codes = 0;
    meaning->chief = NULL;
    assess(meaning, event);
    if (meaning->entry == NULL)
        return;
    search s = {.meaning = meaning, .event = event};
    if (meaning->entry->pack->labels.field_count > 0 && !has_named(&s))
        search_labels(&s);
    find_details(&s);
    find_codes(&s);
    choose_chief(meaning);
}
