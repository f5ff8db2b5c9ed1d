/* SPDX-License-Identifier: Apache-2.0 */
/* The codes of an event: in the fields that its entry names, and message parameters (%%1833) wherever they stand. */
#include "knowledge/search.h"

/* A table without success codes, as logon types, cannot contradict anything. */
static wev_conflict conflict_of(const wev_meaning *meaning, const wev_found_code *code) {
    const wev_code_table *const table = code->table;
    const bool neutral = wev_values_have(table->neutral, code->number),
               success = wev_values_have(table->success, code->number);
    if (!code->is_number || neutral || table->success.count == 0)
        return WEV_CONFLICT_NONE;
    if (success)
        return meaning->outcome == WEV_OUTCOME_FAILURE ? WEV_CONFLICT_SUCCESS : WEV_CONFLICT_NONE;
    if (meaning->outcome == WEV_OUTCOME_SUCCESS)
        return code->code != NULL ? WEV_CONFLICT_FAILURE : WEV_CONFLICT_NONE;
    if (code->choice != NULL && code->choice->has_expect && !wev_values_have(code->choice->expect, code->number))
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

/* What a number of an enum is: a row, an alias of one, a row of another table, or of a known facility at least. */
static void resolve_enum(wev_found_code *code) {
    code->code = wev_code_find(code->table, code->number);
    if (code->code != NULL) {
        code->number = code->code->value;
        return;
    }
    code->via = wev_code_fall_back(code->table, code->number);
    code->code = code->via.code;
    if (code->code == NULL)
        code->facility = wev_code_facility(code->table, code->number);
}

static bool is_word(char c) {
    return wev_is_digit(c) || (wev_lower(c) >= 'a' && wev_lower(c) <= 'z') || c == '_';
}

/*
 * The first code that the table knows inside a sentence, as certificate services write it: `Access is denied.
 * 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)`, `0x8007054b (1355)`. 0x and eight digits, since short ones may be
 * anything.
 */
static bool code_in_sentence(const wev_code_table *table, wev_str text, uint64_t *value) {
    enum { CODE = sizeof "0x80070005" - 1 };
    for (size_t i = 0; i + CODE <= text.len; i++) {
        bool ambiguous = false;
        uint64_t number = 0;
        if (text.ptr[i] != '0' || wev_lower(text.ptr[i + 1]) != 'x' || (i > 0 && is_word(text.ptr[i - 1])) ||
            (i + CODE < text.len && is_word(text.ptr[i + CODE])))
            continue;
        if (wev_code_parse(table, (wev_str){text.ptr + i, CODE}, &number, &ambiguous) &&
            (wev_code_find(table, number) != NULL || wev_code_fall_back(table, number).code != NULL)) {
            *value = number;
            return true;
        }
    }
    return false;
}

static void resolve(wev_found_code *code, wev_str text) {
    const wev_code_table *const table = code->table;
    if (table->kind == WEV_CODE_TEXT) {
        code->code = wev_code_find_text(table, text);
        return;
    }
    code->is_number = wev_code_parse(table, text, &code->number, &code->ambiguous);
    if (!code->is_number && code->origin != WEV_FROM_FIELD)
        code->is_number = wev_code_parse(table, first_word(text), &code->number, &code->ambiguous);
    if (!code->is_number && table->kind == WEV_CODE_ENUM && table->display == WEV_SHOW_HEX8)
        code->is_number = code_in_sentence(table, text, &code->number);
    if (code->is_number && table->kind == WEV_CODE_ENUM)
        resolve_enum(code);
}

/* The next free place; NULL if all are taken, which is counted. */
static wev_found_code *next_code(wev_meaning *meaning) {
    if (meaning->code_count == WEV_MAX_CODES) {
        meaning->codes_left_out++;
        return NULL;
    }
    return meaning->code + meaning->code_count++;
}

static void add_code(wev_search *s, wev_text field, const wev_code_choice *choice, wev_text value, wev_str text,
                     wev_origin origin) {
    wev_meaning *const meaning = s->meaning;
    wev_found_code found = {.field = field, .table = choice->table, .choice = choice, .value = value, .origin = origin};
    resolve(&found, text);
    if (choice->table->kind == WEV_CODE_TEXT && found.code == NULL)
        return; /* a text that has no meaning of its own, as the SID of a user */
    found.conflict = conflict_of(meaning, &found);
    const bool unknown =
        choice->table->kind == WEV_CODE_MASK ? (found.number & ~choice->table->known_bits) != 0 : found.code == NULL;
    if (found.is_number && unknown)
        meaning->unknown_codes++;
    wev_found_code *const code = next_code(meaning);
    if (code != NULL)
        *code = found;
}

enum { SHORTEST_PARAMETER = sizeof "%%1" - 1 };

/* Digits as in %%1833 at `at`, which is a percent sign; 0 if this is no parameter. */
static size_t parameter_length(const char *at, const char *end) {
    size_t n = 2;
    if (end - at < SHORTEST_PARAMETER || at[1] != '%')
        return 0;
    while (at + n < end && n < 12 && wev_is_digit(at[n]))
        n++;
    const char next = at + n < end ? wev_lower(at[n]) : ' ';
    return n > 2 && (next < 'a' || next > 'z') && !wev_is_digit(next) ? n : 0;
}

/* The next parameter of a text; *text goes on behind it. False if there is none. */
static bool next_parameter(wev_str *text, wev_str *out) {
    while (text->len > 0) {
        const char *const end = text->ptr + text->len, *const at = memchr(text->ptr, '%', text->len);
        if (at == NULL)
            return false;
        const size_t n = parameter_length(at, end);
        *out = (wev_str){at, n};
        const char *const next = at + (n > 0 ? n : 1);
        *text = (wev_str){next, (size_t)(end - next)};
        if (n > 0)
            return true;
    }
    return false;
}

bool wev_has_parameter(wev_str text) {
    wev_str ignored;
    return text.len >= SHORTEST_PARAMETER && next_parameter(&text, &ignored);
}

/*
 * The parameters in a value, which come several in one with line breaks and tabs between them, or in prose. In prose an
 * unknown one is not worth telling (a batch file writes %%1).
 */
static void add_parameters(wev_search *s, wev_text field, const wev_code_choice *choice, wev_str text,
                           wev_origin origin) {
    const bool expected = wev_str_starts(text, SV("%%"));
    wev_str one;
    while (next_parameter(&text, &one)) {
        uint64_t number = 0;
        bool ambiguous = false;
        if (expected ||
            (wev_code_parse(choice->table, one, &number, &ambiguous) && wev_code_find(choice->table, number) != NULL))
            add_code(s, field, choice, wev_text_as(one, WEV_CLEAN), one, origin);
    }
}

/* Is each word a code of the table? */
static bool all_codes(const wev_code_table *table, wev_str text) {
    while (text.len > 0) {
        size_t n = 0;
        uint64_t number = 0;
        bool ambiguous = false;
        while (n < text.len && !wev_is_blank(text.ptr[n]))
            n++;
        if (!wev_code_parse(table, (wev_str){text.ptr, n}, &number, &ambiguous))
            return false;
        text = wev_str_trim(wev_str_skip(text, n));
    }
    return true;
}

static void add_each(wev_search *s, wev_text field, const wev_code_choice *choice, wev_str text, wev_origin origin) {
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && !wev_is_blank(text.ptr[n]))
            n++;
        const wev_str word = {text.ptr, n};
        add_code(s, field, choice, wev_text_of(word), word, origin);
        text = wev_str_trim(wev_str_skip(text, n));
    }
}

static bool has_blank(wev_str text) {
    for (size_t i = 0; i < text.len; i++)
        if (wev_is_blank(text.ptr[i]))
            return true;
    return false;
}

/* The codes in one value of a field: one as a rule. */
static void add_codes(wev_search *s, wev_str name, const wev_code_choice *choice, const wev_found *one) {
    const wev_code_table *const table = choice->table;
    const wev_text field = wev_text_of(name);
    const wev_str text = wev_str_trim(wev_text_plain(s->event->arena, one->value));
    if (wev_str_starts(text, SV("%%"))) {
        if (table->display == WEV_SHOW_PARAMETER)
            add_parameters(s, field, choice, text, one->origin);
        else if (table->display == WEV_SHOW_DECIMAL) /* a message of the system: %%1053 is Win32 error 1053 */
            add_code(s, field, choice, one->value, text, one->origin);
        return; /* of another table: found among the other data */
    }
    uint64_t number = 0;
    bool ambiguous = false;
    if (table->display == WEV_SHOW_PARAMETER && !wev_code_parse(table, text, &number, &ambiguous))
        return; /* the parameter's words, as Yes, which say it all: so in rendered text and from newer Windows */
    if (table->kind != WEV_CODE_TEXT && has_blank(text) && all_codes(table, text))
        add_each(s, field, choice, text, one->origin);
    else
        add_code(s, field, choice, one->value, text, one->origin);
}

/* Which table holds: told by another field, or the only one. NULL: none. */
static const wev_code_choice *choose(const wev_search *s, const wev_code_field *field) {
    wev_found by = {.value = WEV_ABSENT};
    if (field->by.ptr == NULL)
        return field->choice;
    const bool told = wev_find_value(s, field->by, WEV_FIELDS_NONE, &by);
    const wev_str value = told ? wev_str_trim(wev_text_plain(s->event->arena, by.value)) : SV("");
    for (uint32_t i = 0; i < field->choice_count; i++)
        if (field->choice[i].value.ptr == NULL || (told && wev_str_same(field->choice[i].value, value)))
            return field->choice + i;
    return NULL;
}

/*
 * A classic event hands over its insertion strings without names. If just one of them as a whole is a code of the
 * table, and says more than success (0x0 may be anything), that is it. Once: for the next field of the same table there
 * is none.
 */
static bool find_bare_code(wev_search *s, const wev_code_table *table, wev_found *out) {
    uint32_t count = 0, place = 0;
    if (s->bare_table == table)
        return false;
    s->bare_table = table;
    for (uint32_t i = 0; i < s->event->data.count; i++) {
        const wev_field *const field = s->event->data.item + i;
        uint64_t value = 0;
        bool ambiguous = false;
        const wev_str text = wev_str_trim(wev_text_raw(field->value));
        if (field->unnamed && !field->cut && wev_str_starts(text, SV("0x")) &&
            wev_code_parse(table, text, &value, &ambiguous) && wev_code_find(table, value) != NULL &&
            !wev_values_have(table->success, value)) {
            *out = (wev_found){field->value, WEV_FROM_VALUE};
            place = i + 1;
            count++;
        }
    }
    if (count != 1 || s->bare == place)
        return false;
    s->bare = place;
    return true;
}

static void find_in_fields(wev_search *s) {
    const wev_entry *const entry = s->meaning->entry;
    for (uint32_t i = 0; i < entry->code_count; i++) {
        const wev_code_field *const field = entry->code + i;
        const wev_code_choice *const choice = choose(s, field);
        wev_found one;
        if (choice != NULL && (wev_find_value(s, field->field, field->place, &one) ||
                               (entry->pack->labels.field_count > 0 && find_bare_code(s, choice->table, &one))))
            add_codes(s, field->field, choice, &one);
    }
}

/* Were the parameters of that field found already, because the entry names it? */
static bool is_done(const wev_search *s, uint32_t count, wev_text name) {
    for (uint32_t i = 0; i < count; i++)
        if (wev_str_starts(wev_str_trim(wev_text_raw(s->meaning->code[i].value)), SV("%%")) &&
            wev_str_same(wev_text_raw(s->meaning->code[i].field), wev_text_raw(name)))
            return true;
    return false;
}

/* Message parameters in all other data, of whatever event. */
static void find_in_data(wev_search *s) {
    const wev_fields *const data = &s->event->data;
    const uint32_t before = s->meaning->code_count;
    s->meaning->parameter = (wev_code_choice){.table = s->parameters};
    for (uint32_t i = 0; i < data->count; i++) {
        const wev_field *const field = data->item + i;
        if (field->cut || !wev_has_parameter(wev_text_raw(field->value)) || is_done(s, before, field->name))
            continue;
        const wev_str text = wev_str_trim(wev_text_plain(s->event->arena, field->value));
        add_parameters(s, field->name, &s->meaning->parameter, text, WEV_FROM_FIELD);
    }
}

/* The first status that is no success; else the first status; a table without success codes holds no status. */
static void choose_chief(wev_meaning *meaning) {
    const wev_found_code *first = NULL;
    for (uint32_t i = 0; i < meaning->code_count; i++) {
        const wev_found_code *const code = meaning->code + i;
        if (!code->is_number || code->table->success.count == 0)
            continue;
        if (first == NULL)
            first = code;
        if (!wev_values_have(code->table->success, code->number)) {
            meaning->chief = code;
            return;
        }
    }
    meaning->chief = first;
}

/*
 * An audit whose sender gave neither Keywords nor a word for them: its first status tells how it went, if the table
 * knows it.
 */
static wev_outcome outcome_of_codes(const wev_meaning *meaning) {
    for (uint32_t i = 0; i < meaning->code_count; i++) {
        const wev_found_code *const code = meaning->code + i;
        if (!code->is_number || code->table->success.count == 0)
            continue;
        if (wev_values_have(code->table->success, code->number))
            return WEV_OUTCOME_SUCCESS;
        return code->code != NULL && !wev_values_have(code->table->neutral, code->number) ? WEV_OUTCOME_FAILURE
                                                                                          : WEV_OUTCOME_UNKNOWN;
    }
    return WEV_OUTCOME_UNKNOWN;
}

/* "No error", which any event may carry. */
static bool says_nothing(const wev_found_code *code) {
    return code->is_number && wev_values_have(code->table->success, code->number) &&
           wev_values_have(code->table->neutral, code->number);
}

/*
 * SubStatus 0x0 of a failed logon comes behind the Status that tells why: "no error" must not be the first that is read
 * of a failure. Stable; without memory the order of the entry stays.
 */
static void put_idle_last(wev_search *s) {
    wev_meaning *const meaning = s->meaning;
    uint32_t idle = 0, kept = 0, moved = 0;
    for (uint32_t i = 0; i < meaning->code_count; i++)
        idle += says_nothing(meaning->code + i);
    if (idle == 0 || idle == meaning->code_count)
        return;
    wev_found_code *const last = wev_arena_alloc(s->event->arena, idle * sizeof *last);
    for (uint32_t i = 0; last != NULL && i < meaning->code_count; i++) {
        if (says_nothing(meaning->code + i))
            last[moved++] = meaning->code[i];
        else
            meaning->code[kept++] = meaning->code[i];
    }
    if (last != NULL)
        memcpy(meaning->code + kept, last, idle * sizeof *last);
}

void wev_find_codes(wev_search *s) {
    wev_meaning *const meaning = s->meaning;
    if (meaning->entry != NULL)
        find_in_fields(s);
    if (meaning->entry != NULL && meaning->entry->audit && meaning->outcome == WEV_OUTCOME_UNKNOWN)
        meaning->outcome = outcome_of_codes(meaning);
    if (s->parameters != NULL)
        find_in_data(s);
    if (meaning->outcome == WEV_OUTCOME_FAILURE)
        put_idle_last(s);
    choose_chief(meaning);
}
