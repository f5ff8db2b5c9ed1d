/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WEV_CHECK_EVENTS_H
#define WEV_CHECK_EVENTS_H

#include "facts.h"

#include "knowledge/rulebase.h"

/* What the rulebase says where it says nothing. */
#define FACT_NOTHING "nothing"

/* All tables of events, and the stages of the certificate pipeline; a line of TAP each. */
void fact_check_events(const wev_rulebase *rulebase);

#endif
