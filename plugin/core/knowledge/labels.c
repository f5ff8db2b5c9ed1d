/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/labels.h"

#include "base/hash.h"
#include "base/scan_pairs.h"

/* Bytes of the code point at `at`; the text is valid UTF-8. */
static size_t code_point_len(const char *at, const char *end) {
    const unsigned char lead = (unsigned char)*at;
    const size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return len <= (size_t)(end - at) ? len : (size_t)(end - at);
}

/* One code point in its small form: ASCII, and U+0410 to U+042F to U+0430 to U+044F. Gives what it wrote. */
static size_t fold(char *to, const char *at, size_t len) {
    memcpy(to, at, len);
    if (len == 1) {
        to[0] = wev_lower(at[0]);
    } else if (len == 2 && (unsigned char)at[0] == 0xD0) {
        const unsigned char low = (unsigned char)at[1];
        if (low >= 0x90 && low <= 0x9F) {
            to[1] = (char)(low + 0x20);
        } else if (low >= 0xA0 && low <= 0xAF) {
            to[0] = (char)0xD1;
            to[1] = (char)(low - 0x20);
        }
    }
    return len;
}

size_t wev_label_normalise(wev_str label, char *to) {
    const char *at = label.ptr, *const end = label.ptr + label.len;
    size_t used = 0;
    while (at < end) {
        if ((unsigned char)(*at - '!') < 0x80 - '!' && used < WEV_LABEL_ROOM) { /* ASCII and no blank: nearly always */
            to[used++] = wev_lower(*at++);
            continue;
        }
        const size_t len = code_point_len(at, end);
        if (!wev_is_blank(*at)) {
            if (used + len > WEV_LABEL_ROOM)
                return 0;
            used += fold(to + used, at, len);
        }
        at += len;
    }
    return used;
}

typedef enum mark { TEXT, SEPARATOR, LINE_END, ASSIGN } mark;

/* What the code point at `at` does for labels. The East Asian forms are those of the localised messages. */
static mark mark_at(const char *at, const char *end, size_t len) {
    static const struct {
        char bytes[4];
        mark mark;
    } wide[] = {
        {"\xEF\xBC\x9A", ASSIGN},    /* U+FF1A fullwidth colon */
        {"\xE3\x80\x81", SEPARATOR}, /* U+3001 ideographic comma */
        {"\xE3\x80\x82", SEPARATOR}, /* U+3002 ideographic full stop */
        {"\xEF\xBC\x8C", SEPARATOR}, /* U+FF0C fullwidth comma */
        {"\xEF\xBC\x9B", SEPARATOR}, /* U+FF1B fullwidth semicolon */
    };
    if (len == 3) {
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
            if (memcmp(at, wide[i].bytes, 3) == 0)
                return wide[i].mark;
        return TEXT;
    }
    switch (*at) {
    case '\n':
    case '\r':
        return LINE_END;
    case ';':
    case ',':
    case '|':
    case '\t':
        return SEPARATOR;
    case ':':
    case '=':
        return ASSIGN;
    case '.': /* the end of a sentence, but not a point in a name */
        return end - at > 1 && at[1] == ' ' ? SEPARATOR : TEXT;
    default:
        return TEXT;
    }
}

static const wev_label *find_label(const wev_labels *labels, wev_str key) {
    if (key.len == 0)
        return NULL;
    uint32_t slot = (uint32_t)wev_hash_name(key, 0) & (labels->slot_count - 1);
    for (; labels->slot[slot].spelling.ptr != NULL; slot = (slot + 1) & (labels->slot_count - 1))
        if (wev_str_equal(labels->slot[slot].spelling, key))
            return labels->slot + slot;
    return NULL;
}

/* Goes from one sign that may end a label to the next. */
typedef struct walk {
    const wev_labels *labels;
    wev_labelled *found;
    const char *start, *end; /* of the text */
    const char *from;        /* behind the sign before, or the start: what follows a sign belongs to a value */
    const wev_label *open;   /* the label whose value begins at open_at; NULL: none yet */
    const char *open_at;
} walk;

/* Without the separators and blanks behind it: `1234;` and `1234、` are the value 1234. */
static wev_str trim_separators(wev_str text) {
    for (;;) {
        text = wev_str_trim(text);
        size_t n = text.len;
        while (n > 0 && (text.ptr[n - 1] & 0xC0) == 0x80) /* to the start of the last code point */
            n--;
        if (n == 0 || mark_at(text.ptr + n - 1, text.ptr + text.len, text.len - n + 1) != SEPARATOR)
            return text;
        text.len = n - 1;
    }
}

/* Where the value that begins at `at` ends: with its line, or where two blanks or a TAB stand behind what it says. */
static const char *value_end(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    while (at < end && *at != '\n' && *at != '\r' && *at != '\t' && !(*at == ' ' && end - at > 1 && at[1] == ' '))
        at++;
    return at;
}

/* The value of the open label, which goes to `end` at most. */
static void close_value(walk *w, const char *end) {
    wev_labelled *const found = w->found;
    if (w->open == NULL || found->value[w->open->field].ptr != NULL)
        return;
    const char *const stop = value_end(w->open_at, end);
    const wev_str text = trim_separators((wev_str){w->open_at, (size_t)(stop - w->open_at)});
    if (text.len == 0)
        return;
    found->value[w->open->field] = text;
    found->field[found->count++] = w->open->field;
}

/* Bytes with which a separator may end: a blank behind another one, and what mark_at says is one. */
static const bool may_separate[256] = {
    [' '] = true, ['\n'] = true, ['\r'] = true, ['\t'] = true, [';'] = true,  [','] = true,
    ['|'] = true, ['.'] = true,  [0x81] = true, [0x82] = true, [0x8C] = true, [0x9B] = true,
};

/* Where the separator begins that ends at `at`; NULL if none does. Two blanks and more were a line break. */
static const char *separator_before(const walk *w, const char *at) {
    const size_t len = (at[-1] & 0x80) != 0 ? 3 : 1;
    if (at[-1] == ' ') {
        const char *first = at - 1;
        while (first > w->from && first[-1] == ' ')
            first--;
        return at - first > 1 ? first : NULL;
    }
    if ((size_t)(at - w->from) < len)
        return NULL;
    const mark found = mark_at(at - len, w->end, len);
    return found == SEPARATOR || found == LINE_END ? at - len : NULL;
}

/* What may be a label: what stands between the last separator and a sign. */
typedef struct segment {
    char room[WEV_LABEL_ROOM];
    wev_str key;        /* at the end of room, without blanks and in small letters of ASCII; len 0: it is none */
    bool is_wide;       /* there are other letters */
    const char *before; /* where the separator begins */
} segment;

/* In front of the sign at `at`; it is none where a sign comes before a separator, or it is too long. */
static void read_segment(const walk *w, const char *at, segment *s) {
    char *const end = s->room + sizeof s->room, *to = end;
    const char *p = at, *before = NULL;
    unsigned char all = 0;
    for (; p > w->from; p--) {
        const char c = p[-1];
        if (may_separate[(unsigned char)c]) {
            if ((before = separator_before(w, p)) != NULL)
                break;
            if (c == ' ')
                continue;
        }
        if (to == s->room)
            break;
        all |= (unsigned char)c;
        *--to = wev_lower(c);
    }
    s->before = p == w->start ? p : before;
    s->key = (wev_str){to, s->before != NULL ? (size_t)(end - to) : 0};
    s->is_wide = all >= 0x80;
}

/* False if no label ends with the letters in front of `at`: most words in front of a colon are none. */
static bool may_be_label(const walk *w, const char *at) {
    uint32_t ending = 0;
    for (unsigned letters = 0; letters < WEV_LABEL_ENDING; at--) {
        if (at == w->from)
            return true;
        if (at[-1] != ' ')
            ending |= wev_label_letter(at[-1]) << 5 * letters++;
    }
    return wev_label_ends(w->labels, ending);
}

/* What stands in front of the sign at `at` may be a label, whose value begins at `behind` then. */
static void try_label(walk *w, const char *at, const char *behind) {
    segment s;
    char folded[WEV_LABEL_ROOM];
    if (!may_be_label(w, at))
        return;
    read_segment(w, at, &s);
    if (s.is_wide)
        s.key = (wev_str){folded, wev_label_normalise(s.key, folded)};
    const wev_label *const label = find_label(w->labels, s.key);
    if (label == NULL)
        return;
    close_value(w, s.before);
    w->open = label;
    w->open_at = behind;
}

wev_labelled wev_labelled_start(const wev_labels *labels, wev_arena *arena) {
    wev_labelled found = {.value = wev_arena_alloc(arena, labels->field_count * sizeof *found.value)};
    found.field = wev_arena_alloc(arena, labels->field_count * sizeof *found.field);
    if (found.value == NULL || found.field == NULL)
        return (wev_labelled){.value = NULL};
    memset(found.value, 0, labels->field_count * sizeof *found.value);
    return found;
}

void wev_labels_search(const wev_labels *labels, wev_str text, wev_labelled *found) {
    if (labels->slot_count == 0 || text.len == 0)
        return;
    const char *const end = text.ptr + text.len;
    walk w = {.labels = labels, .found = found, .start = text.ptr, .end = end, .from = text.ptr};
    for (const char *at = text.ptr; (at = wev_scan_sign(at, end)) < end;) {
        const size_t len = code_point_len(at, end);
        if (mark_at(at, end, len) == ASSIGN) {
            try_label(&w, at, at + len);
            w.from = at + len;
        }
        at += len;
    }
    close_value(&w, end);
}
