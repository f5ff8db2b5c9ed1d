/* SPDX-License-Identifier: Apache-2.0 */
#include "read/xml_read.h"

#include "base/scan.h"
#include "read/json_read.h"

void wev_xml_init(wev_xml *r, wev_str text) {
    r->at = r->tag = r->rest = text.ptr;
    r->end = text.ptr + text.len;
    r->name = (wev_str){NULL, 0};
    r->text = WEV_ABSENT;
    r->depth = 0;
    r->in_tag = r->empty = r->cut = false;
    r->status = WEV_OK;
    r->what = NULL;
}

/* `rest` is where the markup begins that could not be read. */
static wev_xml_token fail(wev_xml *r, const char *rest, wev_status status, const char *what) {
    r->status = status;
    r->what = what;
    r->rest = rest;
    return WEV_XML_END;
}

static wev_xml_token truncated(wev_xml *r, const char *rest) {
    r->at = r->end;
    return fail(r, rest, WEV_TRUNCATED, "the XML ends in the middle");
}

/* The first `stop` at or behind `at`, or NULL. */
static const char *find(const wev_xml *r, const char *at, char stop) {
    return memchr(at, stop, (size_t)(r->end - at));
}

/* Behind the first `stop` at or behind `at`, or NULL. */
static const char *find_word(const wev_xml *r, const char *at, wev_str stop) {
    while ((at = find(r, at, stop.ptr[0])) != NULL) {
        if (wev_str_starts((wev_str){at, (size_t)(r->end - at)}, stop))
            return at + stop.len;
        at++;
    }
    return NULL;
}

static bool starts(const wev_xml *r, wev_str with) {
    return wev_str_starts((wev_str){r->at, (size_t)(r->end - r->at)}, with);
}

/* Character data up to `stop`, or to the end; r->at is on it then. */
static wev_text take_text(wev_xml *r, char stop) {
    const char *const start = r->at;
    unsigned seen = 0;
    r->at = wev_scan_character_data(start, r->end, stop, &seen);
    const wev_writing writing = (seen & WEV_SEEN_REFERENCE) != 0 ? WEV_XML
                                : (seen & WEV_SEEN_SPECIAL) != 0 ? WEV_PLAIN
                                                                 : WEV_CLEAN;
    return (wev_text){start, (uint32_t)(r->at - start), (uint8_t)writing};
}

static wev_str without_prefix(wev_str name) {
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == ':')
            return wev_str_skip(name, i + 1);
    return name;
}

/* XML 1.0 section 2.3 says what may stand in a name; strictness would only lose events. */
static wev_xml_token open_element(wev_xml *r) {
    bool prefixed = false;
    const char *const stop = wev_scan_name(r->at + 1, r->end, &prefixed);
    const wev_str name = {r->at + 1, (size_t)(stop - (r->at + 1))};
    r->tag = r->at;
    if (stop == r->end)
        return truncated(r, r->at);
    if (name.len == 0)
        return fail(r, r->at, WEV_MALFORMED, "an element name was expected");
    if (r->depth == WEV_XML_DEPTH)
        return fail(r, r->at, WEV_TOO_BIG, "the XML is nested too deeply");
    const wev_str local = prefixed ? without_prefix(name) : name;
    r->name = local;
    r->local[r->depth] = local;
    r->open[r->depth++] = name;
    r->in_tag = true;
    r->empty = false;
    r->at = stop;
    return WEV_XML_OPEN;
}

/* At the closing tag of the innermost element, written without blanks? Then it is consumed. */
static bool take_close(wev_xml *r) {
    const wev_str name = r->open[r->depth - 1];
    if ((size_t)(r->end - r->at) < name.len + 3 || r->at[1] != '/' || r->at[name.len + 2] != '>' ||
        !wev_same_bytes(r->at + 2, name.ptr, name.len))
        return false;
    r->name = r->local[--r->depth];
    r->at += name.len + 3;
    return true;
}

static wev_xml_token close_element(wev_xml *r) {
    const char *const start = r->at + 2;
    if (r->depth > 0 && take_close(r))
        return WEV_XML_CLOSE;
    const char *const close = find(r, start, '>');
    if (close == NULL)
        return truncated(r, r->at);
    bool prefixed = false;
    const wev_str name = {start, (size_t)(wev_scan_name(start, close, &prefixed) - start)};
    if (r->depth == 0 || !wev_str_equal(name, r->open[r->depth - 1]))
        return fail(r, r->at, WEV_MALFORMED, "the closing tag does not match");
    r->name = r->local[--r->depth];
    r->at = close + 1;
    return WEV_XML_CLOSE;
}

static wev_xml_token cdata(wev_xml *r) {
    const char *const start = r->at + SV("<![CDATA[").len;
    const char *const stop = find_word(r, start, SV("]]>"));
    const char *const text_end = stop != NULL ? stop - SV("]]>").len : r->end;
    r->text = wev_text_of((wev_str){start, (size_t)(text_end - start)});
    r->cut = stop == NULL;
    r->at = stop != NULL ? stop : r->end;
    return WEV_XML_TEXT;
}

/* `<` and what it begins, other than text. Gives false where there was nothing to hand over, as a comment. */
static bool markup(wev_xml *r, wev_xml_token *token) {
    const char *stop = NULL;
    const char second = r->end - r->at > 1 ? r->at[1] : '\0';
    if (second == '/') {
        *token = close_element(r);
        return true;
    }
    if (second != '!' && second != '?') {
        *token = open_element(r);
        return true;
    }
    if (starts(r, SV("<![CDATA["))) {
        *token = cdata(r);
        return r->text.len > 0;
    }
    if (starts(r, SV("<!--"))) {
        stop = find_word(r, r->at + 4, SV("-->"));
    } else if (starts(r, SV("<?"))) {
        stop = find_word(r, r->at + 2, SV("?>"));
    } else {
        *token = r->end - r->at < 9 ? truncated(r, r->at)
                                    : fail(r, r->at, WEV_MALFORMED, "a document type declaration is refused");
        return true;
    }
    if (stop == NULL) {
        *token = truncated(r, r->at);
        return true;
    }
    r->at = stop;
    return false;
}

/* Text in front of `<`. At depth 0 it is between documents: nothing there belongs to the event. */
static bool text_run(wev_xml *r) {
    const char *const start = r->at;
    r->text = take_text(r, '<');
    r->cut = r->at == r->end;
    if (r->depth > 0)
        return true;
    const char *const past = wev_skip_blanks(start, r->at);
    if (past == r->at)
        return false;
    r->at = past;
    fail(r, past, WEV_MALFORMED, "text in front of the root element");
    return true;
}

/* Past the attributes that nobody asked for. False at a fault. */
static bool finish_tag(wev_xml *r) {
    wev_str name;
    wev_text value;
    while (wev_xml_attribute(r, &name, &value)) {
    }
    return r->status == WEV_OK;
}

wev_xml_token wev_xml_next(wev_xml *r) {
    if (r->status != WEV_OK || (r->in_tag && !finish_tag(r)))
        return WEV_XML_END;
    if (r->empty) {
        r->empty = false;
        r->name = r->local[--r->depth];
        return WEV_XML_CLOSE;
    }
    if (r->depth == 0 && r->name.ptr != NULL)
        return WEV_XML_END; /* the root element is closed */
    for (;;) {
        if (r->at == r->end)
            return truncated(r, r->end);
        if (*r->at == '<') {
            wev_xml_token token = WEV_XML_END;
            if (markup(r, &token))
                return token;
            continue;
        }
        if (text_run(r))
            return r->status == WEV_OK ? WEV_XML_TEXT : WEV_XML_END;
    }
}

/* At `>` or `/>`: the tag is over. */
static bool end_tag(wev_xml *r) {
    const bool empty = *r->at == '/';
    if (empty && r->end - r->at < 2)
        return truncated(r, r->tag), false;
    if (empty && r->at[1] != '>')
        return fail(r, r->tag, WEV_MALFORMED, "a tag ends in the middle"), false;
    r->at += empty ? 2 : 1;
    r->empty = empty;
    r->in_tag = false;
    return false;
}

bool wev_xml_attribute(wev_xml *r, wev_str *name, wev_text *value) {
    if (!r->in_tag || r->status != WEV_OK)
        return false;
    if (r->at < r->end && *r->at != '>')
        r->at = wev_skip_blanks(r->at, r->end);
    if (r->at < r->end && (*r->at == '>' || *r->at == '/'))
        return end_tag(r);
    bool prefixed = false;
    const char *const stop = wev_scan_name(r->at, r->end, &prefixed);
    *name = (wev_str){r->at, (size_t)(stop - r->at)};
    r->at = stop < r->end && *stop == '=' ? stop : wev_skip_blanks(stop, r->end);
    if (r->at < r->end && (name->len == 0 || *r->at != '='))
        return fail(r, r->tag, WEV_MALFORMED, "an attribute was expected"), false;
    if (r->at < r->end)
        r->at = wev_skip_blanks(r->at + 1, r->end);
    if (r->at == r->end)
        return truncated(r, r->tag), false;
    const char quote = *r->at;
    if (quote != '"' && quote != '\'')
        return fail(r, r->tag, WEV_MALFORMED, "a quoted value was expected"), false;
    r->at++;
    *value = take_text(r, quote);
    if (r->at == r->end)
        return truncated(r, r->tag), false;
    r->at++;
    return true;
}

static wev_str unread(const wev_xml *r) {
    return (wev_str){r->at, (size_t)(r->end - r->at)};
}

/* At a leaf's opening? Then r->at is behind it. */
static bool take_leaf_open(wev_xml *r, wev_str open) {
    if (r->in_tag || r->empty || r->status != WEV_OK || !wev_str_starts(unread(r), open))
        return false;
    r->at += open.len;
    return true;
}

/* The text and the closing tag of a leaf. */
static bool take_leaf_text(wev_xml *r, wev_str close, wev_text *text) {
    *text = take_text(r, '<');
    if (!wev_str_starts(unread(r), close))
        return false;
    r->at += close.len;
    return true;
}

bool wev_xml_take_bare_leaf(wev_xml *r, const wev_xml_leaf *leaf, wev_text *text) {
    const char *const start = r->at;
    if (take_leaf_open(r, leaf->open) && take_leaf_text(r, leaf->close, text))
        return true;
    r->at = start;
    return false;
}

bool wev_xml_take_leaf(wev_xml *r, const wev_xml_leaf *leaf, wev_text *attribute, wev_text *text) {
    const char *const start = r->at;
    if (take_leaf_open(r, leaf->open) && r->at < r->end && (*r->at == '\'' || *r->at == '"')) {
        const char quote = *r->at++;
        *attribute = take_text(r, quote);
        if (r->end - r->at > 1 && r->at[1] == '>') {
            r->at += 2;
            if (take_leaf_text(r, leaf->close, text))
                return true;
        }
    }
    r->at = start;
    return false;
}

bool wev_xml_join(wev_arena *arena, wev_text *text, wev_text piece) {
    if (text->ptr == NULL || text->len == 0) {
        *text = piece;
        return true;
    }
    const size_t room = (size_t)text->len + piece.len;
    const bool decoded = text->writing == WEV_CLEAN || text->writing == WEV_PLAIN;
    char *const joined = wev_arena_resize(arena, text->ptr, decoded ? text->len : 0, room);
    if (joined == NULL)
        return false;
    const size_t first = decoded ? text->len : wev_text_decode(joined, *text);
    const size_t second = wev_text_decode(joined + first, piece);
    /* What decoding saved is given back, so that the next piece finds the text at the arena's end. */
    (void)wev_arena_resize(arena, joined, room, first + second);
    const bool clean =
        (decoded ? text->writing == WEV_CLEAN : wev_text_of((wev_str){joined, first}).writing == WEV_CLEAN) &&
        wev_text_of((wev_str){joined + first, second}).writing == WEV_CLEAN;
    *text = wev_text_as((wev_str){joined, first + second}, clean ? WEV_CLEAN : WEV_PLAIN);
    return true;
}

bool wev_xml_content(wev_xml *r, wev_arena *arena, wev_text *text, bool *nested) {
    *text = WEV_ABSENT;
    *nested = false;
    if (r->in_tag && !finish_tag(r))
        return false;
    const unsigned depth = r->depth;
    const char *const start = r->at;
    if (!r->empty) { /* nearly always a leaf: text and the closing tag */
        const wev_text leaf = take_text(r, '<');
        if (take_close(r)) {
            *text = leaf;
            return true;
        }
        r->at = start;
    }
    *text = r->empty ? WEV_ABSENT : wev_text_as((wev_str){start, 0}, WEV_CLEAN);
    for (;;) {
        const char *const here = r->at;
        switch (wev_xml_next(r)) {
        case WEV_XML_OPEN:
            *nested = true;
            break;
        case WEV_XML_TEXT:
            if (!*nested && !wev_xml_join(arena, text, r->text))
                *nested = true; /* no room for it in one piece: handed over as it stands */
            break;
        case WEV_XML_CLOSE:
            if (r->depth >= depth)
                break;
            if (*nested)
                *text = wev_text_of((wev_str){start, (size_t)(here - start)});
            return true;
        case WEV_XML_END:
            if (*nested)
                *text = wev_text_of((wev_str){start, (size_t)(r->end - start)});
            return false;
        }
    }
}

wev_str wev_xml_rest(const wev_xml *r) {
    const char *const from = wev_skip_blanks(r->status == WEV_OK ? r->at : r->rest, r->end);
    return (wev_str){from, (size_t)(r->end - from)};
}
