/* SPDX-License-Identifier: Apache-2.0 */
/* From texts to numbers, times and the event's uid: what every format needs, done once. */
#include "base/hash.h"
#include "base/num.h"
#include "event/event.h"

/* An INTEGER row holds decimal digits that fit. */
static inline int64_t number(const wev_event *event, wev_sys field) {
    const wev_text digits = event->system[field];
    int64_t value = 0;
    for (uint32_t i = 0; i < digits.len; i++)
        value = value * 10 + (digits.ptr[i] - '0');
    return digits.ptr != NULL ? value : -1;
}

/* A time without a zone is one of the configuration's; a syslog header's has no year either. */
static bool parse_time(const wev_event *event, wev_str text, const wev_zone *zone, wev_last_time *last,
                       wev_instant *out) {
    const bool whole = wev_time_parse(text, &out->time);
    if (!whole && !wev_time_parse_bsd(text, event->now, &out->time))
        return false;
    out->assumed = !out->time.zoned;
    if (out->assumed)
        wev_time_set_zone(&out->time, wev_zone_offset_of(zone, out->time.seconds));
    out->len = (uint8_t)wev_time_put(out->text, &out->time);
    if (whole && text.len <= sizeof last->sent) {
        wev_move(last->sent, text.ptr, text.len);
        last->len = (uint8_t)text.len;
        last->instant = *out;
    }
    return true;
}

/* A time that cannot be read is kept among `other` under the sender's name, and the event has none. */
static bool read_time(wev_event *event, wev_sys field, wev_str name, const wev_zone *zone, wev_last_time *last,
                      wev_instant *out) {
    wev_text *const text = &event->system[field];
    const wev_str sent = wev_text_raw(*text);
    if (sent.ptr == NULL)
        return true;
    if (last->len > 0 && wev_str_equal(sent, (wev_str){last->sent, last->len})) {
        *out = last->instant;
    } else if (!parse_time(event, sent, zone, last, out)) {
        const wev_text value = *text;
        *text = WEV_ABSENT;
        return wev_event_keep(event, wev_text_of(name), value, WEV_FIELD_TEXT, false);
    }
    event->zone_assumed |= out->assumed;
    return true;
}

/*
 * The event types of the classic log (ReportEvent, wType) and the levels that agents call by them. Audits are raised
 * with LogAlways.
 */
int64_t wev_event_level_of_type(wev_str type, wev_outcome *audit) {
    static const struct {
        wev_str name;
        int8_t level;
        wev_outcome audit;
    } types[] = {
        {SV_INIT("AUDIT_SUCCESS"), 0, WEV_OUTCOME_SUCCESS}, {SV_INIT("AUDIT_FAILURE"), 0, WEV_OUTCOME_FAILURE},
        {SV_INIT("Success Audit"), 0, WEV_OUTCOME_SUCCESS}, {SV_INIT("Failure Audit"), 0, WEV_OUTCOME_FAILURE},
        {SV_INIT("Audit Success"), 0, WEV_OUTCOME_SUCCESS}, {SV_INIT("Audit Failure"), 0, WEV_OUTCOME_FAILURE},
        {SV_INIT("SuccessAudit"), 0, WEV_OUTCOME_SUCCESS},  {SV_INIT("FailureAudit"), 0, WEV_OUTCOME_FAILURE},
        {SV_INIT("CRITICAL"), 1, WEV_OUTCOME_UNKNOWN},      {SV_INIT("ERROR"), 2, WEV_OUTCOME_UNKNOWN},
        {SV_INIT("WARNING"), 3, WEV_OUTCOME_UNKNOWN},       {SV_INIT("INFORMATION"), 4, WEV_OUTCOME_UNKNOWN},
        {SV_INIT("INFO"), 4, WEV_OUTCOME_UNKNOWN},          {SV_INIT("VERBOSE"), 5, WEV_OUTCOME_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (wev_str_same(types[i].name, type)) {
            *audit = types[i].audit;
            return types[i].level;
        }
    }
    *audit = WEV_OUTCOME_UNKNOWN;
    return -1;
}

/*
 * Agents that write no Level write a severity, a type or the level's English name; NXLog derives the former two from
 * the level (nxlog-ce, im_msvistalog.c), so that can be undone but for LogAlways and Information, which both become
 * INFO.
 */
static int64_t level_of_severity(const wev_event *event) {
    static const int64_t levels[] = {-1, 5, 4, 3, 2, 1};
    const int64_t severity = number(event, WEV_SYS_AGENT_SEVERITY_VALUE);
    wev_outcome audit;
    if (event->audit != WEV_OUTCOME_UNKNOWN)
        return 0;
    if (severity >= 1 && severity <= 5)
        return levels[severity];
    const int64_t level = wev_event_level_of_type(wev_text_raw(event->system[WEV_SYS_AGENT_EVENT_TYPE]), &audit);
    return level >= 0 ? level : wev_event_level_of_type(wev_text_raw(event->system[WEV_SYS_RENDERED_LEVEL]), &audit);
}

static bool set_integer(wev_event *event, wev_sys field, uint64_t value) {
    char *const digits = wev_arena_alloc(event->arena, WEV_NUM_ROOM);
    if (digits != NULL)
        event->system[field] = wev_text_of((wev_str){digits, wev_num_put_u64(digits, value)});
    return digits != NULL;
}

/*
 * Event ids have 16 bits. Senders that ask the classic log may write all 32 of its message id
 * (EventLogEntry.InstanceId), which has the severity in its highest bits and what event XML calls Qualifiers in its
 * upper half (Windows SDK, winnt.h, EVENTLOGRECORD). Smaller numbers beyond 16 bits may be anything.
 */
static bool split_message_id(wev_event *event) {
    const int64_t upper = event->id >> 16, given = number(event, WEV_SYS_QUALIFIERS);
    if (upper < 0x4000 || upper > 0xFFFF || (given != -1 && given != upper))
        return true;
    event->id &= 0xFFFF;
    return set_integer(event, WEV_SYS_EVENT_ID, (uint64_t)event->id) &&
           set_integer(event, WEV_SYS_QUALIFIERS, (uint64_t)upper);
}

/* As wev_text_decode; most values have nothing to decode. */
static size_t put_text(char *to, wev_text text) {
    if (text.writing != WEV_CLEAN && text.writing != WEV_PLAIN)
        return wev_text_decode(to, text);
    wev_move(to, text.ptr, text.len);
    return text.len;
}

static wev_hash128 hash_of_identity(const wev_event *event, wev_str payload) {
    const wev_text computer = event->system[WEV_SYS_COMPUTER], record = event->system[WEV_SYS_RECORD_ID],
                   channel = event->system[WEV_SYS_CHANNEL];
    if (computer.ptr == NULL || record.ptr == NULL || !event->created.time.known)
        return wev_hash_stable(payload);

    const size_t room = (size_t)computer.len + channel.len + record.len + WEV_TIME_ROOM + 3;
    char stack[512];
    char *const all = room <= sizeof stack ? stack : wev_arena_alloc(event->arena, room);
    if (all == NULL)
        return wev_hash_stable(payload);
    size_t len = put_text(all, computer);
    for (size_t i = 0; i < len; i++)
        all[i] = wev_lower(all[i]);
    all[len++] = '|';
    if (channel.ptr != NULL)
        len += put_text(all + len, channel);
    all[len++] = '|';
    len += put_text(all + len, record);
    all[len++] = '|';
    /* Senders differ in how many zeros they write behind the last digit. */
    size_t time_len = wev_time_put_epoch(all + len, &event->created.time);
    if (event->created.time.digits > 0) {
        while (all[len + time_len - 1] == '0')
            time_len--;
        if (all[len + time_len - 1] == '.')
            time_len--;
    }
    return wev_hash_stable((wev_str){all, len + time_len});
}

bool wev_event_finish(wev_event *event, const wev_zone *zone, wev_str payload, wev_last_times *last) {
    event->id = number(event, WEV_SYS_EVENT_ID);
    if (event->id > 0xFFFF && !split_message_id(event))
        return false;
    event->rule = number(event, WEV_SYS_RULE);
    event->version = number(event, WEV_SYS_VERSION);
    event->audit = wev_event_audit(event);
    event->level = event->system[WEV_SYS_LEVEL].ptr != NULL ? number(event, WEV_SYS_LEVEL) : level_of_severity(event);
    if (!read_time(event, WEV_SYS_TIME, event->time_name, zone, &last->created, &event->created) ||
        !read_time(event, WEV_SYS_AGENT_RECEIVED, event->received_name, zone, &last->received, &event->received))
        return false;
    const wev_hash128 uid = hash_of_identity(event, payload);
    wev_num_put_hex8(event->uid, (uint32_t)(uid.low >> 32), 'a');
    wev_num_put_hex8(event->uid + 8, (uint32_t)uid.low, 'a');
    wev_num_put_hex8(event->uid + 16, (uint32_t)(uid.high >> 32), 'a');
    wev_num_put_hex8(event->uid + 24, (uint32_t)uid.high, 'a');
    if (event->arena->why == WEV_TOO_BIG)
        wev_event_fault(event, WEV_TOO_BIG, "more than the limits allow", WEV_NOWHERE);
    return event->arena->why != WEV_NO_MEMORY;
}

/*
 * The Security channel is where audits go; elsewhere only a classic event (which has no CorrelationHint) can be one.
 */
wev_outcome wev_event_audit(const wev_event *event) {
    const wev_str channel = wev_text_plain(event->arena, event->system[WEV_SYS_CHANNEL]);
    const wev_str type = wev_text_plain(event->arena, event->system[WEV_SYS_AGENT_EVENT_TYPE]);
    const bool audits =
        channel.ptr == NULL || wev_str_same(channel, SV("Security")) || (event->keywords & WEV_KEYWORD_CLASSIC) != 0;
    if (event->has_keywords && audits) {
        if ((event->keywords & WEV_KEYWORD_AUDIT_FAILURE) != 0)
            return WEV_OUTCOME_FAILURE;
        if ((event->keywords & WEV_KEYWORD_AUDIT_SUCCESS) != 0)
            return WEV_OUTCOME_SUCCESS;
    }
    wev_outcome audit = WEV_OUTCOME_UNKNOWN;
    if (type.ptr != NULL)
        (void)wev_event_level_of_type(type, &audit);
    return audit == WEV_OUTCOME_UNKNOWN && audits ? event->sent_outcome : audit;
}
