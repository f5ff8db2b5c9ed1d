/* SPDX-License-Identifier: Apache-2.0 */
/* Several events in one message: a JSON list, an <Events> element, or one behind the other. */
#ifndef WEV_FORMAT_SEVERAL_H
#define WEV_FORMAT_SEVERAL_H

#include "base/str.h"

/* The payload from its first event on, if it is a list of JSON objects or an <Events> element; absent if it is neither.
 */
wev_str wev_several_first(wev_str payload);

/* What stands behind an event from the next event on; absent if none begins there. */
wev_str wev_several_next(wev_str rest);

/* Is what stands behind the last event nothing but the end of the list? */
bool wev_several_closed(wev_str rest);

#endif
