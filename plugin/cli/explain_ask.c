/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/explain_ask.h"

#include "base/num.h"
#include "base/utf8.h"
#include "cli/explain_terms.h"

/* What stands around words and is no part of them, and what parts them. */
static const wev_str around[] = {SV_INIT("."), SV_INIT("!"), SV_INIT("?"), SV_INIT("'"), SV_INIT("`"), SV_INIT("#")};
static const wev_str between[] = {
    SV_INIT(" "),  SV_INIT("\t"), SV_INIT("\r"), SV_INIT("\n"), SV_INIT("\v"),       SV_INIT("\f"),
    SV_INIT("="),  SV_INIT(":"),  SV_INIT(","),  SV_INIT(";"),  SV_INIT("("),        SV_INIT(")"),
    SV_INIT("["),  SV_INIT("]"),  SV_INIT("<"),  SV_INIT(">"),  SV_INIT("\""),       SV_INIT("。"),
    SV_INIT("、"), SV_INIT("，"), SV_INIT("；"), SV_INIT("："), SV_INIT("（"),       SV_INIT("）"),
    SV_INIT("「"), SV_INIT("」"), SV_INIT("『"), SV_INIT("』"), SV_INIT("“"),        SV_INIT("”"),
    SV_INIT("‘"),  SV_INIT("’"),  SV_INIT("«"),  SV_INIT("»"),  SV_INIT("\xC2\xA0"), SV_INIT("\xE3\x80\x80"),
};

enum { AROUND = sizeof around / sizeof *around, BETWEEN = sizeof between / sizeof *between };

/* Bytes of the one of the list that the text begins with; 0 if it begins with none. */
static size_t starts(wev_str text, const wev_str *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (wev_str_starts(text, list[i]))
            return list[i].len;
    return 0;
}

static size_t ends(wev_str text, const wev_str *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text.len >= list[i].len && wev_str_equal(wev_str_skip(text, text.len - list[i].len), list[i]))
            return list[i].len;
    return 0;
}

static wev_str without_around(wev_str word) {
    size_t n;
    while ((n = starts(word, around, AROUND)) > 0)
        word = wev_str_skip(word, n);
    while ((n = ends(word, around, AROUND)) > 0)
        word.len -= n;
    return word;
}

/* The text up to what parts it; *text goes on behind that. */
static wev_str next_word(wev_str *text) {
    wev_str word = {text->ptr, 0};
    size_t n = 0;
    while (text->len > 0 && (n = starts(*text, between, BETWEEN)) == 0) {
        *text = wev_str_skip(*text, 1);
        word.len++;
    }
    *text = wev_str_skip(*text, text->len > 0 ? n : 0);
    return without_around(word);
}

/* `400h`, as assembler writes 0x400; the word itself if it is none, an empty one without memory. */
static wev_str hex_with_prefix(wev_arena *arena, wev_str word) {
    enum { DIGITS = 16 };
    if (word.len < 2 || word.len > DIGITS + 1 || !wev_is_digit(word.ptr[0]) || wev_lower(word.ptr[word.len - 1]) != 'h')
        return word;
    for (size_t i = 1; i + 1 < word.len; i++)
        if (wev_hex_digit(word.ptr[i]) < 0)
            return word;
    char *const to = wev_arena_alloc(arena, word.len + 1);
    if (to == NULL)
        return (wev_str){NULL, 0};
    memcpy(to, "0x", 2);
    memcpy(to + 2, word.ptr, word.len - 1);
    return (wev_str){to, word.len + 1};
}

bool cli_ask_take(cli_ask *ask, wev_arena *arena, const char *const *argument, size_t count) {
    size_t bytes = 0;
    bool repaired = false;
    for (size_t i = 0; i < count; i++)
        bytes += wev_str_of(argument[i]).len;
    *ask = (cli_ask){.arena = arena, .word = wev_arena_alloc(arena, (bytes + 1) * sizeof *ask->word)};
    for (size_t i = 0; i < count && ask->word != NULL; i++) {
        wev_str text = wev_utf8_repair(arena, wev_str_of(argument[i]), &repaired);
        const size_t before = ask->words;
        if (text.ptr == NULL)
            return false;
        while (text.len > 0) {
            const wev_str word = hex_with_prefix(arena, next_word(&text));
            if (word.len > 0)
                ask->word[ask->words++] = word;
        }
        ask->pasted = ask->pasted || ask->words > before + 1;
    }
    return ask->word != NULL;
}

wev_str cli_ask_join(wev_arena *arena, const wev_str *word, size_t n) {
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += word[i].len + 1;
    char *const to = wev_arena_alloc(arena, len + 1);
    len = 0;
    for (size_t i = 0; to != NULL && i < n; i++) {
        if (i > 0)
            to[len++] = ' ';
        memcpy(to + len, word[i].ptr, word[i].len);
        len += word[i].len;
    }
    return (wev_str){to, len};
}

static bool is_decimal(wev_str word) {
    uint64_t number;
    return wev_num_u64(word, &number);
}

static bool has_digit(wev_str word) {
    for (size_t i = 0; i < word.len; i++)
        if (wev_is_digit(word.ptr[i]) || word.ptr[i] == '%')
            return true;
    return false;
}

/* `3`, `0x0`: in a sentence nobody knows what it counts. */
static bool is_small(wev_str word) {
    enum { SMALL = 2 };
    uint64_t value;
    wev_num_form form;
    if (!wev_num_code(word, 64, &value, &form))
        return false;
    return form == WEV_NUM_HEX ? value == 0 : word.len <= SMALL;
}

bool cli_ask_may_name(const cli_ask *ask, wev_str word) {
    enum { SENTENCE = 5 };
    if (!ask->pasted)
        return true;
    if (ask->words >= SENTENCE && is_small(word))
        return false;
    return has_digit(word) || memchr(word.ptr, '_', word.len) != NULL;
}

/* No name of a provider, a channel or a table has more words. */
enum { SCOPE_WORDS = 8 };

/* Does the name say where to look for the word? A table does so for symbols, too. */
static bool is_scope(const cli_query *query, wev_str name, wev_str word, cli_query *scoped) {
    *scoped = *query;
    if (wev_is_digit(name.ptr[0]))
        return false;
    scoped->table = cli_find_table(query->rulebase, name);
    if (scoped->table != NULL)
        return true;
    if (!has_digit(word))
        return false;
    if (cli_find_field(query->rulebase, name, &scoped->table) && scoped->table != NULL)
        return true;
    if (!is_decimal(word) || !(cli_find_family(query, name) || cli_find_origin(query, name)))
        return false;
    scoped->origin = name;
    return true;
}

/* `error 5` and `System error 5 has occurred`, as Windows itself says it: its own table is asked before all others. */
static size_t system_error(const cli_ask *ask, size_t from, cli_query *query) {
    const size_t at = wev_str_same(ask->word[from], SV("System")) ? from + 1 : from;
    if (at + 1 >= ask->words || !wev_str_same(ask->word[at], SV("error")) || !is_decimal(ask->word[at + 1]))
        return 0;
    query->table = cli_find_table(query->rulebase, SV("win32"));
    return query->table != NULL ? at + 1 - from : 0;
}

size_t cli_ask_scope(const cli_ask *ask, size_t from, cli_query *query) {
    const size_t words = system_error(ask, from, query);
    if (words > 0)
        return words;
    for (size_t n = 1; n <= SCOPE_WORDS && from + n < ask->words; n++) {
        const wev_str name = cli_ask_join(ask->arena, ask->word + from, n);
        size_t at = from + n;
        cli_query scoped;
        if (name.ptr == NULL)
            return 0;
        while (at + 1 < ask->words && cli_is_weak_word(ask->word[at])) /* `Win32 error 5` */
            at++;
        if (!is_scope(query, name, ask->word[at], &scoped))
            continue;
        *query = scoped;
        return at - from;
    }
    return 0;
}

size_t cli_ask_scope_behind(const cli_ask *ask, size_t from, cli_query *query) {
    const size_t first = from + 1;
    for (size_t n = 1; n <= SCOPE_WORDS && from + n < ask->words && !has_digit(ask->word[from + n]); n++) {
        const wev_str name = cli_ask_join(ask->arena, ask->word + first, n);
        cli_query scoped;
        if (name.ptr == NULL || !has_digit(ask->word[from]))
            return 0;
        if (!is_scope(query, name, ask->word[from], &scoped))
            continue;
        *query = scoped;
        return n;
    }
    return 0;
}

static bool has_code_behind(const cli_ask *ask, size_t at) {
    while (++at < ask->words)
        if (has_digit(ask->word[at]))
            return true;
    return false;
}

bool cli_ask_is_filler(const cli_ask *ask, size_t at) {
    static const wev_str words[] = {SV_INIT("id"), SV_INIT("eventid"), SV_INIT("識別碼")};
    const wev_str word = ask->word[at];
    bool found = cli_is_weak_word(word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found = found || wev_str_same(word, words[i]);
    return found && has_code_behind(ask, at);
}

bool cli_ask_is_field(const cli_ask *ask, const cli_query *query, size_t at) {
    const wev_code_table *ignored;
    return has_code_behind(ask, at) && cli_find_field(query->rulebase, ask->word[at], &ignored);
}

bool cli_ask_is_prose(const cli_ask *ask) {
    for (size_t i = 0; i < ask->words; i++)
        if (has_digit(ask->word[i]))
            return false;
    return ask->words > 1;
}
