/* SPDX-License-Identifier: Apache-2.0 */
#include "text/rule_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/words.h"

/* A rule that has been read: of two with the same sample liblognorm would forget one, and its memory. */
typedef struct seen {
    uint64_t hash; /* of prefix and sample */
    unsigned line;
} seen;

typedef struct checker {
    wev_rule_file *file;
    wev_fault *why;
    unsigned line;
    wev_str prefix;
    seen *rule;
    size_t room;
} checker;

static bool bad(const checker *c, const char *what, wev_str detail) {
    const size_t len = wev_utf8_cut(detail, sizeof c->why->detail - 1);
    *c->why = (wev_fault){.status = WEV_BAD_RULEBASE, .what = what, .line = c->line};
    snprintf(c->why->file, sizeof c->why->file, "%s", c->file->path);
    if (len > 0)
        memcpy(c->why->detail, detail.ptr, len);
    return false;
}

static wev_str take_word(wev_str *text) {
    size_t n = 0;
    while (n < text->len && text->ptr[n] != ' ')
        n++;
    const wev_str word = {text->ptr, n};
    *text = wev_str_trim(wev_str_skip(*text, n));
    return word;
}

static bool set_once(checker *c, wev_str *member, wev_str value) {
    if (member->ptr != NULL)
        return bad(c, "this is said twice", value);
    *member = value;
    return true;
}

/* A name for `event.format`; as those of our own formats. */
static bool set_format(checker *c, wev_str value) {
    for (size_t i = 0; i < value.len; i++)
        if (!(value.ptr[i] >= 'a' && value.ptr[i] <= 'z') && !wev_is_digit(value.ptr[i]) && value.ptr[i] != '-')
            return bad(c, "the name of a format has small letters, digits and hyphens", value);
    return set_once(c, &c->file->format, value);
}

/* `-`: the text names it, or nobody does. */
static bool set_provider(checker *c, wev_str value) {
    return set_once(c, &c->file->provider, wev_str_equal(value, SV("-")) ? SV("") : value);
}

static bool set_zone(checker *c, wev_str value) {
    if (!wev_str_equal(value, SV("Z")))
        return bad(c, "a file can say that its times are UTC: zone Z; others are the parameter timezone", value);
    return set_once(c, &c->file->zone, value);
}

static bool add_word(checker *c, wev_str value) {
    if (value.len < WEV_WORDS_LEAST || value.len > 200)
        return bad(c, "a word has 4 to 200 bytes", value);
    if (c->file->word_count == WEV_RULE_WORDS)
        return bad(c, "these are too many words", value);
    c->file->word[c->file->word_count++] = value;
    return true;
}

static bool add_level(checker *c, wev_str value) {
    const wev_str word = take_word(&value);
    if (word.len == 0 || value.len != 1 || value.ptr[0] < '1' || value.ptr[0] > '5')
        return bad(c, "a level is a word of the log and a digit, 1 critical to 5 verbose", value);
    if (c->file->level_count == WEV_RULE_LEVELS)
        return bad(c, "these are too many levels", word);
    c->file->level[c->file->level_count++] = (wev_rule_level){word, value};
    return true;
}

static bool add_join(checker *c, wev_str value) {
    const wev_str all = value;
    wev_rule_join join;
    wev_str *const part[] = {&join.name, &join.first, &join.between, &join.second};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        *part[i] = take_word(&value);
        if (part[i]->len == 0)
            return bad(c, "fields are joined by: join NAME FIRST BETWEEN SECOND", all);
    }
    if (value.len > 0)
        return bad(c, "fields are joined by: join NAME FIRST BETWEEN SECOND", all);
    if (c->file->join_count == WEV_RULE_JOINS)
        return bad(c, "these are too many joined fields", join.name);
    c->file->join[c->file->join_count++] = join;
    return true;
}

/* #: KEY VALUE, for us; a comment for liblognorm. */
static bool read_header(checker *c, wev_str line) {
    static const struct {
        wev_str key;
        bool (*set)(checker *c, wev_str value);
    } keys[] = {
        {SV_INIT("format"), set_format}, {SV_INIT("provider"), set_provider}, {SV_INIT("zone"), set_zone},
        {SV_INIT("word"), add_word},     {SV_INIT("level"), add_level},       {SV_INIT("join"), add_join},
    };
    line = wev_str_trim(line);
    const wev_str key = take_word(&line);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (wev_str_equal(key, keys[i].key))
            return line.len > 0 ? keys[i].set(c, line) : bad(c, "there is no value", key);
    return bad(c, "this is no key of rulebase/README.md", key);
}

/* FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
static uint64_t hash_more(uint64_t hash, wev_str text) {
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
    return hash;
}

static bool add_rule(checker *c, wev_str sample) {
    if (c->file->rules == c->room) {
        const size_t room = c->room > 0 ? 2 * c->room : 256;
        seen *const grown = realloc(c->rule, room * sizeof *grown);
        if (grown == NULL) {
            *c->why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
            return false;
        }
        c->rule = grown;
        c->room = room;
    }
    const uint64_t hash = hash_more(hash_more(UINT64_C(0xCBF29CE484222325), c->prefix), sample);
    c->rule[c->file->rules++] = (seen){hash, c->line};
    return true;
}

static int compare_seen(const void *left, const void *right) {
    const seen *const a = left, *const b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static bool check_twins(checker *c) {
    if (c->file->rules > 0)
        qsort(c->rule, c->file->rules, sizeof *c->rule, compare_seen);
    for (size_t i = 1; i < c->file->rules; i++) {
        if (c->rule[i].hash == c->rule[i - 1].hash) {
            c->line = c->rule[i].line;
            return bad(c, "this sample is in the file already", SV(""));
        }
    }
    return true;
}

static bool read_line(checker *c, wev_str line) {
    const char *wrong = NULL;
    wev_str at = line, sample;
    if (line.len == 0)
        return true;
    if (line.len > WEV_RULE_LINE)
        return bad(c, "the line is too long", SV(""));
    if (line.ptr[line.len - 1] == '\r')
        return bad(c, "lines end with LF alone", SV(""));
    if (wev_str_starts(line, SV("#:")))
        return read_header(c, wev_str_skip(line, 2));
    if (line.ptr[0] == '#')
        return true;
    if (wev_str_starts(line, SV("rule="))) {
        wrong = wev_rule_check_tags(wev_str_skip(line, 5), &sample, &at);
        if (wrong == NULL)
            wrong = wev_rule_check_sample(sample, &at);
        if (wrong == NULL)
            return add_rule(c, sample);
    } else if (wev_str_starts(line, SV("prefix="))) {
        c->prefix = sample = wev_str_skip(line, 7);
        wrong = sample.len > 0 ? wev_rule_check_sample(sample, &at) : NULL; /* no prefix from here on */
    } else if (wev_str_starts(line, SV("annotate="))) {
        wrong = wev_rule_check_annotation(wev_str_skip(line, 9), &at);
    } else {
        wrong = "a line begins with rule=, prefix=, annotate= or #";
    }
    return wrong == NULL || bad(c, wrong, at);
}

static bool read_lines(checker *c, wev_str text) {
    static const wev_str version = SV_INIT("version=2\n");
    c->line = 1;
    if (wev_str_starts(text, SV("\xEF\xBB\xBF")))
        return bad(c, "the file begins with a BOM; liblognorm wants none", SV(""));
    if (wev_str_starts(text, SV("version=2\r\n")))
        return bad(c, "lines end with LF alone", SV(""));
    if (!wev_str_starts(text, version))
        return bad(c, "the first line is to be version=2", SV(""));
    c->file->text[0] = '#'; /* for liblognorm it is one only in files, and to keep the lines' numbers it stays */
    text = wev_str_skip(text, version.len);
    while (text.len > 0) {
        const char *const end = memchr(text.ptr, '\n', text.len);
        const wev_str line = {text.ptr, end != NULL ? (size_t)(end - text.ptr) : text.len};
        c->line++;
        if (!read_line(c, line))
            return false;
        text = wev_str_skip(text, end != NULL ? line.len + 1 : line.len);
    }
    c->line = 0;
    if (c->file->format.ptr == NULL || c->file->provider.ptr == NULL || c->file->word_count == 0)
        return bad(c, "the lines `#: format`, `#: provider` and `#: word` are needed", SV(""));
    return c->file->rules > 0 ? check_twins(c) : bad(c, "there is no rule", SV(""));
}

bool wev_rule_file_read(wev_rule_file *file, char *path, char *text, size_t len, wev_fault *why) {
    checker c = {.file = file, .why = why};
    *file = (wev_rule_file){.path = path, .text = text};
    const wev_str all = {text, len};
    const bool is_text = memchr(text, '\0', len) == NULL && wev_utf8_valid(all);
    const bool good = is_text ? read_lines(&c, all) : bad(&c, "the file is no UTF-8 text", SV(""));
    free(c.rule);
    if (!good)
        wev_rule_file_free(file);
    return good;
}

void wev_rule_file_free(wev_rule_file *file) {
    free(file->path);
    free(file->text);
    *file = (wev_rule_file){.path = NULL};
}
