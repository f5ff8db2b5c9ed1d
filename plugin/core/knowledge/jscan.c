/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/jscan.h"

#include "base/hash.h"
#include "base/scan.h"

#include <stdlib.h>

enum { MAX_DEPTH = 64 }; /* json-c stops at 32 (JSON_TOKENER_DEFAULT_DEPTH) */

/* A key of one object; serial 0: a free slot. */
typedef struct seen_key {
    wev_str name;
    uint32_t object;
} seen_key;

typedef struct level {
    uint32_t object; /* serial from 1; 0: an array */
    bool entries;    /* it is the array `events` or `codes` of the root */
} level;

typedef struct walk {
    wev_jscan *out;
    const char *at, *end;
    unsigned line;
    level level[MAX_DEPTH];
    size_t depth; /* of what is open; level[depth - 1] is the innermost */
    uint32_t objects;
    bool key_next;
    wev_str root_key; /* the last one */
    seen_key *slot;
    size_t slot_mask, entry_room;
} walk;

static bool bad(walk *w, const char *what, wev_str detail) {
    w->out->what = what;
    w->out->line = w->line;
    w->out->detail = detail;
    return false;
}

/* Past a string; *inside is what stands between its quotes. */
static bool pass_string(walk *w, wev_str *inside) {
    const char *const start = ++w->at;
    for (; (w->at = wev_scan_json(w->at, w->end)) < w->end && *w->at != '"'; w->at++) {
        w->line += *w->at == '\n';
        if (*w->at != '\\')
            continue;
        if (w->end - w->at >= 6 && memcmp(w->at, "\\u0000", 6) == 0)
            return bad(w, "a string holds the character NUL", (wev_str){NULL, 0});
        w->at++;
    }
    *inside = (wev_str){start, (size_t)(w->at - start)};
    return true;
}

static void note_head(wev_jscan *out, wev_str name, unsigned line) {
    if (out->head_count == WEV_JHEAD_ROOM)
        return;
    wev_jhead *const head = out->head + out->head_count++;
    const size_t len = name.len < sizeof head->name ? name.len : sizeof head->name - 1;
    memcpy(head->name, name.ptr, len);
    head->name[len] = '\0';
    head->line = line;
}

static bool add_key(walk *w, wev_str name) {
    const uint32_t object = w->level[w->depth - 1].object;
    if (memchr(name.ptr, '\\', name.len) != NULL)
        return bad(w, "a key is written without escapes", name);
    size_t slot = (size_t)wev_hash_name(name, object) & w->slot_mask;
    for (; w->slot[slot].object != 0; slot = (slot + 1) & w->slot_mask)
        if (w->slot[slot].object == object && wev_str_equal(w->slot[slot].name, name))
            return bad(w, "the object has this key already", name);
    w->slot[slot] = (seen_key){name, object};
    if (w->depth == 1) {
        w->root_key = name;
        note_head(w->out, name, w->line);
    }
    return true;
}

static bool add_entry(walk *w) {
    wev_jscan *const out = w->out;
    if (out->entry_count == w->entry_room) {
        const size_t room = w->entry_room * 2;
        unsigned *const line = realloc(out->entry_line, room * sizeof *line);
        if (line == NULL)
            return false;
        out->entry_line = line;
        w->entry_room = room;
    }
    out->entry_line[out->entry_count++] = w->line;
    return true;
}

static bool open_level(walk *w, bool object) {
    const bool entries = !object && w->depth == 1 &&
                         (wev_str_equal(w->root_key, SV("events")) || wev_str_equal(w->root_key, SV("codes")));
    if (object && w->depth == 2 && w->level[1].entries && !add_entry(w))
        return false;
    if (w->depth == MAX_DEPTH)
        return bad(w, "the values are nested too deep", (wev_str){NULL, 0});
    w->level[w->depth++] = (level){object ? ++w->objects : 0, entries};
    w->key_next = object;
    return true;
}

static bool pass(walk *w) {
    wev_str inside;
    for (; w->at < w->end; w->at++) {
        switch (*w->at) {
        case '\n':
            w->line++;
            break;
        case '"':
            if (!pass_string(w, &inside) || (w->key_next && !add_key(w, inside)))
                return false;
            w->key_next = false;
            break;
        case '{':
        case '[':
            if (!open_level(w, *w->at == '{'))
                return false;
            break;
        case '}':
        case ']':
            w->depth -= w->depth > 0;
            w->key_next = false;
            break;
        case ',':
            w->key_next = w->depth > 0 && w->level[w->depth - 1].object != 0;
            break;
        default:
            break;
        }
    }
    return true;
}

static size_t colons(wev_str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == ':';
    return count;
}

bool wev_jscan_text(wev_str text, wev_jscan *scan) {
    size_t slots = 16;
    const size_t keys = colons(text); /* each key has one behind it */
    while (slots < 2 * keys)
        slots *= 2;
    *scan = (wev_jscan){.entry_line = malloc(64 * sizeof *scan->entry_line)};
    walk w = {.out = scan, .at = text.ptr, .end = text.ptr + text.len, .line = 1, .slot_mask = slots - 1};
    w.entry_room = 64;
    w.slot = calloc(slots, sizeof *w.slot);
    const bool ok = w.slot != NULL && scan->entry_line != NULL && pass(&w);
    free(w.slot);
    return ok;
}
