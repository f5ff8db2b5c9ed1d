/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/json_sink.h"

#include "base/scan.h"

/* Levels that a document can be deep; ours are far fewer. */
enum { MAX_DEPTH = 64 };

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

/* A quoted string; `behind` follows it. */
static void put_string(wev_json_sink *json, wev_text text, char behind) {
    wev_buf *const out = &json->out;
    if (text.writing == WEV_CLEAN || text.writing == WEV_JSON) {
        char *const to = wev_buf_reserve(out, (size_t)text.len + 3);
        if (to == NULL)
            return;
        to[0] = '"';
        wev_move(to + 1, text.ptr, text.len);
        to[text.len + 1] = '"';
        to[text.len + 2] = behind;
        out->len += (size_t)text.len + (behind != '\0' ? 3 : 2);
        return;
    }
    const char *at = text.ptr;
    size_t len = text.len;
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
    wev_buf_char(out, '"');
    put_plain(out, at, at + len);
    wev_buf_char(out, '"');
    if (behind != '\0')
        wev_buf_char(out, behind);
}

/* The comma between values, and the key. */
static void begin_value(wev_json_sink *json, wev_text key) {
    if (json->comma)
        wev_buf_char(&json->out, ',');
    json->comma = true;
    if (key.ptr != NULL)
        put_string(json, key, ':');
}

static inline bool is_ready(wev_text text) {
    return text.writing == WEV_CLEAN || text.writing == WEV_JSON;
}

/* Comma, key and colon at `to`, of an absent key the comma; gives what it wrote: at most key.len + 4 bytes. */
static size_t put_ready_key(wev_json_sink *json, char *to, wev_text key) {
    char *const start = to;
    if (json->comma)
        *to++ = ',';
    json->comma = true;
    if (key.ptr != NULL) {
        *to++ = '"';
        wev_move(to, key.ptr, key.len);
        to += key.len;
        *to++ = '"';
        *to++ = ':';
    }
    return (size_t)(to - start);
}

static void open(wev_json_sink *json, wev_text key, bool is_array) {
    char *const to = is_ready(key) ? wev_buf_reserve(&json->out, (size_t)key.len + 5) : NULL;
    if (to != NULL) {
        const size_t len = put_ready_key(json, to, key);
        to[len] = is_array ? '[' : '{';
        json->out.len += len + 1;
    } else {
        begin_value(json, key);
        wev_buf_char(&json->out, is_array ? '[' : '{');
    }
    if (json->depth == MAX_DEPTH) {
        json->out.failed = true;
        return;
    }
    json->is_array = json->is_array << 1 | (is_array ? 1 : 0);
    json->depth++;
    json->comma = false;
}

static void open_object(void *self, wev_text key) {
    open(self, key, false);
}

static void open_array(void *self, wev_text key) {
    open(self, key, true);
}

static void close_level(void *self) {
    wev_json_sink *const json = self;
    wev_buf_char(&json->out, (json->is_array & 1) != 0 ? ']' : '}');
    json->is_array >>= 1;
    json->depth--;
    json->comma = true;
}

static void text_value(void *self, wev_text key, wev_text value) {
    wev_json_sink *const json = self;
    if (!is_ready(key) || !is_ready(value)) {
        begin_value(json, key);
        put_string(json, value, '\0');
        return;
    }
    char *to = wev_buf_reserve(&json->out, (size_t)key.len + value.len + 6); /* nearly every value comes this way */
    if (to == NULL)
        return;
    char *const start = to;
    to += put_ready_key(json, to, key);
    *to++ = '"';
    wev_move(to, value.ptr, value.len);
    to += value.len;
    *to++ = '"';
    json->out.len += (size_t)(to - start);
}

static void number_value(void *self, wev_text key, wev_str digits) {
    wev_json_sink *const json = self;
    if (!is_ready(key)) {
        begin_value(json, key);
        wev_buf_add(&json->out, digits);
        return;
    }
    char *to = wev_buf_reserve(&json->out, (size_t)key.len + digits.len + 4);
    if (to == NULL)
        return;
    const size_t len = put_ready_key(json, to, key);
    wev_move(to + len, digits.ptr, digits.len);
    json->out.len += len + digits.len;
}

static void boolean_value(void *self, wev_text key, bool value) {
    number_value(self, key, value ? SV("true") : SV("false"));
}

static void null_value(void *self, wev_text key) {
    number_value(self, key, SV("null"));
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
};

wev_sink wev_json_sink_start(wev_json_sink *json) {
    wev_buf_clear(&json->out);
    wev_buf_clear(&json->scratch);
    json->is_array = 0;
    json->depth = 0;
    json->comma = false;
    return (wev_sink){&ops, json};
}

wev_str wev_json_sink_text(const wev_json_sink *json) {
    return wev_buf_text(&json->out);
}

void wev_json_sink_free(wev_json_sink *json) {
    wev_buf_free(&json->out);
    wev_buf_free(&json->scratch);
}
