/* SPDX-License-Identifier: Apache-2.0 */
/* What is attached to a message: the values to route by, and the document as text, as a tree, or both. */
#ifndef WEV_RSYSLOG_CONTAINER_H
#define WEV_RSYSLOG_CONTAINER_H

#include "rsyslog/sink_fjson.h"
#include "wev.h"

/*
 * One libfastjson object; `json` absent and `doc` NULL: left out. `doc` is gone then, whatever happens. NULL without
 * memory.
 */
struct fjson_object *wev_container(wev_buf *scratch, const wev_summary *summary, wev_str json,
                                   struct fjson_object *doc);

#endif
