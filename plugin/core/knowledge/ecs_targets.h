/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The ECS fields that event data may be copied to, with what ECS demands of their values. Rows of one object stand
 * together, so that output in table order opens each object once; those inside `winlog` stand behind all others.
 */
#ifndef WEV_KNOWLEDGE_ECS_TARGETS_H
#define WEV_KNOWLEDGE_ECS_TARGETS_H

#include "base/text.h"

typedef enum wev_ecs_kind {
    WEV_ECS_KEYWORD,        /* text; `-`, empty text, the null SID and the nil GUID are no value */
    WEV_ECS_IP,             /* an IPv4 or IPv6 address; of `10.0.0.1:80` and `[2001:db8::1]:80` the address */
    WEV_ECS_PORT,           /* 1 to 65535; of `10.0.0.1:80` the port */
    WEV_ECS_NUMBER,         /* decimal or hexadecimal, as a JSON number */
    WEV_ECS_BASENAME,       /* the last part of a path */
    WEV_ECS_FILE_PATH,      /* a path; of Defender's `file:_C:\a;regkey:_HKLM\b` the first file, if there is one */
    WEV_ECS_FILE_NAME,      /* the last part of that path */
    WEV_ECS_FILE_DIRECTORY, /* what stands before it; of `C:\a` it is `C:\` */
    WEV_ECS_FILE_EXTENSION, /* what stands behind its last dot, of `a.exe:stream` `exe`; never with a blank */
    WEV_ECS_ACCOUNT,        /* of `DOMAIN\name` and `name@REALM` the name; other text as it is */
    WEV_ECS_DOMAIN,  /* of `DOMAIN\name` the domain; other text as it is, unless it is copied to an ACCOUNT too: then of
                        `name@REALM` the realm */
    WEV_ECS_LISTED,  /* of `SHA1=...,SHA256=...` the value whose name the target ends in, or all of a value that is such
                        a  hash; in small letters, and never zeros only */
    WEV_ECS_IP_LIST, /* the addresses among what stands between semicolons: a list, and only if there is one */
    WEV_ECS_DIRECTION, /* `egress` or `ingress` of Sysmon's Initiated, `%%14592` and `%%14593`, or their English words
                        */
    WEV_ECS_SESSION,   /* the id of a logon session; 0x0 is none */
    WEV_ECS_CODE_NAME  /* the symbol of the code that was found in the field; a code without a symbol is no value */
} wev_ecs_kind;

/* The list of ECS's `related` in which the value stands again. */
typedef enum wev_ecs_related {
    WEV_RELATED_NONE,
    WEV_RELATED_HASH,
    WEV_RELATED_HOSTS,
    WEV_RELATED_IP,
    WEV_RELATED_USER
} wev_ecs_related;

enum { WEV_ECS_DEPTH = 4 };

typedef struct wev_ecs_target {
    wev_str path;                 /* "user.target.name" */
    wev_text part[WEV_ECS_DEPTH]; /* "user", "target", "name"; `depth` of them; without "winlog" */
    uint8_t depth;
    uint8_t kind;    /* wev_ecs_kind */
    uint8_t related; /* wev_ecs_related */
    bool in_winlog;  /* a member of winlogbeat's `winlog`, no field of ECS; these rows are the last */
} wev_ecs_target;

extern const wev_ecs_target wev_ecs_targets[];
extern const unsigned wev_ecs_target_count;

#endif
