/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/ecs_copies.h"

#include "base/ip.h"
#include "base/num.h"
#include "knowledge/ecs_targets.h"

enum { MAX_COPIES = 32, MAX_PATH_DEPTH = 4 };

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

/* Of `process.hash.sha256` the key. */
static wev_str last_key(wev_str path) {
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '.')
        start--;
    return wev_str_skip(path, start);
}

static bool convert(copy *out, wev_arena *arena, wev_text value) {
    const wev_str text = wev_str_trim(wev_text_plain(arena, value));
    wev_str part;
    if (text.ptr == NULL || is_placeholder(text))
        return false;
    out->digits_len = 0;
    switch (out->target->kind) {
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
        return true;
    case WEV_ECS_LISTED:
        return set_part(out, listed(text, last_key(out->target->path)));
    }
    return false;
}

/* A name without a domain is not the domain too. */
static bool is_bare_account(const wev_entry *entry, uint32_t at, wev_str text) {
    if (wev_ecs_targets[entry->copy[at].target].kind != WEV_ECS_DOMAIN || account_part(text, true).ptr != NULL)
        return false;
    for (uint32_t i = 0; i < entry->copy_count; i++)
        if (wev_ecs_targets[entry->copy[i].target].kind == WEV_ECS_ACCOUNT &&
            wev_str_same(entry->copy[i].field, entry->copy[at].field))
            return true;
    return false;
}

static size_t collect(const wev_document *document, copy *copies) {
    const wev_entry *const entry = document->meaning->entry;
    size_t count = 0;
    for (uint32_t i = 0; entry != NULL && i < entry->copy_count && count < MAX_COPIES; i++) {
        const wev_field *const field = wev_fields_find(&document->event->data, entry->copy[i].field);
        if (field == NULL || field->cut || field->value.ptr == NULL)
            continue;
        if (is_bare_account(entry, i, wev_str_trim(wev_text_plain(document->event->arena, field->value))))
            continue;
        copies[count].target = wev_ecs_targets + entry->copy[i].target;
        if (convert(copies + count, document->event->arena, field->value))
            count++;
    }
    return count;
}

/* The path's next part; *path goes on behind its dot, absent at the end. */
static wev_str next_part(wev_str *path) {
    const char *const dot = memchr(path->ptr, '.', path->len);
    const wev_str part = {path->ptr, dot != NULL ? (size_t)(dot - path->ptr) : path->len};
    *path = dot != NULL ? wev_str_skip(*path, part.len + 1) : (wev_str){NULL, 0};
    return part;
}

/* Objects that are open, so that neighbours share them. */
typedef struct path_stack {
    wev_str part[MAX_PATH_DEPTH];
    size_t depth;
} path_stack;

static void close_to(path_stack *stack, wev_sink sink, size_t depth) {
    for (; stack->depth > depth; stack->depth--)
        sink.ops->close(sink.self);
}

/* Opens the objects of a path and closes those that are not of it; gives the last part, the key. */
static wev_str open_path(path_stack *stack, wev_sink sink, wev_str path) {
    size_t depth = 0;
    wev_str part = next_part(&path);
    bool same = true;
    while (path.ptr != NULL && depth < MAX_PATH_DEPTH) {
        same = same && depth < stack->depth && wev_str_equal(stack->part[depth], part);
        if (!same) {
            close_to(stack, sink, depth);
            sink.ops->open_object(sink.self, wev_text_as(part, WEV_CLEAN));
            stack->part[depth] = part;
            stack->depth = depth + 1;
        }
        depth++;
        part = next_part(&path);
    }
    close_to(stack, sink, depth);
    return part;
}

static bool ends(wev_str text, wev_str with) {
    return text.len >= with.len && memcmp(text.ptr + text.len - with.len, with.ptr, with.len) == 0;
}

/* related.ip and related.user: the values of one kind, each once. */
static void put_related_list(wev_sink sink, const copy *copies, size_t count, wev_text key, wev_str prefix,
                             wev_str suffix, bool *open_related) {
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        const copy *const one = copies + i;
        bool again = !wev_str_starts(one->target->path, prefix) || !ends(one->target->path, suffix);
        for (size_t k = 0; k < i && !again; k++)
            again = copies[k].digits_len == 0 && ends(copies[k].target->path, suffix) &&
                    wev_str_starts(copies[k].target->path, prefix) &&
                    wev_str_equal(wev_text_raw(copies[k].text), wev_text_raw(one->text));
        if (again)
            continue;
        if (!*open_related)
            sink.ops->open_object(sink.self, TX("related"));
        *open_related = true;
        if (!open)
            sink.ops->open_array(sink.self, key);
        open = true;
        sink.ops->text(sink.self, WEV_ABSENT, one->text);
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
        const wev_text key = wev_text_as(open_path(&stack, sink, copies[i].target->path), WEV_CLEAN);
        if (copies[i].digits_len > 0)
            sink.ops->number(sink.self, key, (wev_str){copies[i].digits, copies[i].digits_len});
        else
            sink.ops->text(sink.self, key, copies[i].text);
    }
    close_to(&stack, sink, 0);
    put_related_list(sink, copies, count, TX("ip"), SV(""), SV(".ip"), &related);
    put_related_list(sink, copies, count, TX("user"), SV("user."), SV(".name"), &related);
    if (related)
        sink.ops->close(sink.self);
}
