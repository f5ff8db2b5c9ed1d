/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One rulebase file, parsed by json-c and checked against its keys. Faults name file and line; json-c keeps no lines,
 * so those of the entries (the objects in the arrays `events` and `codes`) and of the root's keys are found by a scan
 * (jscan.h). json-c takes ten times the room of the file, so a file is read when it is its turn, and its entries are
 * forgotten behind it.
 */
#ifndef WEV_KNOWLEDGE_JFILE_H
#define WEV_KNOWLEDGE_JFILE_H

#include "base/arena.h"
#include "base/text.h"
#include "knowledge/jscan.h"

#include <json-c/json.h>

typedef struct wev_jfile {
    struct json_object *root; /* NULL: not read yet */
    char *path;               /* as faults show it */
    unsigned *entry_line;     /* of the objects inside the file's arrays, in their order */
    size_t entry_count;
    wev_jhead head[WEV_JHEAD_ROOM]; /* where the root's keys stand */
    size_t head_count;
    bool site;     /* of the user's own folder */
    char lang[16]; /* of a text file: its folder's name */
    struct wev_jfile *next;
} wev_jfile;

/* A key that an object may have. */
typedef struct wev_jkey {
    const char *name;
    enum json_type type;
    bool required;
    enum json_type other; /* a second type that it may have; json_type_null: none */
} wev_jkey;

typedef struct wev_jkeys {
    const wev_jkey *key;
    size_t count;
} wev_jkeys;

#define WEV_JKEYS(table) ((wev_jkeys){(table), sizeof(table) / sizeof *(table)})

/* Fills *why and gives false. Line 0: the file as a whole. */
bool wev_bad(wev_fault *why, const wev_jfile *file, unsigned line, const char *what, const char *detail);

/* The same with a view as detail. */
bool wev_bad_text(wev_fault *why, const wev_jfile *file, unsigned line, const char *what, wev_str detail);

/* As wev_bad, at the line of that key of the root; of the file as a whole if it has none of that name. */
bool wev_bad_head(wev_fault *why, const wev_jfile *file, const char *key, const char *what, const char *detail);

/* The line of that key of the root; 0: there is none. */
unsigned wev_jfile_line(const wev_jfile *file, const char *key);

/* A file that is not read yet; NULL without memory. */
wev_jfile *wev_jfile_new(const char *path);
void wev_jfile_free(wev_jfile *file);

/* Reads and parses it; false with *why. */
bool wev_jfile_read(wev_jfile *file, wev_fault *why);

/* Gives back the memory of its arrays `events` and `codes`. The head stays, and what was got from it. */
void wev_jfile_forget(wev_jfile *file);

/* Has `object` the keys that it must have, each of its type, and no other? Line 0: it is the root, whose keys have
 * lines. */
bool wev_jfile_check(const wev_jfile *file, unsigned line, struct json_object *object, wev_jkeys keys, wev_fault *why);

/* The member of that name, or NULL. */
struct json_object *wev_jget(struct json_object *object, const char *name);

/* The string of a member as a view of json-c's memory; absent if there is none. */
wev_str wev_jstr(struct json_object *object, const char *name);

/* Length of an array member; 0 if there is none. */
size_t wev_jlen(struct json_object *object, const char *name);

#endif
