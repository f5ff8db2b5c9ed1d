/* SPDX-License-Identifier: Apache-2.0 */
/* What the two halves of the event XML format share: System and RenderingInfo, and the event's own data. */
#ifndef WEV_FORMAT_EVENT_XML_H
#define WEV_FORMAT_EVENT_XML_H

#include "format/format.h"
#include "read/xml_read.h"

typedef struct wev_xml_event {
    wev_xml reader;
    wev_event *event;
} wev_xml_event;

/*
 * Reads the event whose XML is `xml`, which begins with `<`, notes how the reading ended and keeps what stands behind
 * it. `offset` is where in the message `xml` stands; with `decoded` it is the inside of a string that stands there, and
 * each fault is told by that. False only without memory.
 */
bool wev_event_xml_read(wev_event *event, wev_str xml, size_t offset, bool decoded);

/*
 * The same for an EventData element alone, for what is inside UserData, and for elements of any name whose texts are
 * unnamed data; all decoded from a string at `offset`.
 */
bool wev_event_xml_read_data(wev_event *event, wev_str xml, size_t offset);
bool wev_event_xml_read_user_data(wev_event *event, wev_str xml, size_t offset);
bool wev_event_xml_read_params(wev_event *event, wev_str xml, size_t offset);

/*
 * The children of Event that hold its data; each is called behind the element's OPEN and returns behind its CLOSE.
 * False only without memory.
 */
bool wev_xml_event_data(wev_xml_event *x);
bool wev_xml_user_data(wev_xml_event *x);
bool wev_xml_error_data(wev_xml_event *x);
bool wev_xml_binary_data(wev_xml_event *x);

/* `Parent_name`, for an attribute that has no place of its own; `name` itself without memory. */
wev_str wev_xml_qualified(wev_event *event, wev_str parent, wev_str name);

bool wev_xml_is_namespace(wev_str attribute);

/*
 * Keeps among `other` what no place of ours has: a value, all attributes of the element just opened that are not read
 * yet, or text that is not blank. False only without memory.
 */
bool wev_xml_keep(wev_xml_event *x, wev_str name, wev_text value, bool cut);
bool wev_xml_keep_attribute(wev_xml_event *x, wev_str element, wev_str attribute, wev_text value);
bool wev_xml_keep_attributes(wev_xml_event *x, wev_str element);
bool wev_xml_keep_text(wev_xml_event *x, wev_str element);

/*
 * The next child of `parent`, whose OPEN or last child was read; its own OPEN is read then. Text on the way is kept.
 * False behind the CLOSE of `parent` or at a fault, and without memory: *good is false then.
 */
bool wev_xml_child(wev_xml_event *x, wev_str parent, bool *good);

/* Notes how the reading ended, and keeps what could not be read or stands behind. False only without memory. */
bool wev_xml_event_end(const wev_xml_event *x, size_t offset);

/* Nothing but blanks? */
bool wev_xml_is_blank(wev_text text);

#endif
