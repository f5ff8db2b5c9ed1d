/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/json_sink.h"

#include "base/scan.h"

/* What stands behind the backslash for a byte that must be escaped; 0: \u00XX. */
static const char short_escapes[128] = {
    ['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
};

/* Writes one escaped byte; at most six bytes. */
static size_t put_escaped(char *to, char c) {
    static const char digits[] = "0123456789abcdef";
    const char letter = short_escapes[(unsigned char)c];
    to[0] = '\\';
    to[1] = letter;
    if (letter != 0)
        return 2;
    wev_move(to + 1, "u00", 3);
    to[4] = digits[(unsigned char)c >> 4];
    to[5] = digits[c & 15];
    return 6;
}

/* How much is escaped between two looks at the room: at most six times this is reserved. */
enum { PIECE = 4096 };

/* The inside of a string, from bytes as they are. */
static void put_plain(wev_buf *out, const char *at, const char *end) {
    while (at < end) {
        const char *const piece_end = end - at > PIECE ? at + PIECE : end;
        char *to = wev_buf_reserve(out, (size_t)(piece_end - at) * 6);
        if (to == NULL)
            return;
        char *const start = to;
        while (at < piece_end) {
            const char *const stop = wev_scan_json(at, piece_end);
            wev_move(to, at, (size_t)(stop - at));
            to += stop - at;
            for (at = stop; at < piece_end && wev_needs_escape(*at); at++)
                to += put_escaped(to, *at);
        }
        out->len += (size_t)(to - start);
    }
}

/*
 * A comma stands behind each value, and whatever closes an object, an array or the document takes the place of the last
 * one: so no value has to ask whether another one stands in front of it.
 */
static void end_value(wev_json_sink *json) {
    wev_buf_char(&json->out, ',');
}

/* A quoted string, whatever its writing and length. */
static void put_string(wev_json_sink *json, wev_text text) {
    wev_buf *const out = &json->out;
    const char *at = text.ptr;
    size_t len = text.len;
    wev_buf_char(out, '"');
    if (text.writing == WEV_CLEAN || text.writing == WEV_JSON) {
        wev_buf_add(out, wev_text_raw(text));
        wev_buf_char(out, '"');
        return;
    }
    if (text.writing != WEV_PLAIN) {
        wev_buf_clear(&json->scratch);
        char *const decoded = wev_buf_reserve(&json->scratch, text.len);
        if (decoded == NULL) {
            out->failed = true;
            return;
        }
        len = json->scratch.len = wev_text_decode(decoded, text);
        at = decoded;
    }
    put_plain(out, at, at + len);
    wev_buf_char(out, '"');
}

/* The key and its colon, whatever its writing and length; nothing in an array. */
static void put_key(wev_json_sink *json, wev_text key) {
    if (key.ptr == NULL)
        return;
    put_string(json, key);
    wev_buf_char(&json->out, ':');
}

/*
 * Nearly every key and value is short and goes out as it stands. Such a pair is written with one look at the room and
 * without a call; the rest goes the long way.
 */
enum { SHORT = 64, SHORT_PAIR = 2 * SHORT + sizeof "\"\":\"\"," };

static inline bool is_short(wev_text text) {
    return (text.writing == WEV_CLEAN || text.writing == WEV_JSON) && text.len <= SHORT;
}

static inline bool has_room(const wev_json_sink *json) {
    return json->out.room - json->out.len >= SHORT_PAIR; /* both 0 before the first text */
}

/* A short key and its colon at `to`, nothing in an array; gives where the value goes. */
static inline char *put_short_key(char *to, wev_text key) {
    if (key.ptr == NULL)
        return to;
    to[0] = '"';
    wev_move(to + 1, key.ptr, key.len);
    to += key.len;
    to[1] = '"';
    to[2] = ':';
    return to + 3;
}

/* The text of the sink ends at `to`. */
static inline void end_at(wev_json_sink *json, const char *to) {
    json->out.len = (size_t)(to - json->out.ptr);
}

static WEV_APART void open_the_long_way(wev_json_sink *json, wev_text key, char bracket) {
    put_key(json, key);
    wev_buf_char(&json->out, bracket);
}

static inline void open_level(wev_json_sink *json, wev_text key, char opening, char closing) {
    if (json->depth >= WEV_JSON_DEPTH) {
        json->out.failed = true;
        json->depth++;
        return;
    }
    json->closing[json->depth++] = closing;
    if (!is_short(key) || !has_room(json)) {
        open_the_long_way(json, key, opening);
        return;
    }
    char *const to = put_short_key(json->out.ptr + json->out.len, key);
    *to = opening;
    end_at(json, to + 1);
}

static void open_object(void *self, wev_text key) {
    open_level(self, key, '{', '}');
}

static void open_array(void *self, wev_text key) {
    open_level(self, key, '[', ']');
}

/* The text without the comma behind its last value. */
static inline size_t len_without_comma(const wev_buf *out) {
    return out->len > 0 && out->ptr[out->len - 1] == ',' ? out->len - 1 : out->len;
}

static WEV_APART void close_the_long_way(wev_json_sink *json, char bracket) {
    json->out.len = len_without_comma(&json->out);
    wev_buf_char(&json->out, bracket);
    end_value(json);
}

static void close_level(void *self) {
    wev_json_sink *const json = self;
    if (--json->depth >= WEV_JSON_DEPTH) /* it was too deep to be opened */
        return;
    const char bracket = json->closing[json->depth];
    if (!has_room(json)) {
        close_the_long_way(json, bracket);
        return;
    }
    const size_t len = len_without_comma(&json->out);
    char *const to = json->out.ptr + len;
    json->out.len = len + 2;
    to[0] = bracket;
    to[1] = ',';
}

static WEV_APART void put_any_text(wev_json_sink *json, wev_text key, wev_text value) {
    put_key(json, key);
    put_string(json, value);
    end_value(json);
}

static void text_value(void *self, wev_text key, wev_text value) {
    wev_json_sink *const json = self;
    if (!is_short(key) || !is_short(value) || !has_room(json)) {
        put_any_text(json, key, value);
        return;
    }
    char *to = put_short_key(json->out.ptr + json->out.len, key);
    to[0] = '"';
    wev_move(to + 1, value.ptr, value.len);
    to += value.len;
    to[1] = '"';
    to[2] = ',';
    end_at(json, to + 3);
}

static WEV_APART void put_any_number(wev_json_sink *json, wev_text key, wev_str digits) {
    put_key(json, key);
    wev_buf_add(&json->out, digits);
    end_value(json);
}

static void number_value(void *self, wev_text key, wev_str digits) {
    wev_json_sink *const json = self;
    if (!is_short(key) || digits.len > SHORT || !has_room(json)) {
        put_any_number(json, key, digits);
        return;
    }
    char *const to = put_short_key(json->out.ptr + json->out.len, key);
    wev_move(to, digits.ptr, digits.len);
    to[digits.len] = ',';
    end_at(json, to + digits.len + 1);
}

static void boolean_value(void *self, wev_text key, bool value) {
    number_value(self, key, value ? SV("true") : SV("false"));
}

static void null_value(void *self, wev_text key) {
    number_value(self, key, SV("null"));
}

static void members(void *self, wev_str text) {
    wev_json_sink *const json = self;
    char *const to = wev_buf_reserve(&json->out, text.len + 1);
    if (to == NULL || text.len == 0)
        return;
    memcpy(to, text.ptr, text.len);
    to[text.len] = ',';
    json->out.len += text.len + 1;
}

static void strings(void *self, wev_str text) {
    wev_json_sink *const json = self;
    char *const to = wev_buf_reserve(&json->out, text.len + sizeof "\"\"," - 1);
    if (to == NULL)
        return;
    to[0] = '"';
    wev_move(to + 1, text.ptr, text.len);
    to[1 + text.len] = '"';
    to[2 + text.len] = ',';
    json->out.len += text.len + 3;
}

static wev_status finish(void *self) {
    const wev_json_sink *const json = self;
    return json->out.failed ? WEV_NO_MEMORY : WEV_OK;
}

static const wev_sink_ops ops = {
    .open_object = open_object,
    .open_array = open_array,
    .close = close_level,
    .text = text_value,
    .number = number_value,
    .boolean = boolean_value,
    .null = null_value,
    .finish = finish,
    .members = members,
    .strings = strings,
};

wev_sink wev_json_sink_start(wev_json_sink *json) {
    wev_buf_clear(&json->out);
    wev_buf_clear(&json->scratch);
    json->depth = 0;
    return (wev_sink){&ops, json};
}

wev_str wev_json_sink_text(const wev_json_sink *json) {
    return (wev_str){json->out.ptr, len_without_comma(&json->out)};
}

void wev_json_sink_free(wev_json_sink *json) {
    wev_buf_free(&json->out);
    wev_buf_free(&json->scratch);
}
