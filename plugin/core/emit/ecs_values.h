/* SPDX-License-Identifier: Apache-2.0 */
/* A value of event data as ECS wants it under one of its names. */
#ifndef WEV_EMIT_ECS_VALUES_H
#define WEV_EMIT_ECS_VALUES_H

#include "base/arena.h"
#include "base/num.h"
#include "knowledge/ecs_targets.h"

typedef struct wev_ecs_value {
    wev_text text;
    char digits[WEV_NUM_ROOM];
    size_t digits_len; /* 0: text */
} wev_ecs_value;

/*
 * One value in the form that the kind of `target` demands; `of_account` as in wev_copy. What is taken out of it lies in
 * `value` itself or in the arena. False: it is none for this field, as `-`, or memory is short, or
 * the kind is one that a single value does not make (WEV_ECS_IP_LIST, WEV_ECS_CODE_NAME).
 */
bool wev_ecs_convert(wev_ecs_value *out, wev_arena *arena, const wev_ecs_target *target, bool of_account,
                     wev_text value);

/* The next address of a list with semicolons between (WEV_ECS_IP_LIST), which is taken off it; false: there is no more.
 */
bool wev_ecs_next_ip(wev_ecs_value *out, wev_str *list);

#endif
