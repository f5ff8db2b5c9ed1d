/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scanners that look at 16 bytes at a time give what a loop over bytes gives: at each alignment, for each length
 * around the width, with each byte that matters at each place, and in front of a page that must not be read.
 */
#include "guard.h"

#include "expect.h"
#include "random.h"

#include "base/scan_pairs.h"

enum { LONGEST = 80, ALIGNMENTS = 16 };

/* What a scanner says about [at, end): where it stopped, and what it saw. */
typedef struct answer {
    size_t stop;
    unsigned seen;
} answer;

typedef answer scanner(const char *at, const char *end);

static size_t distance(const char *at, const char *stop) {
    return stop != NULL ? (size_t)(stop - at) : SIZE_MAX;
}

static answer json(const char *at, const char *end) {
    return (answer){distance(at, wev_scan_json(at, end)), 0};
}

static answer json_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    while (at < end && (unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')
        at++;
    return (answer){distance(start, at), 0};
}

static answer ascii(const char *at, const char *end) {
    return (answer){distance(at, wev_scan_ascii(at, end)), 0};
}

static answer ascii_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return (answer){distance(start, at), 0};
}

static answer character_data(const char *at, const char *end) {
    unsigned seen = 0;
    const char *const stop = wev_scan_character_data(at, end, '<', &seen);
    return (answer){distance(at, stop), seen};
}

static answer character_data_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    unsigned seen = 0;
    for (; at < end && *at != '<'; at++)
        seen |= *at == '&'                                               ? WEV_SEEN_REFERENCE
                : (unsigned char)*at < 0x20 || *at == '"' || *at == '\\' ? WEV_SEEN_SPECIAL
                                                                         : 0u;
    return (answer){distance(start, at), seen};
}

static answer name(const char *at, const char *end) {
    bool prefixed = false;
    const char *const stop = wev_scan_name(at, end, &prefixed);
    return (answer){distance(at, stop), prefixed};
}

static answer name_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    unsigned prefixed = 0;
    for (; at < end && (unsigned char)*at > ' ' && strchr(">/=<#", *at) == NULL; at++)
        prefixed |= *at == ':';
    return (answer){distance(start, at), prefixed};
}

/* In loose text nothing is relied on, so what else was seen does not count. */
static unsigned only_loose(unsigned seen) {
    return (seen & WEV_SEEN_LOOSE) != 0 ? WEV_SEEN_LOOSE : seen;
}

static answer string(const char *at, const char *end) {
    unsigned seen = 0;
    const char *const stop = wev_scan_string(at, end, &seen);
    return (answer){distance(at, stop), only_loose(seen)};
}

/* A backslash in front of the end escapes nothing, so what stood there is no JSON. */
static answer string_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    unsigned seen = 0;
    for (; at < end && *at != '"'; at++) {
        if ((unsigned char)*at < 0x20)
            seen |= WEV_SEEN_LOOSE;
        if (*at != '\\')
            continue;
        if (++at == end)
            return (answer){distance(start, end), WEV_SEEN_LOOSE};
        seen |= WEV_SEEN_ESCAPE;
        if (*at == 'u')
            seen |= WEV_SEEN_UNICODE;
        else if (*at == '\0' || strchr("\"\\/bfnrt", *at) == NULL)
            seen |= WEV_SEEN_LOOSE;
    }
    return (answer){distance(start, at), only_loose(seen)};
}

/* Those of a fixed width, wherever that much may be read. */
static answer json_16(const char *at, const char *end) {
    return end - at < 16 ? json_by_bytes(at, end) : (answer){wev_scan_json_16(at), 0};
}

static answer json_16_by_bytes(const char *at, const char *end) {
    return json_by_bytes(at, end - at < 16 ? end : at + 16);
}

static answer digits_16(const char *at, const char *end) {
    size_t stop = 0;
    char folded[16];
    if (end - at < 16)
        return (answer){0, 0};
    for (size_t i = 0; i < 16; i++) /* what the others take no notice of is a digit here */
        folded[i] = at[i] == 'x' ? '7' : at[i] == '\'' ? '/' : at[i];
    stop = wev_scan_digits_16(folded);
    return (answer){stop, 0};
}

static answer digits_16_by_bytes(const char *at, const char *end) {
    size_t stop = 0;
    while (end - at >= 16 && stop < 16 && (at[stop] == 'x' || (at[stop] >= '0' && at[stop] <= '9')))
        stop++;
    return (answer){stop, 0};
}

/* How many of the first 16 bytes are an x. */
static answer same_16(const char *at, const char *end) {
    size_t stop = 0;
    while (end - at >= 16 && stop < 16 && wev_scan_same_16(at, "xxxxxxxxxxxxxxxx", (unsigned)stop + 1))
        stop++;
    return (answer){stop, 0};
}

static answer same_16_by_bytes(const char *at, const char *end) {
    size_t stop = 0;
    while (end - at >= 16 && stop < 16 && at[stop] == 'x')
        stop++;
    return (answer){stop, 0};
}

static answer pair_name(const char *at, const char *end) {
    bool seen = false;
    const char *const stop = wev_scan_pair_name(at, end, '<', &seen);
    return (answer){distance(at, stop), seen};
}

static answer pair_name_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    bool seen = false;
    for (; at < end && *at != '=' && *at != '<' && (unsigned char)*at >= 0x20; at++)
        seen |= *at == '"' || *at == '\\';
    return (answer){distance(start, at), seen};
}

static answer value(const char *at, const char *end) {
    bool seen = false;
    const size_t stop = distance(at, wev_scan_value(at, end, '\t', &seen));
    return (answer){stop, seen};
}

static answer value_by_bytes(const char *at, const char *end) {
    size_t stop = 0;
    bool seen = false;
    for (; at + stop < end && at[stop] != '\t'; stop++)
        seen |= (unsigned char)at[stop] < 0x20 || at[stop] == '"' || at[stop] == '\\';
    return (answer){stop, seen};
}

static answer either(const char *at, const char *end) {
    return (answer){distance(at, wev_scan_either(at, end, '"', '\\')), 0};
}

static answer either_by_bytes(const char *at, const char *end) {
    for (const char *stop = at;; stop++)
        if (stop == end || *stop == '"' || *stop == '\\')
            return (answer){distance(at, stop), 0};
}

static answer word(const char *at, const char *end) {
    return (answer){distance(at, wev_scan_word(at, end)), 0};
}
static answer word_by_bytes(const char *at, const char *end) {
    for (const char *stop = at;; stop++)
        if (stop == end || (unsigned char)*stop <= ' ' || *stop == '#')
            return (answer){distance(at, stop), 0};
}

static answer name_back(const char *at, const char *end) {
    return (answer){distance(at, wev_scan_name_back(at, end)), 0};
}

static answer name_back_by_bytes(const char *at, const char *end) {
    for (const char *stop = end;; stop--)
        if (stop == at || !wev_is_in_name(stop[-1]))
            return (answer){distance(at, stop), 0};
}

static answer quoted(const char *at, const char *end) {
    return (answer){distance(at, wev_scan_quoted(at, end)), 0};
}

static answer quoted_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    for (; at < end && *at != '"'; at++)
        if (*at == '\\' && ++at == end)
            break;
    return (answer){distance(start, at), 0};
}

static answer copy(const char *at, const char *end) {
    char to[LONGEST + 1];
    bool seen = false;
    to[end - at] = '!';
    const size_t len = wev_copy_to_backslash(to, at, end, &seen);
    return (answer){memcmp(to, at, len) == 0 && to[end - at] == '!' ? len : SIZE_MAX, seen};
}

static answer copy_by_bytes(const char *at, const char *end) {
    const char *const start = at;
    bool seen = false;
    for (; at < end && *at != '\\'; at++)
        seen |= (unsigned char)*at < 0x20 || *at == '"';
    return (answer){distance(start, at), seen};
}

static const struct {
    const char *title;
    scanner *wide, *by_bytes;
} scanners[] = {
    {"json", json, json_by_bytes},
    {"ascii", ascii, ascii_by_bytes},
    {"character data", character_data, character_data_by_bytes},
    {"name", name, name_by_bytes},
    {"string", string, string_by_bytes},
    {"16 bytes of json", json_16, json_16_by_bytes},
    {"16 digits", digits_16, digits_16_by_bytes},
    {"16 bytes that are the same", same_16, same_16_by_bytes},
    {"name of a pair", pair_name, pair_name_by_bytes},
    {"value of a pair", value, value_by_bytes},
    {"quote or backslash", either, either_by_bytes},
    {"word", word, word_by_bytes},
    {"name from its end", name_back, name_back_by_bytes},
    {"quoted text", quoted, quoted_by_bytes},
    {"copy", copy, copy_by_bytes},
};

static bool agree(size_t which, const char *at, const char *end) {
    const answer got = scanners[which].wide(at, end), want = scanners[which].by_bytes(at, end);
    char room[SHOWN_ROOM];
    const bool same = got.stop == want.stop && got.seen == want.seen;
    cr_expect(same, "%s: stopped at %zu, saw %u instead of %zu, %u in \"%s\"", scanners[which].title, got.stop,
              got.seen, want.stop, want.seen, show_in(room, (wev_str){at, (size_t)(end - at)}));
    return same;
}

static const char special[] = "\"\\&<>/=#: \x01\x1f\x20\x7f\x80\xff\x00\t'u";
enum { SPECIAL = sizeof special - 1 };

Test(scan, each_special_byte_is_found_at_each_place) {
    guard g = guard_new(ALIGNMENTS + LONGEST);
    bool same = true;
    for (size_t which = 0; which < COUNT(scanners); which++) {
        for (size_t behind = 0; same && behind < ALIGNMENTS; behind++) {
            const char *const end = g.memory + g.room - behind;
            for (size_t len = 0; same && len <= LONGEST; len++) {
                char *const at = g.memory + g.room - behind - len;
                memset(at, 'x', len);
                same = agree(which, at, end);
                for (size_t place = 0; same && place < len; place++) {
                    for (size_t i = behind % 5; same && i < SPECIAL; i += behind == 0 ? 1 : 5) {
                        at[place] = special[i];
                        same = agree(which, at, end);
                    }
                    at[place] = 'x';
                }
            }
        }
        same = true;
    }
    guard_free(&g);
}

Test(scan, two_special_bytes_do_not_hide_each_other) {
    guard g = guard_new(LONGEST);
    bool same = true;
    for (size_t which = 0; which < COUNT(scanners); which++) {
        for (size_t first = 0; same && first < 24; first++) {
            for (size_t second = first + 1; same && second < 24; second++) {
                for (size_t i = 0; same && i < SPECIAL * SPECIAL; i++) {
                    char bytes[24];
                    memset(bytes, 'x', sizeof bytes);
                    bytes[first] = special[i % SPECIAL];
                    bytes[second] = special[i / SPECIAL];
                    const wev_str text = guard_put(&g, (wev_str){bytes, sizeof bytes});
                    same = agree(which, text.ptr, text.ptr + text.len);
                }
            }
        }
        same = true;
    }
    guard_free(&g);
}

/* Runs of backslashes across the border of 16 bytes: an odd one escapes the quote behind it, an even one does not. */
Test(scan, in_a_run_of_backslashes_every_second_one_escapes) {
    guard g = guard_new(LONGEST);
    bool same = true;
    for (size_t before = 0; same && before <= 36; before++) {
        for (size_t run = 0; same && run <= 36; run++) {
            for (size_t rest = 0; same && rest <= 4; rest++) {
                char bytes[LONGEST];
                memset(bytes, 'x', sizeof bytes);
                memset(bytes + before, '\\', run);
                if (rest > 0)
                    bytes[before + run] = '"';
                if (rest > 2)
                    bytes[before + run + 2] = '"';
                const wev_str text = guard_put(&g, (wev_str){bytes, before + run + rest});
                for (size_t which = 0; same && which < COUNT(scanners); which++)
                    same = agree(which, text.ptr, text.ptr + text.len);
            }
        }
    }
    guard_free(&g);
}

Test(scan, random_bytes_are_read_as_by_a_loop_over_bytes) {
    static const char few[] = "\"\\\\\\nuxaaaa\x01<&:> ";
    guard g = guard_new(LONGEST);
    uint64_t random = 1;
    for (size_t which = 0; which < COUNT(scanners); which++) {
        bool same = true;
        for (unsigned round = 0; same && round < 20000; round++) {
            char bytes[LONGEST];
            const size_t len = random_below(&random, LONGEST + 1);
            for (size_t i = 0; i < len; i++)
                bytes[i] = random_char(&random, few, sizeof few - 1);
            const wev_str text = guard_put(&g, (wev_str){bytes, len});
            same = agree(which, text.ptr, text.ptr + text.len);
        }
    }
    guard_free(&g);
}

/* Brackets in strings do not count; a backslash escapes a quote wherever it stands, and a bracket nowhere. */
static size_t nested_by_bytes(wev_str text) {
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0, escaped = SIZE_MAX; i < text.len; i++) {
        const char c = text.ptr[i];
        if (c == '\\' && i != escaped)
            escaped = i + 1;
        else if (c == '"' && i != escaped)
            in_string = !in_string;
        else if (!in_string && (c == '{' || c == '['))
            depth++;
        else if (!in_string && (c == '}' || c == ']') && --depth == 0)
            return i + 1;
    }
    return SIZE_MAX;
}

Test(scan, a_nested_value_is_passed_as_by_a_loop_over_bytes) {
    enum { LONG = 300 };
    static const char few[] = "\"\"\\{[{[}]}]aaaaaaaaaaaaaaaa,:";
    guard g = guard_new(LONG);
    uint64_t random = 1;
    for (unsigned round = 0; round < 100000; round++) {
        char bytes[LONG];
        const size_t len = 1 + random_below(&random, LONG);
        for (size_t i = 0; i < len; i++)
            bytes[i] = random_char(&random, few, sizeof few - 1);
        bytes[0] = round % 2 == 0 ? '{' : '[';
        const wev_str text = guard_put(&g, (wev_str){bytes, len});
        const size_t found = distance(text.ptr, wev_scan_nested(text.ptr, text.ptr + text.len));
        cr_assert(found == nested_by_bytes(text), "%zu and not %zu: %.*s", found, nested_by_bytes(text), (int)len,
                  bytes);
    }
    guard_free(&g);
}

Test(scan, what_was_seen_before_stays) {
    unsigned seen = WEV_SEEN_LOOSE;
    wev_scan_string(SV("abc\"").ptr, SV("abc\"").ptr + 4, &seen);
    cr_expect(seen == WEV_SEEN_LOOSE);
    seen = WEV_SEEN_REFERENCE;
    wev_scan_character_data(SV("abc<").ptr, SV("abc<").ptr + 4, '<', &seen);
    cr_expect(seen == WEV_SEEN_REFERENCE);
}
