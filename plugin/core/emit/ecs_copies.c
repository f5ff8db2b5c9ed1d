/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/ecs_copies.h"

#include "base/ip.h"
#include "base/num.h"
#include "knowledge/ecs_targets.h"

enum { MAX_COPIES = 32 };

/* A copy that has a value: text, or the digits of a number. */
typedef struct copy {
    const wev_ecs_target *target;
    wev_text text;
    char digits[WEV_NUM_ROOM];
    size_t digits_len; /* 0: text */
} copy;

/* What Windows writes where there is nobody or nothing. */
static bool is_placeholder(wev_str text) {
    return text.len == 0 || wev_str_equal(text, SV("-")) || wev_str_equal(text, SV("S-1-0-0")) ||
           wev_str_equal(text, SV("NULL SID"));
}

static bool set_number(copy *out, wev_str text, uint64_t low, uint64_t high) {
    uint64_t value = 0;
    wev_num_form form;
    if (!wev_num_code(text, 64, &value, &form) || form == WEV_NUM_SIGNED || value < low || value > high)
        return false;
    out->digits_len = wev_num_put_u64(out->digits, value);
    return true;
}

static wev_str basename_of(wev_str path) {
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '\\' && path.ptr[start - 1] != '/')
        start--;
    return wev_str_skip(path, start);
}

/* The part of `DOMAIN\name` before or behind the last backslash; absent where there is none. */
static wev_str account_part(wev_str account, bool domain) {
    size_t at = account.len;
    while (at > 0 && account.ptr[at - 1] != '\\')
        at--;
    if (at == 0)
        return (wev_str){NULL, 0};
    return domain ? (wev_str){account.ptr, at - 1} : wev_str_skip(account, at);
}

static bool set_part(copy *out, wev_str part) {
    out->text = wev_text_of(part);
    return part.len > 0;
}

/* Of `SHA1=12,MD5=34` the value with the name, whatever its case: Sysmon's Hashes. */
static wev_str listed(wev_str list, wev_str name) {
    while (list.len > 0) {
        const char *const comma = memchr(list.ptr, ',', list.len);
        const wev_str one = wev_str_trim((wev_str){list.ptr, comma != NULL ? (size_t)(comma - list.ptr) : list.len});
        if (one.len > name.len && one.ptr[name.len] == '=' && wev_str_same((wev_str){one.ptr, name.len}, name))
            return wev_str_skip(one, name.len + 1);
        list = comma != NULL ? wev_str_skip(list, (size_t)(comma - list.ptr) + 1) : (wev_str){NULL, 0};
    }
    return (wev_str){NULL, 0};
}

/* A value that is too long for a placeholder in whatever writing need not be decoded to see that it is none. */
enum { LONGER_THAN_PLACEHOLDER = 64 };

/*
 * Of a path inside a JSON string the last part without decoding the rest: what stands behind the last backslash or slash, if
 * that is no escape. Absent where it must be decoded.
 */
static wev_text basename_as_sent(wev_text path) {
    const char *const start = path.ptr, *const end = start + path.len, *at = end;
    while (at > start && at[-1] != '\\' && at[-1] != '/')
        at--;
    const char *run = at;
    while (run > start && run[-1] == '\\')
        run--;
    if (at == start || at == end || (at - run) % 2 != 0 || *at == ' ' || end[-1] == ' ')
        return WEV_ABSENT;
    return wev_text_as((wev_str){at, (size_t)(end - at)}, WEV_CLEAN);
}

/* What needs no look inside the value; false: look. */
static bool convert_as_sent(copy *out, wev_text value) {
    if (value.len <= LONGER_THAN_PLACEHOLDER && value.writing != WEV_JSON)
        return false;
    if (out->target->kind == WEV_ECS_KEYWORD && value.len > LONGER_THAN_PLACEHOLDER)
        out->text = value;
    else if (out->target->kind == WEV_ECS_BASENAME && value.writing == WEV_JSON)
        out->text = basename_as_sent(value);
    else
        return false;
    return out->text.ptr != NULL;
}

static bool convert(copy *out, wev_arena *arena, const wev_copy *row, wev_text value) {
    out->digits_len = 0;
    if (convert_as_sent(out, value))
        return true;
    const wev_str text = wev_str_trim(wev_text_plain(arena, value));
    wev_str part;
    if (text.ptr == NULL || is_placeholder(text))
        return false;
    switch ((wev_ecs_kind)out->target->kind) {
    case WEV_ECS_KEYWORD:
        out->text = value;
        return true;
    case WEV_ECS_IP:
        if (!wev_ip_parse(text, &part))
            return false;
        out->text = wev_text_as(part, WEV_CLEAN);
        return true;
    case WEV_ECS_PORT:
        return set_number(out, text, 1, 65535);
    case WEV_ECS_NUMBER:
        return set_number(out, text, 0, INT64_MAX);
    case WEV_ECS_BASENAME:
        return set_part(out, basename_of(text));
    case WEV_ECS_ACCOUNT:
    case WEV_ECS_DOMAIN:
        part = account_part(text, out->target->kind == WEV_ECS_DOMAIN);
        if (part.ptr != NULL)
            return set_part(out, part);
        out->text = value;
        return !row->of_account; /* a name without a domain is not the domain too */
    case WEV_ECS_LISTED:
        return set_part(out, listed(text, wev_text_raw(out->target->part[out->target->depth - 1])));
    }
    return false;
}

static size_t collect(const wev_document *document, copy *copies) {
    const wev_entry *const entry = document->meaning->entry;
    size_t count = 0;
    for (uint32_t i = 0; entry != NULL && i < entry->copy_count && count < MAX_COPIES; i++) {
        const wev_copy *const row = entry->copy + i;
        const wev_field *const field = wev_fields_find_near(&document->event->data, row->field, row->place);
        if (field == NULL || field->cut || field->value.ptr == NULL)
            continue;
        copies[count].target = wev_ecs_targets + row->target;
        if (convert(copies + count, document->event->arena, row, field->value))
            count++;
    }
    return count;
}

/* Objects that are open, so that neighbours share them. */
typedef struct path_stack {
    wev_text part[WEV_ECS_DEPTH];
    unsigned depth;
} path_stack;

static void close_to(path_stack *stack, wev_sink sink, unsigned depth) {
    for (; stack->depth > depth; stack->depth--)
        sink.ops->close(sink.self);
}

/* Opens the objects of a path and closes those that are not of it; gives the last part, the key. */
static wev_text open_path(path_stack *stack, wev_sink sink, const wev_ecs_target *target) {
    const unsigned objects = target->depth - 1U;
    unsigned depth = 0;
    while (depth < stack->depth && depth < objects &&
           wev_str_equal(wev_text_raw(stack->part[depth]), wev_text_raw(target->part[depth])))
        depth++;
    close_to(stack, sink, depth);
    for (; depth < objects; depth++) {
        sink.ops->open_object(sink.self, target->part[depth]);
        stack->part[stack->depth++] = target->part[depth];
    }
    return target->part[objects];
}

/* Was the value of copies[at] in the list before? */
static bool is_again(const copy *copies, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (copies[i].target->related == copies[at].target->related &&
            wev_str_equal(wev_text_raw(copies[i].text), wev_text_raw(copies[at].text)))
            return true;
    return false;
}

/* related.ip and related.user: the values of one kind, each once. */
static void put_related_list(wev_sink sink, const copy *copies, size_t count, wev_text key, wev_ecs_related kind,
                             bool *open_related) {
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        if (copies[i].target->related != kind || is_again(copies, i))
            continue;
        if (!*open_related)
            sink.ops->open_object(sink.self, TX("related"));
        *open_related = true;
        if (!open)
            sink.ops->open_array(sink.self, key);
        open = true;
        sink.ops->text(sink.self, WEV_ABSENT, copies[i].text);
    }
    if (open)
        sink.ops->close(sink.self);
}

void wev_put_ecs_copies(const wev_document *document, wev_sink sink) {
    copy copies[MAX_COPIES];
    path_stack stack = {.depth = 0};
    bool related = false;
    const size_t count = collect(document, copies);
    for (size_t i = 0; i < count; i++) {
        const wev_text key = open_path(&stack, sink, copies[i].target);
        if (copies[i].digits_len > 0)
            sink.ops->number(sink.self, key, (wev_str){copies[i].digits, copies[i].digits_len});
        else
            sink.ops->text(sink.self, key, copies[i].text);
    }
    close_to(&stack, sink, 0);
    put_related_list(sink, copies, count, TX("ip"), WEV_RELATED_IP, &related);
    put_related_list(sink, copies, count, TX("user"), WEV_RELATED_USER, &related);
    if (related)
        sink.ops->close(sink.self);
}
