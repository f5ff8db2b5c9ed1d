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
 * The value in the form that the kind of `target` demands; `of_account` as in wev_copy. What is taken out of it lies in
 * `value` itself or in the arena. False: it is none for this field, as `-`, or memory is short.
 */
bool wev_ecs_convert(wev_ecs_value *out, wev_arena *arena, const wev_ecs_target *target, bool of_account, wev_text value);

#endif
