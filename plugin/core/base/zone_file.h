/* SPDX-License-Identifier: Apache-2.0 */
/* Time zones by name, out of the system's time zone database. */
#ifndef WEV_BASE_ZONE_FILE_H
#define WEV_BASE_ZONE_FILE_H

#include "base/zone.h"

/*
 * An offset (`UTC`, `+03:00`) or the name of a place (`Europe/Berlin`). *memory is what the zone's rules lie in: the
 * caller frees it, after the last use of the zone; NULL for an offset. False, with both empty, if there is no such
 * zone.
 */
bool wev_zone_named(const char *name, wev_zone *zone, char **memory);

#endif
