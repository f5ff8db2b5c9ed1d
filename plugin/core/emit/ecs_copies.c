/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/ecs_copies.h"

#include "emit/ecs_values.h"
#include "knowledge/ecs_targets.h"

/* With lists of addresses, of which what finds no room is left out. */
enum { MAX_COPIES = 64 };

/* A copy that has a value. */
typedef struct copy {
    const wev_ecs_target *target;
    wev_ecs_value value;
} copy;

/* Is the value of another field the one that this copy is for? */
static bool is_for(const wev_event *event, const wev_copy *row) {
    if (row->by.ptr == NULL)
        return true;
    const wev_field *const by = wev_fields_find_near(&event->data, row->by, row->by_place);
    return by != NULL && !by->cut && by->value.ptr != NULL &&
           wev_str_same(wev_str_trim(wev_text_plain(event->arena, by->value)), row->value);
}

/* The symbol of the code that stands in this field. */
static bool name_code(wev_ecs_value *out, const wev_meaning *meaning, wev_str field) {
    out->digits_len = 0;
    for (uint32_t i = 0; i < meaning->code_count; i++) {
        const wev_found_code *const found = meaning->code + i;
        if (found->code != NULL && found->code->symbol.ptr != NULL && wev_str_same(wev_text_raw(found->field), field)) {
            out->text = found->code->symbol;
            return true;
        }
    }
    return false;
}

/* The copies of one field behind the `count` that are there; how many there are then. */
static size_t add(const wev_document *document, const wev_copy *row, wev_text value, copy *copies, size_t count) {
    const wev_ecs_target *const target = wev_ecs_targets + row->target;
    wev_arena *const arena = document->event->arena;
    if (target->kind == WEV_ECS_IP_LIST) {
        wev_str list = wev_text_plain(arena, value);
        for (; count < MAX_COPIES && wev_ecs_next_ip(&copies[count].value, &list); count++)
            copies[count].target = target;
        return count;
    }
    copies[count].target = target;
    return count + (target->kind == WEV_ECS_CODE_NAME
                        ? name_code(&copies[count].value, document->meaning, row->field)
                        : wev_ecs_convert(&copies[count].value, arena, target, row->of_account, value));
}

/* A sender that leaves out empty fields moves those behind them: as many places as the field that was found last. */
static const wev_field *find_field(const wev_fields *data, const wev_copy *row, uint32_t *moved) {
    const wev_field *const field = wev_fields_find_near(data, row->field, row->place - *moved);
    if (field != NULL)
        *moved = row->place - (uint32_t)(field - data->item);
    return field;
}

/* What the rows [from, to) of the entry give. */
static size_t collect(const wev_document *document, uint32_t from, uint32_t to, copy *copies) {
    uint32_t moved = 0;
    size_t count = 0;
    for (uint32_t i = from; i < to && count < MAX_COPIES; i++) {
        const wev_copy *const row = document->meaning->entry->copy + i;
        const wev_field *const field = find_field(&document->event->data, row, &moved);
        if (field != NULL && !field->cut && field->value.ptr != NULL && is_for(document->event, row))
            count = add(document, row, field->value, copies, count);
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
            wev_str_equal(wev_text_raw(copies[i].value.text), wev_text_raw(copies[at].value.text)))
            return true;
    return false;
}

/* The lists of related, in the order of their names. */
static const struct {
    wev_ecs_related kind;
    wev_text key;
} related_lists[] = {
    {WEV_RELATED_HASH, TX_INIT("hash")},
    {WEV_RELATED_HOSTS, TX_INIT("hosts")},
    {WEV_RELATED_IP, TX_INIT("ip")},
    {WEV_RELATED_USER, TX_INIT("user")},
};

/* The values of one kind, each once. */
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
        sink.ops->text(sink.self, WEV_ABSENT, copies[i].value.text);
    }
    if (open)
        sink.ops->close(sink.self);
}

/* The object `related`, if any of the values belongs into one of its lists. */
static void put_related(wev_sink sink, const copy *copies, size_t count) {
    unsigned kinds = 0;
    bool open = false;
    for (size_t i = 0; i < count; i++)
        kinds |= 1U << copies[i].target->related;
    for (size_t i = 0; i < sizeof related_lists / sizeof *related_lists; i++)
        if ((kinds & 1U << related_lists[i].kind) != 0)
            put_related_list(sink, copies, count, related_lists[i].key, related_lists[i].kind, &open);
    if (open)
        sink.ops->close(sink.self);
}

/* The copies as objects; those of one list stand one behind the other. */
static void put(wev_sink sink, const copy *copies, size_t count) {
    path_stack stack = {.depth = 0};
    for (size_t i = 0; i < count; i++) {
        const wev_ecs_target *const target = copies[i].target;
        const wev_text key = open_path(&stack, sink, target);
        const wev_ecs_value *const value = &copies[i].value;
        if (target->kind == WEV_ECS_IP_LIST) {
            sink.ops->open_array(sink.self, key);
            sink.ops->text(sink.self, WEV_ABSENT, value->text);
            for (; i + 1 < count && copies[i + 1].target == target; i++)
                sink.ops->text(sink.self, WEV_ABSENT, copies[i + 1].value.text);
            sink.ops->close(sink.self);
        } else if (value->digits_len > 0) {
            sink.ops->number(sink.self, key, (wev_str){value->digits, value->digits_len});
        } else {
            sink.ops->text(sink.self, key, value->text);
        }
    }
    close_to(&stack, sink, 0);
}

void wev_put_winlog_copies(const wev_document *document, wev_sink sink) {
    const wev_entry *const entry = document->meaning->entry;
    copy copies[MAX_COPIES];
    if (entry == NULL || entry->winlog_count == 0)
        return;
    put(sink, copies, collect(document, entry->copy_count - entry->winlog_count, entry->copy_count, copies));
}

void wev_put_ecs_copies(const wev_document *document, wev_sink sink) {
    const wev_entry *const entry = document->meaning->entry;
    copy copies[MAX_COPIES];
    if (entry == NULL || entry->copy_count == entry->winlog_count)
        return;
    const size_t count = collect(document, 0, entry->copy_count - entry->winlog_count, copies);
    put(sink, copies, count);
    put_related(sink, copies, count);
}
