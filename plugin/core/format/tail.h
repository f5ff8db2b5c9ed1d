/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The end of an event whose beginning came in a message of its own: rsyslog cuts what is longer than maxMessageSize in
 * pieces (imtcp, 8 kB by default). Such a piece is no event, but no foreign log either.
 */
#ifndef WEV_FORMAT_TAIL_H
#define WEV_FORMAT_TAIL_H

#include "base/str.h"

/* Does the text, which no format took, end as only the JSON of NXLog or the XML of an event does? */
bool wev_is_tail(wev_str text);

#endif
