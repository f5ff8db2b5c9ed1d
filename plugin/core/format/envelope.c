/* SPDX-License-Identifier: Apache-2.0 */
#include "format/envelope.h"

#include "base/scan_pairs.h"
#include "read/json_read.h"

/* How far into the text behind a header the payload may begin: a host, and a tag that may hold blanks. */
enum { TAG_REACH = 256 };

static wev_str after(wev_str text, const char *at) {
    return wev_str_skip(text, (size_t)(at - text.ptr));
}

static wev_str skip_mark(wev_str text) {
    return wev_str_starts(text, SV("\xEF\xBB\xBF")) ? wev_str_skip(text, 3) : text;
}

/* Up to the next blank; *text goes on behind it. Absent for the nil value `-`. */
static wev_str take_word(wev_str *text) {
    const char *const blank = text->len > 0 ? memchr(text->ptr, ' ', text->len) : NULL;
    const size_t n = blank != NULL ? (size_t)(blank - text->ptr) : text->len;
    const wev_str word = {text->ptr, n};
    *text = wev_str_skip(*text, n < text->len ? n + 1 : n);
    return wev_str_equal(word, SV("-")) || n == 0 ? (wev_str){NULL, 0} : word;
}

/*
 * <PRI>, one to three digits (RFC 5424, section 6.2.1), or what rsyslogd writes in its place when it hands on a message
 * that began with `<` and no number, as XML without a header does.
 */
static wev_str take_priority(wev_str text, int *priority) {
    static const wev_str invalid = SV_INIT("<invld>");
    int value = 0;
    size_t n = 1;
    if (text.len < 3 || text.ptr[0] != '<')
        return text;
    if (wev_str_starts(text, invalid))
        return wev_str_skip(text, invalid.len);
    for (; n < text.len && n < 5 && wev_is_digit(text.ptr[n]); n++)
        value = value * 10 + (text.ptr[n] - '0');
    if (n == 1 || n == 5 || n == text.len || text.ptr[n] != '>' || value > 191)
        return text;
    *priority = value;
    return wev_str_skip(text, n + 1);
}

/* The quote that closes the value whose inside begins at `at`, or end. */
static const char *value_end(const char *at, const char *end) {
    at = wev_scan_either(at, end, '"', '\\');
    return at < end && *at == '\\' ? wev_scan_quoted(at, end) : at;
}

/* [id name="value" ...]...; in values a backslash escapes quote, backslash and bracket (RFC 5424, section 6.3.3). */
static size_t structured_data_len(wev_str text) {
    const char *at = text.ptr, *const end = text.ptr + text.len;
    bool inside = false;
    for (; at < end; at++) {
        if (inside && (at = wev_scan_either(at, end, '"', ']')) == end)
            break;
        if (*at == '"') {
            at = value_end(at + 1, end); /* values are most of it */
            if (at == end)
                break;
        } else if (*at == '[' && !inside) {
            inside = true;
        } else if (*at == ']' && inside) {
            inside = false;
        } else if (!inside) {
            break;
        }
    }
    return (size_t)(at - text.ptr);
}

static wev_str open_rfc5424(wev_str text, wev_envelope *envelope) {
    envelope->timestamp = take_word(&text);
    envelope->host = take_word(&text);
    envelope->app = take_word(&text);
    envelope->process = take_word(&text);
    (void)take_word(&text); /* MSGID */
    if (text.len > 0 && text.ptr[0] == '[') {
        envelope->structured_data = (wev_str){text.ptr, structured_data_len(text)};
        text = wev_str_skip(text, envelope->structured_data.len);
    } else {
        (void)take_word(&text);
    }
    return text;
}

/* `Mmm dd hh:mm:ss ` (RFC 3164, section 4.1.2), or the RFC 3339 form that newer senders put there. 0: neither. */
static size_t timestamp_len(wev_str text) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.len >= 16 && text.ptr[15] == ' ' && text.ptr[9] == ':' && text.ptr[12] == ':')
        for (size_t i = 0; i + 3 < sizeof months; i += 3)
            if (memcmp(text.ptr, months + i, 3) == 0)
                return 15;
    if (text.len >= 20 && text.ptr[4] == '-' && text.ptr[7] == '-' && text.ptr[10] == 'T' && text.ptr[13] == ':') {
        size_t n = 19;
        while (n < text.len && n < 40 && text.ptr[n] != ' ')
            n++;
        return n < text.len && text.ptr[n] == ' ' ? n : 0;
    }
    return 0;
}

static bool is_in_host(char c) {
    switch (c) {
    case '=':
    case '|':
    case '#':
    case '\t':
    case '{':
    case '[':
        return false;
    default:
        return true;
    }
}

/* A name or an address (RFC 3164, section 4.1.2), and not the first word of an event from a sender that names no host.
 */
static bool is_host(wev_str word) {
    for (size_t i = 0; i < word.len; i++)
        if (!is_in_host(word.ptr[i]))
            return false;
    return word.len > 0;
}

static bool begins_markup(wev_str text) {
    return text.len > 0 && (text.ptr[0] == '{' || text.ptr[0] == '<');
}

/* A TAB, as it is or as rsyslog writes it. */
static bool is_behind_tab(wev_str text, const char *at) {
    static const wev_str tabs[] = {SV_INIT("\t"), SV_INIT("#011"), SV_INIT("\\011"), SV_INIT("\\t")};
    const size_t before = (size_t)(at - text.ptr);
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++)
        if (before >= tabs[i].len && wev_str_starts((wev_str){at - tabs[i].len, tabs[i].len}, tabs[i]))
            return true;
    return false;
}

/*
 * Behind host and tag. JSON and XML are recognised by their first character behind a blank, a TAB or a colon, since a
 * tag may hold blanks (`Service Control Manager[632]:`) and its colon may be missing; a cookie (`@cee:`) or a stray
 * colon is passed over in the same way. A list of JSON objects begins with its bracket.
 */
static wev_str skip_tag(wev_str text) {
    const char *const end = text.ptr + (text.len < TAG_REACH ? text.len : TAG_REACH);
    const char *at = text.ptr;
    while ((at = wev_scan_markup(at, end)) < end) {
        const char *before = at;
        if (before - text.ptr >= 3 && wev_str_starts((wev_str){before - 3, 3}, SV("\xEF\xBB\xBF")))
            before -= 3;
        const bool in_list = before > text.ptr && before[-1] == '[';
        if (in_list)
            before--;
        if (before == text.ptr || before[-1] == ' ' || before[-1] == ':' || is_behind_tab(text, before))
            return after(text, in_list ? before : at);
        at++;
    }
    return text;
}

/* One header, and where the payload begins behind it. *envelope is empty before. */
static void open_header(wev_str text, wev_envelope *envelope) {
    text = wev_behind_blanks(skip_mark(text));
    const wev_str behind_priority = take_priority(text, &envelope->priority);
    const bool has_priority = behind_priority.ptr != text.ptr;
    text = behind_priority;
    if (has_priority && wev_str_starts(text, SV("1 "))) {
        text = open_rfc5424(wev_str_skip(text, 2), envelope);
    } else {
        const size_t stamp = timestamp_len(text);
        if (stamp > 0) {
            envelope->timestamp = (wev_str){text.ptr, stamp};
            text = wev_str_skip(text, stamp + 1);
            wev_str behind = text;
            const wev_str host = take_word(&behind);
            if (!begins_markup(text) && (host.ptr == NULL || is_host(host))) {
                envelope->host = host;
                text = behind;
            }
        }
    }
    text = wev_behind_blanks(skip_mark(wev_behind_blanks(text)));
    envelope->line = text;
    envelope->payload = begins_markup(text) ? text : skip_tag(text);
}

/*
 * The header that a relay wrapped in one of its own: at once behind that, or behind one word, its tag or a length. With
 * a time, a version or an event behind it, so that a number in angle brackets is not taken for one. Absent if none.
 */
static wev_str header_inside(const wev_envelope *envelope) {
    enum { REACH = 64 };
    const wev_str line = envelope->line, inside = envelope->payload;
    if (inside.len < 2 || inside.ptr[0] != '<' || !wev_is_digit(inside.ptr[1]))
        return (wev_str){NULL, 0};
    const size_t before = (size_t)(inside.ptr - line.ptr);
    const char *const blank = before > 0 ? memchr(line.ptr, ' ', before) : NULL;
    if (before > REACH || (blank != NULL && blank + 1 != inside.ptr))
        return (wev_str){NULL, 0};
    int priority = -1;
    const wev_str behind = take_priority(inside, &priority);
    const bool begins = wev_str_starts(behind, SV("1 ")) || timestamp_len(behind) > 0 || begins_markup(behind);
    return priority >= 0 && begins ? inside : (wev_str){NULL, 0};
}

/* A header tells the process, and has its data, of itself; time and host it may leave to the one around it. */
static void open_inside(wev_str header, wev_envelope *envelope) {
    const wev_str timestamp = envelope->timestamp, host = envelope->host;
    *envelope = (wev_envelope){.priority = -1};
    open_header(header, envelope);
    if (envelope->timestamp.ptr == NULL)
        envelope->timestamp = timestamp;
    if (envelope->host.ptr == NULL)
        envelope->host = host;
}

/*
 * The line behind a tag that is not the event's own: a file's name (imfile), a relay's. Only before what begins like an
 * event in a format of text, since of others the tag is the first word.
 */
static wev_str behind_tag(wev_str line) {
    static const wev_str marks[] = {
        SV_INIT("AgentDevice="), SV_INIT("CEF:"), SV_INIT("EventTime="), SV_INIT("LEEF:"), SV_INIT("MSWinEventLog"),
    };
    enum { REACH = 64 };
    const char *const blank = line.len > 0 ? memchr(line.ptr, ' ', line.len < REACH ? line.len : REACH) : NULL;
    if (blank == NULL || blank == line.ptr || blank[-1] != ':')
        return line;
    const wev_str behind = wev_str_skip(after(line, blank), 1);
    for (size_t i = 0; behind.len > 0 && i < sizeof marks / sizeof *marks; i++)
        if (behind.ptr[0] == marks[i].ptr[0] && wev_str_starts(behind, marks[i]))
            return behind;
    return line;
}

/* The innermost header is the sender's. */
wev_envelope wev_envelope_open(wev_str text) {
    enum { RELAYS = 4 };
    wev_envelope envelope = {.priority = -1};
    open_header(text, &envelope);
    wev_str inside = header_inside(&envelope);
    for (unsigned i = 0; inside.ptr != NULL && i < RELAYS; i++) {
        open_inside(inside, &envelope);
        inside = header_inside(&envelope);
    }
    if (!begins_markup(envelope.line))
        envelope.line = behind_tag(envelope.line);
    return envelope;
}
