/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How Windows words an event in its rendered text: headings and labels with values behind them. Senders that hand on
 * nothing but that text (Snare, evtsys, BSD syslog) get their data back from it, under the names that EventData has.
 */
#ifndef WEV_KNOWLEDGE_WORDING_H
#define WEV_KNOWLEDGE_WORDING_H

#include "knowledge/rulebase.h"

/*
 * Adds to event->data what the rendered text says, where the event brought no data and the rulebase knows its wording;
 * finds the id by the first sentence where the event brought none. What was found so is marked (event->data_from_text,
 * id_from_text). Each value is a view of the text. False only without memory.
 */
bool wev_wording_read(const wev_rulebase *rulebase, wev_event *event);

/*
 * Gives data that came without names (Fluent Bit's StringInserts, unnamed Data) those that the rulebase has for this
 * version of the event, if it has just as many; marked as event->names_from_rulebase. False only without memory.
 */
bool wev_name_data(const wev_rulebase *rulebase, wev_event *event);

#endif
