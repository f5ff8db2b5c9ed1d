/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the members of a JSON object, and of the objects inside it, become an event: for each object a table that says
 * by key where a value goes. A JSON format is a probe and its tables.
 */
#ifndef WEV_FORMAT_JSON_MAP_H
#define WEV_FORMAT_JSON_MAP_H

#include "format/format.h"

typedef enum wev_map_place {
    WEV_MAP_REST,           /* what the table does not speak of: goes where the map's `rest` says */
    WEV_MAP_OTHER,          /* the sender's own: kept under `other` */
    WEV_MAP_DONE,           /* has been read already */
    WEV_MAP_NAMESPACE,      /* of XML: says nothing that the event does not say elsewhere */
    WEV_MAP_SYSTEM,         /* the System field `arg` */
    WEV_MAP_NAME,           /* level, task or opcode: the number `arg`, or its rendered name */
    WEV_MAP_AGAIN,          /* the System field `arg` if nothing else tells it; dropped if it says the same once more */
    WEV_MAP_MESSAGE,        /* the rendered text */
    WEV_MAP_MESSAGE_AGAIN,  /* the rendered text or its beginning, if nothing else tells it */
    WEV_MAP_QUOTED_MESSAGE, /* the rendered text in quotes that are no part of it */
    WEV_MAP_USER,           /* a SID, or the account's name */
    WEV_MAP_KEYWORDS,       /* the mask, or the rendered names */
    WEV_MAP_OUTCOME,        /* success or failure, as a word that no language changes */
    WEV_MAP_DATA_NAME,      /* EventData@Name, or the element inside UserData */
    WEV_MAP_ITEM,           /* one item of EventData, under its key */
    WEV_MAP_UNNAMED,        /* one item of EventData whose key is no name */
    WEV_MAP_DATA,           /* all of EventData */
    WEV_MAP_USER_DATA,      /* all of UserData */
    WEV_MAP_STRINGS,        /* the values of EventData without their names */
    WEV_MAP_ELEMENT,        /* the element of UserData, whose map is `inside[arg]` */
    WEV_MAP_INSIDE          /* an object with a map of its own: `inside[arg]` */
} wev_map_place;

typedef struct wev_map_row {
    uint8_t place; /* wev_map_place */
    uint8_t arg;   /* wev_sys, or an index */
} wev_map_row;

/* For tables. */
#define WEV_MAP(place, arg)                                                                                            \
    { WEV_MAP_##place, (arg) }
#define WEV_MAP_SYS(symbol)                                                                                            \
    { WEV_MAP_SYSTEM, WEV_SYS_##symbol }
#define WEV_MAP_SAME(symbol)                                                                                           \
    { WEV_MAP_AGAIN, WEV_SYS_##symbol }
#define WEV_MAP_NAMED(symbol)                                                                                          \
    { WEV_MAP_NAME, WEV_SYS_##symbol }

typedef struct wev_json_map wev_json_map;
struct wev_json_map {
    wev_str name;     /* in front of a key that is kept under `other`: `name_key` */
    wev_map_row rest; /* for keys that the rows do not speak of */
    wev_map_row text; /* for a value that is no object though this map is for one: EventID as a number */
    bool attributes;  /* an `@` in front of a key is no part of it: an XML attribute that became a member */
    const wev_json_map *const *inside;
    wev_map_row row[WEV_KEY_COUNT];
};

enum { WEV_MAP_AGAINS = 16, WEV_MAP_AHEAD = 24, WEV_MAP_DEPTH = 8 };

typedef struct wev_json_again {
    wev_str parent; /* of the object that it stands in; empty: none */
    wev_text key;
    wev_json_value value;
    wev_map_row row;
} wev_json_again;

/*
 * The first members of a nested object, read before its map reads them, since one of them is wanted first: they are
 * long, and are not looked through twice.
 */
typedef struct wev_json_ahead {
    const char *object; /* its bracket; NULL: nothing was read ahead */
    wev_json reader;    /* behind them */
    unsigned count;
    wev_member member[WEV_MAP_AHEAD];
} wev_json_ahead;

/* One message on its way through maps. */
typedef struct wev_json_walk {
    wev_input *input;
    wev_event *event;
    bool repeats;        /* the event is read already, from XML: members that say it again are dropped */
    bool repeats_data;   /* the same of its data alone */
    bool doubled;        /* a backslash in data is written twice, beside what JSON does (Wazuh) */
    unsigned depth;      /* of objects that are being read */
    const char *done[2]; /* values that were read before the others, for WEV_MAP_DONE */
    size_t base;         /* where in the message the string stands whose inside is read; else 0 */
    wev_key before;      /* the key that was read last, for wev_key_order */
    uint32_t next_item;  /* of the data, behind the one that was said again last */
    wev_json_again again[WEV_MAP_AGAINS];
    unsigned agains;
    wev_json_ahead ahead;
} wev_json_walk;

/* Reads input->json by `map`, notes how the reading ended. False only without memory. */
bool wev_json_map_read(wev_input *input, wev_event *event, const wev_json_map *map);

/* The same in steps, for formats that read something first. */
wev_json_walk wev_json_walk_start(wev_input *input, wev_event *event);
bool wev_json_walk_members(wev_json_walk *w, const wev_json_map *map);
bool wev_json_walk_end(wev_json_walk *w);

/* Marks a value as read. */
void wev_json_done(wev_json_walk *w, const wev_json_value *value);

/* One member by its row (no WEV_MAP_REST); the members of an object that is a value. False only without memory. */
bool wev_json_take(wev_json_walk *w, const wev_json_map *map, wev_map_row row, wev_text key,
                   const wev_json_value *value);
bool wev_json_object(wev_json_walk *w, const wev_json_map *map, const wev_json_value *value);

/*
 * EventData and UserData as the many programs write them that turn the event's XML into JSON: an object of values by
 * name; a list of objects with Name and text (`text`, `#text`, `value`, `Content`), of objects with one member, or of
 * plain values; `Data` inside an object for such a list; XML in a string. False only without memory.
 */
bool wev_json_data(wev_json_walk *w, const wev_json_value *value);
/* The members of an object of EventData, read by `reader`. False only without memory. */
bool wev_json_data_members(wev_json_walk *w, wev_json *reader);
bool wev_json_user_data(wev_json_walk *w, const wev_json_value *value);

/* Keywords: a mask, a name, a list of names, or an object with one of these. False only without memory. */
bool wev_json_keywords(wev_json_walk *w, wev_text key, const wev_json_value *value);

/* One item of data; name absent: unnamed. False only without memory. */
bool wev_json_item(wev_json_walk *w, wev_text name, const wev_json_value *value);

/* The key as it is called there: `parent_key`, so that its name tells where it stood; without a parent itself. */
wev_text wev_json_qualified(wev_json_walk *w, wev_str parent, wev_text key);

/* Keeps a member under `other`, as `map->name_key`. False only without memory. */
bool wev_json_keep(wev_json_walk *w, const wev_json_map *map, wev_text key, const wev_json_value *value);
bool wev_json_keep_in(wev_json_walk *w, wev_str parent, wev_text key, const wev_json_value *value);

/* A member that says an item of data again; if it does not, it is kept. False only without memory. */
bool wev_json_item_again(wev_json_walk *w, wev_text key, const wev_json_value *value);

/* Members that say something else again, once all is read. False only without memory. */
bool wev_json_settle(wev_json_walk *w, const wev_json_again *again);

/*
 * A reader over a nested object or array that a reader has handed over with its text. Unless the message ends inside,
 * the closing bracket is there, and it reads no further; what stands behind in the message may be looked at.
 */
wev_json wev_json_inner(const wev_input *input, const wev_json_value *value);

/* How the reading of a nested object or array ended; what could not be read is kept. False only without memory. */
bool wev_json_inner_end(wev_json_walk *w, const wev_json *reader);

/* The decoded inside of a string, without blanks in front; absent if it is none or there is no memory. */
wev_str wev_json_inside(wev_json_walk *w, const wev_json_value *value);

/* An event's XML in a string: everything that it says. False only without memory. */
bool wev_json_event_xml(wev_json_walk *w, const wev_json_value *value);

static inline bool wev_json_is_nested(const wev_json_value *value) {
    return value->kind >= WEV_JSON_OBJECT;
}

/* Does the string begin with `<Event`, after blanks? For probes. */
bool wev_json_is_event_xml(const wev_member *member);

/*
 * The member of that key, for probes; false if there is none. A nested value has no text then: the reader, which must
 * be lazy, stands in front of it. Of the object `value`, or of the one that the reader stands in front of.
 */
bool wev_json_find_next(const wev_input *input, wev_json *reader, wev_key key, wev_json_value *value);
bool wev_json_find(const wev_input *input, const wev_json_value *object, wev_key key, wev_json_value *value);

/*
 * The same of an object that a map will read, for a key that comes behind long values. Not for more than one object of
 * a message, nor one whose map has attributes.
 */
bool wev_json_find_ahead(wev_json_walk *w, const wev_json_value *object, wev_key key, wev_json_value *value);

/* Is the value of that key a string with exactly that text, without escapes? For probes. */
bool wev_json_says(const wev_input *input, wev_key key, wev_str text);

/* Is the value of that key an object? For probes. */
bool wev_json_has_object(const wev_input *input, wev_key key);

#endif
