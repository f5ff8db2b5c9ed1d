/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/labels.h"

#include "base/hash.h"

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
        if ((unsigned char)*at < 0x80 && !wev_is_blank(*at) && used < WEV_LABEL_ROOM) { /* nearly always */
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

/* Walks the text once. */
typedef struct walk {
    const wev_labels *labels;
    wev_str *value;
    const char *before;    /* where the separator in front of what may be a label begins */
    const char *segment;   /* behind that separator; NULL: what follows belongs to a value, until a separator */
    const wev_label *open; /* the label whose value is being passed */
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

static void close_value(walk *w, const char *end) {
    if (w->open == NULL)
        return;
    const wev_str text = trim_separators((wev_str){w->open_at, (size_t)(end - w->open_at)});
    wev_str *const value = w->value + w->open->field;
    if (value->ptr == NULL && text.len > 0)
        *value = text;
    w->open = NULL;
}

static void begin_segment(walk *w, const char *separator, size_t len) {
    w->before = separator;
    w->segment = separator + len;
}

/* Two blanks or a TAB end a value that has begun, as a line's end does. */
static void end_column(walk *w, const char *at) {
    if (w->open != NULL && wev_str_trim((wev_str){w->open_at, (size_t)(at - w->open_at)}).len > 0)
        close_value(w, at);
}

/* What stands since the last separator may be a label. */
static void try_label(walk *w, const char *at, size_t len) {
    char key[WEV_LABEL_ROOM];
    const char *const segment = w->segment;
    w->segment = NULL;
    if (segment == NULL)
        return;
    const wev_str normal = {key, wev_label_normalise((wev_str){segment, (size_t)(at - segment)}, key)};
    const wev_label *const label = find_label(w->labels, normal);
    if (label == NULL)
        return;
    close_value(w, w->before);
    w->open = label;
    w->open_at = at + len;
}

/* Bytes with which something else than text may begin: mark_at says what. All others are passed over. */
static const bool is_stop[256] = {
    [' '] = true, ['\n'] = true, ['\r'] = true, ['\t'] = true, [';'] = true,  [','] = true,
    ['|'] = true, [':'] = true,  ['='] = true,  ['.'] = true,  [0xE3] = true, [0xEF] = true,
};

void wev_labels_search(const wev_labels *labels, wev_str text, wev_str *value) {
    walk w = {.labels = labels, .value = value};

    if (labels->slot_count == 0 || text.len == 0)
        return;
    const char *at = text.ptr, *const end = text.ptr + text.len;
    begin_segment(&w, at, 0);
    while (at < end) {
        if (!is_stop[(unsigned char)*at]) {
            at++;
            continue;
        }
        if (*at == ' ') {
            const char *const first = at;
            while (at < end && *at == ' ')
                at++;
            if (at - first > 1) { /* where a sender flattened a line break */
                end_column(&w, first);
                begin_segment(&w, first, (size_t)(at - first));
            }
            continue;
        }
        const size_t len = code_point_len(at, end);
        switch (mark_at(at, end, len)) {
        case LINE_END:
            close_value(&w, at);
            begin_segment(&w, at, len);
            break;
        case SEPARATOR:
            if (*at == '\t')
                end_column(&w, at);
            begin_segment(&w, at, len);
            break;
        case ASSIGN:
            try_label(&w, at, len);
            break;
        case TEXT:
            break;
        }
        at += len;
    }
    close_value(&w, end);
}
