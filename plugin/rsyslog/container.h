/* SPDX-License-Identifier: Apache-2.0 */
/* What is attached to a message: the values to route by, and the document as text, as a tree, or both. */
#ifndef WEV_RSYSLOG_CONTAINER_H
#define WEV_RSYSLOG_CONTAINER_H

#include "rsyslog/sink_fjson.h"
#include "wev.h"

/*
 * One libfastjson object; `json` absent and `doc` NULL: left out. `doc` is gone then, whatever happens. NULL without
 * memory, and for a `json` that is longer than libfastjson can hold.
 */
struct fjson_object *wev_container(wev_buf *scratch, const wev_summary *summary, wev_str json,
                                   struct fjson_object *doc);

/*
 * Adds the containers of the further events of the message, an array, to that of its first event, `whole`. False
 * without memory; `whole` is to be freed then. The array is gone in any case.
 */
bool wev_container_more(struct fjson_object *whole, struct fjson_object *more);

#endif
