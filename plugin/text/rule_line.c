/* SPDX-License-Identifier: Apache-2.0 */
/* The grammar of one line; rulebase/README.md, "lognorm". */
#include "text/fields.h"
#include "text/rule_file.h"

enum { NUMBER_LEN = 6, NAME_LEN = 64 };

/*
 * The field types of liblognorm that are let in: each was read in the source of 2.0.6, and stays inside the message
 * whatever bytes it has. `extra`: the type needs a parameter, without which liblognorm crashes.
 */
static const struct {
    wev_str name;
    bool extra;
} types[] = {
    {SV_INIT("alpha"), false},         {SV_INIT("char-sep"), true},      {SV_INIT("char-to"), true},
    {SV_INIT("date-iso"), false},      {SV_INIT("date-rfc3164"), false}, {SV_INIT("date-rfc5424"), false},
    {SV_INIT("duration"), false},      {SV_INIT("float"), false},        {SV_INIT("hexnumber"), false},
    {SV_INIT("ipv4"), false},          {SV_INIT("ipv6"), false},         {SV_INIT("kernel-timestamp"), false},
    {SV_INIT("mac48"), false},         {SV_INIT("number"), false},       {SV_INIT("op-quoted-string"), false},
    {SV_INIT("quoted-string"), false}, {SV_INIT("rest"), false},         {SV_INIT("string-to"), true},
    {SV_INIT("time-12hr"), false},     {SV_INIT("time-24hr"), false},    {SV_INIT("whitespace"), false},
    {SV_INIT("word"), false},
};

static bool is_letter(char c) {
    return wev_lower(c) >= 'a' && wev_lower(c) <= 'z';
}

static bool is_name_char(char c) {
    return is_letter(c) || wev_is_digit(c) || c == '_' || c == '.' || c == '-';
}

/* Bytes at the start of which each is part of a name. */
static wev_str take_name(wev_str *text) {
    size_t n = 0;
    while (n < text->len && is_name_char(text->ptr[n]))
        n++;
    const wev_str name = {text->ptr, n};
    *text = wev_str_skip(*text, n);
    return name;
}

static bool take_text(wev_str *text, wev_str wanted) {
    if (!wev_str_starts(*text, wanted))
        return false;
    *text = wev_str_skip(*text, wanted.len);
    return true;
}

/* NUMBER[,TAG...]:SAMPLE */
const char *wev_rule_check_tags(wev_str line, wev_str *sample, wev_str *at) {
    *at = line;
    const wev_str number = take_name(&line);
    *at = number;
    if (number.len != NUMBER_LEN || number.ptr[0] == '0')
        return "a rule begins with its number, 100000 to 999999";
    for (size_t i = 0; i < number.len; i++)
        if (!wev_is_digit(number.ptr[i]))
            return "a rule begins with its number, 100000 to 999999";
    while (wev_str_take(&line, ',')) {
        const wev_str tag = take_name(&line);
        *at = tag;
        if (tag.len == 0 || tag.len > NAME_LEN || wev_is_digit(tag.ptr[0]))
            return "this is no tag";
    }
    *at = line;
    if (!wev_str_take(&line, ':'))
        return "a colon is missing behind the tags";
    *sample = line;
    return NULL;
}

/* Behind a backslash. Others would stand for line breaks and the like, which no message has. */
static const char *check_escape(wev_str text, size_t *len) {
    *len = 2;
    if (text.len >= 2 && text.ptr[1] == '\\')
        return NULL;
    *len = 4;
    if (text.len < 4 || text.ptr[1] != 'x' || wev_hex_digit(text.ptr[2]) < 0 || wev_hex_digit(text.ptr[3]) < 0)
        return "a backslash is written as two, any byte as \\x and two hexadecimal digits";
    return text.ptr[2] == '0' && text.ptr[3] == '0' ? "a rule cannot ask for NUL" : NULL;
}

/* Up to six digits; false if there are none or more. */
static bool take_number(wev_str *text) {
    size_t n = 0;
    while (n < text->len && wev_is_digit(text->ptr[n]))
        n++;
    *text = wev_str_skip(*text, n);
    return n > 0 && n <= NUMBER_LEN;
}

/* {"extradata":"x"}%, or {"extradata":"x","priority":n}%, behind the first quotation mark of x */
static const char *take_json(wev_str *text) {
    size_t n = 0;
    while (n < text->len && memchr("\"\\%", text->ptr[n], 3) == NULL)
        n++;
    *text = wev_str_skip(*text, n);
    if (take_text(text, SV("\",\"priority\":")) ? !take_number(text) : !wev_str_take(text, '"'))
        return "a field with parameters is written %name:type{\"extradata\":\"x\",\"priority\":1}%, x without \" \\ %";
    if (!take_text(text, SV("}%")))
        return "the field does not end with }%";
    return n == 0 ? "the parameter is empty" : NULL;
}

/* :x%, behind the colon */
static const char *take_legacy(wev_str *text) {
    const char *const begin = text->ptr;
    while (text->len > 0 && text->ptr[0] != '%') {
        size_t step = 1;
        const char *const wrong = text->ptr[0] == '\\' ? check_escape(*text, &step) : NULL;
        if (wrong != NULL)
            return wrong;
        *text = wev_str_skip(*text, step);
    }
    const bool empty = text->ptr == begin;
    if (!wev_str_take(text, '%'))
        return "the field does not end";
    return empty ? "the parameter is empty" : NULL;
}

/* What a type is to stop at; *text goes on behind the field. */
static const char *take_extra(wev_str *text, bool wanted) {
    if (!wanted)
        return "this field type has no parameter";
    if (take_text(text, SV("{\"extradata\":\"")))
        return take_json(text);
    return wev_str_take(text, ':') ? take_legacy(text) : "a field with a parameter is written %name:type:x%";
}

/* name:type%, behind the percent sign */
static const char *take_field(wev_str *text, wev_str *at) {
    wev_prose_part part;
    wev_sys field;
    *at = *text;
    const wev_str name = take_name(text);
    if (name.len == 0 || name.len > NAME_LEN || name.ptr[0] == '.' || !wev_str_take(text, ':'))
        return "a field is written %name:type%, a percent sign as two";
    *at = name;
    if (!wev_prose_place(name, &part, &field))
        return "the event has no such field";
    const wev_str type = take_name(text);
    *at = type;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!wev_str_equal(type, types[i].name))
            continue;
        if (wev_str_take(text, '%'))
            return types[i].extra ? "this field type needs a parameter" : NULL;
        if (text->len == 0 || (text->ptr[0] != ':' && text->ptr[0] != '{'))
            return "the field does not end";
        return take_extra(text, types[i].extra);
    }
    return "this field type is not allowed";
}

const char *wev_rule_check_sample(wev_str sample, wev_str *at) {
    *at = sample;
    if (sample.len == 0)
        return "there is no sample of a message";
    while (sample.len > 0) {
        const char *wrong = NULL;
        size_t step = 1;
        *at = sample;
        if (sample.ptr[0] == '\\') {
            wrong = check_escape(sample, &step);
        } else if (wev_str_starts(sample, SV("%%"))) {
            step = 2;
        } else if (sample.ptr[0] == '%') {
            sample = wev_str_skip(sample, 1);
            wrong = take_field(&sample, at);
            step = 0;
        }
        if (wrong != NULL)
            return wrong;
        sample = wev_str_skip(sample, step);
    }
    return NULL;
}

/* TAG:+name="value" ... */
const char *wev_rule_check_annotation(wev_str line, wev_str *at) {
    wev_prose_part part;
    wev_sys field;
    *at = line;
    if (take_name(&line).len == 0 || !wev_str_take(&line, ':') || line.len == 0)
        return "an annotation is written TAG:+name=\"value\"";
    while (line.len > 0) {
        *at = line = wev_str_trim(line);
        if (!wev_str_take(&line, '+'))
            return "an annotation is written TAG:+name=\"value\"";
        const wev_str name = take_name(&line);
        if (name.len == 0 || name.len > NAME_LEN || memchr(name.ptr, '-', name.len) != NULL ||
            !take_text(&line, SV("=\"")))
            return "an annotation is written TAG:+name=\"value\"";
        if (!wev_prose_place(name, &part, &field))
            return "the event has no such field";
        const char *const end = line.len > 0 ? memchr(line.ptr, '"', line.len) : NULL;
        if (end == NULL || end == line.ptr || memchr(line.ptr, '%', (size_t)(end - line.ptr)) != NULL)
            return "the value of an annotation is text between quotation marks, without percent signs";
        line = wev_str_skip(line, (size_t)(end - line.ptr) + 1);
    }
    return NULL;
}
