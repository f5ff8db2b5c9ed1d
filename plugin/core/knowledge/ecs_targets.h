/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The ECS fields that event data may be copied to, with what ECS demands of their values. Rows of one object stand
 * together, so that output in table order opens each object once.
 */
#ifndef WEV_KNOWLEDGE_ECS_TARGETS_H
#define WEV_KNOWLEDGE_ECS_TARGETS_H

#include "base/text.h"

typedef enum wev_ecs_kind {
    WEV_ECS_KEYWORD,  /* text; `-`, empty text and the null SID are no value */
    WEV_ECS_IP,       /* an IPv4 or IPv6 address and nothing else */
    WEV_ECS_PORT,     /* 1 to 65535 */
    WEV_ECS_NUMBER,   /* decimal or hexadecimal, as a JSON number */
    WEV_ECS_BASENAME, /* the last part of a path */
    WEV_ECS_ACCOUNT,  /* of `DOMAIN\name` the name; other text as it is */
    WEV_ECS_DOMAIN,   /* of `DOMAIN\name` the domain; other text as it is, unless it is copied to an ACCOUNT too */
    WEV_ECS_LISTED    /* of `SHA1=...,SHA256=...` the value whose name the target ends in */
} wev_ecs_kind;

/* The list of ECS's `related` in which the value stands again. */
typedef enum wev_ecs_related { WEV_RELATED_NONE, WEV_RELATED_IP, WEV_RELATED_USER } wev_ecs_related;

enum { WEV_ECS_DEPTH = 3 };

typedef struct wev_ecs_target {
    wev_str path;                 /* "user.target.name" */
    wev_text part[WEV_ECS_DEPTH]; /* "user", "target", "name"; `depth` of them */
    uint8_t depth;
    uint8_t kind;    /* wev_ecs_kind */
    uint8_t related; /* wev_ecs_related */
} wev_ecs_target;

extern const wev_ecs_target wev_ecs_targets[];
extern const unsigned wev_ecs_target_count;

#endif
