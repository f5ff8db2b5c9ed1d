/* SPDX-License-Identifier: Apache-2.0 */
/* What the two formats of the Snare agent begin with. */
#ifndef WEV_FORMAT_SNARE_H
#define WEV_FORMAT_SNARE_H

#include "base/str.h"

/*
 * The mark `MSWinEventLog` at the start of a line or behind a TAB or blank near it: *rest is what stands behind its
 * TAB, and the result how that is written (wev_tab_of); absent if there is no mark where it must be.
 */
wev_str wev_snare_mark(wev_str line, wev_str *rest);

#endif
