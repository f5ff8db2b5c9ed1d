/* SPDX-License-Identifier: Apache-2.0 */
/* Event data under the names that ECS has for it: user, source, process, service, group, related. */
#ifndef WEV_EMIT_ECS_COPIES_H
#define WEV_EMIT_ECS_COPIES_H

#include "emit/emit.h"

/* What the entry's `copy` sets name; values that ECS would refuse, as `-` for an address, are left out. */
void wev_put_ecs_copies(const wev_document *document, wev_sink sink);

/* Those of them that are members of `winlog`, as winlog.logon.id. That object is open. */
void wev_put_winlog_copies(const wev_document *document, wev_sink sink);

#endif
