/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/sink_fjson.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>

/* json-c calls its header <json.h> too and takes the same names; its objects in a message would corrupt memory. */
#include <libfastjson/json.h>
#ifndef json_object_new_object
#error "this <libfastjson/json.h> is not libfastjson's"
#endif

#include "base/num.h"
#include "base/utf8.h"

bool wev_fjson_add(struct fjson_object *object, const char *key, wev_fjson_key kind, struct fjson_object *value) {
    /*
     * That the key is new saves a search through all the others, and keeps apart keys that differ in case only:
     * rsyslogd has libfastjson look them up without regard to case.
     */
    const unsigned options =
        FJSON_OBJECT_ADD_KEY_IS_NEW | (kind == WEV_FJSON_STATIC_KEY ? FJSON_OBJECT_KEY_IS_CONSTANT : 0U);

    /*
     * The call tells of no failure, only malloc does. It fails for a page of members or for the copy of the key; the
     * object does not free the value in either case (json_object.c, fjson_object_object_add_ex and _delete).
     */
    errno = 0;
    fjson_object_object_add_ex(object, key, value, options);
    if (errno != ENOMEM)
        return true;
    fjson_object_put(value);
    return false;
}

/* For text that holds NUL, which is seldom: each becomes three bytes. ptr NULL without memory. */
static wev_str without_nul(wev_buf *room, wev_text text) {
    const wev_str replacement = SV(WEV_REPLACEMENT);
    const size_t most = replacement.len * text.len;
    char *const to = wev_buf_reserve(room, most + 1);
    if (to == NULL)
        return (wev_str){NULL, 0};

    /* Decoded at the end of the room, it grows towards the front and never overtakes itself. */
    const char *const from = to + (most - text.len);
    const size_t len = wev_text_decode(to + (most - text.len), text);
    char *end = to;
    for (size_t i = 0; i < len; i++) {
        const bool nul = from[i] == '\0';
        const wev_str piece = nul ? replacement : (wev_str){from + i, 1};
        memmove(end, piece.ptr, piece.len);
        end += piece.len;
    }
    *end = '\0';
    return (wev_str){to, (size_t)(end - to)};
}

/* Decoded text with one NUL, behind it. It lies in `room`. ptr NULL without memory. */
static wev_str terminated(wev_buf *room, wev_text text) {
    wev_buf_clear(room);
    char *const to = wev_buf_reserve(room, (size_t)text.len + 1);
    if (to == NULL)
        return (wev_str){NULL, 0};
    const size_t len = wev_text_decode(to, text);
    if (memchr(to, '\0', len) != NULL)
        return without_nul(room, text);
    to[len] = '\0';
    return (wev_str){to, len};
}

struct fjson_object *wev_fjson_string(wev_buf *scratch, wev_text text) {
    const bool has_nul = text.writing == WEV_PLAIN && text.len > 0 && memchr(text.ptr, '\0', text.len) != NULL;
    const bool as_it_is = text.ptr != NULL && text.writing <= WEV_PLAIN && !has_nul;
    const wev_str plain = as_it_is ? wev_text_raw(text) : terminated(scratch, text);
    if (plain.ptr == NULL || plain.len >= INT_MAX) /* its lengths are int */
        return NULL;
    return fjson_object_new_string_len(plain.ptr, (int)plain.len);
}

/* Without locale, and as exact as a double can be used for: what is printed is the digits themselves. */
static double approximate(wev_str digits) {
    const bool negative = digits.len > 0 && digits.ptr[0] == '-';
    double value = 0, unit = 1;
    bool fraction = false;
    for (size_t i = negative; i < digits.len; i++) {
        if (!wev_is_digit(digits.ptr[i])) {
            fraction = true;
            continue;
        }
        value = value * 10 + (digits.ptr[i] - '0');
        if (fraction)
            unit *= 10;
    }
    return (negative ? -value : value) / unit;
}

/* An integer where it fits into 64 bits, for libfastjson clamps silently; else a double that prints as it came. */
static struct fjson_object *number_node(wev_buf *room, wev_str digits) {
    int64_t integer;
    if (wev_num_i64(digits, &integer))
        return fjson_object_new_int64(integer);
    const wev_str text = terminated(room, wev_text_as(digits, WEV_PLAIN));
    return text.ptr != NULL ? fjson_object_new_double_s(approximate(digits), text.ptr) : NULL;
}

/*
 * Without memory for its list, an array that libfastjson makes can neither be filled nor freed (fjson_object_new_array,
 * _array_delete): that one node is lost.
 */
struct fjson_object *wev_fjson_array(void) {
    struct fjson_object *const node = fjson_object_new_array();
    return fjson_object_get_array(node) != NULL ? node : NULL;
}

bool wev_fjson_append(struct fjson_object *array, struct fjson_object *value) {
    if (fjson_object_array_add(array, value) == 0)
        return true;
    fjson_object_put(value);
    return false;
}

/* Puts a node into the innermost open object or array. The node is gone then, whatever happens. */
static void put(wev_fjson_sink *tree, wev_text key, struct fjson_object *node) {
    struct fjson_object *const in = tree->open[tree->depth - 1];
    bool done = false;
    if (fjson_object_is_type(in, fjson_type_array)) {
        done = wev_fjson_append(in, node);
    } else {
        const wev_str name = terminated(&tree->key, key);
        if (name.ptr != NULL)
            done = wev_fjson_add(in, name.ptr, WEV_FJSON_COPY_KEY, node);
        else
            fjson_object_put(node);
    }
    if (!done)
        tree->status = WEV_NO_MEMORY;
}

/* As put, for a node that is NULL without memory. False on any failure. */
static bool put_new(wev_fjson_sink *tree, wev_text key, struct fjson_object *node) {
    if (node == NULL)
        tree->status = WEV_NO_MEMORY;
    else
        put(tree, key, node);
    return tree->status == WEV_OK;
}

/* Values are taken only inside of the document and before the first failure. */
static bool ready(const wev_fjson_sink *tree) {
    return tree->status == WEV_OK && tree->depth > 0;
}

static void open_node(wev_fjson_sink *tree, wev_text key, struct fjson_object *node) {
    if (node == NULL) {
        tree->status = WEV_NO_MEMORY;
        return;
    }
    if (tree->depth == WEV_FJSON_DEPTH) {
        fjson_object_put(node);
        tree->status = WEV_TOO_BIG;
        return;
    }
    if (tree->depth == 0 || put_new(tree, key, node))
        tree->open[tree->depth++] = node;
}

static void open_object(void *self, wev_text key) {
    wev_fjson_sink *const tree = self;
    if (tree->status == WEV_OK && (tree->depth > 0 || tree->open[0] == NULL))
        open_node(tree, key, fjson_object_new_object());
}

static void open_array(void *self, wev_text key) {
    if (ready(self))
        open_node(self, key, wev_fjson_array());
}

static void close_node(void *self) {
    wev_fjson_sink *const tree = self;
    if (ready(tree))
        tree->depth--;
}

static void text(void *self, wev_text key, wev_text value) {
    wev_fjson_sink *const tree = self;
    if (ready(tree))
        put_new(tree, key, wev_fjson_string(&tree->value, value));
}

static void number(void *self, wev_text key, wev_str digits) {
    wev_fjson_sink *const tree = self;
    if (ready(tree))
        put_new(tree, key, number_node(&tree->value, digits));
}

static void boolean(void *self, wev_text key, bool value) {
    if (ready(self))
        put_new(self, key, fjson_object_new_boolean(value));
}

static void null(void *self, wev_text key) {
    if (ready(self))
        put(self, key, NULL);
}

static wev_status finish(void *self) {
    return ((const wev_fjson_sink *)self)->status;
}

/* What a taker left behind. */
static void drop(wev_fjson_sink *tree) {
    if (tree->open[0] != NULL)
        fjson_object_put(tree->open[0]);
    tree->open[0] = NULL;
    tree->depth = 0;
}

wev_sink wev_fjson_sink_start(wev_fjson_sink *tree) {
    static const wev_sink_ops ops = {
        .open_object = open_object,
        .open_array = open_array,
        .close = close_node,
        .text = text,
        .number = number,
        .boolean = boolean,
        .null = null,
        .finish = finish,
    };
    drop(tree);
    wev_buf_clear(&tree->key);
    wev_buf_clear(&tree->value);
    tree->status = WEV_OK;
    return (wev_sink){&ops, tree};
}

struct fjson_object *wev_fjson_sink_take(wev_fjson_sink *tree) {
    if (tree->status != WEV_OK)
        return NULL;
    struct fjson_object *const document = tree->open[0];
    tree->open[0] = NULL;
    tree->depth = 0;
    return document;
}

void wev_fjson_sink_free(wev_fjson_sink *tree) {
    drop(tree);
    wev_buf_free(&tree->key);
    wev_buf_free(&tree->value);
}
