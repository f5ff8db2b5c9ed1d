/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding `label: value` in prose: for events whose sender gives no field names. A label begins a line or follows a
 * separator, and ends at a colon or an equals sign; case and blanks do not count. Its value goes to the end of the
 * line or to the next known label.
 */
#ifndef WEV_KNOWLEDGE_LABELS_H
#define WEV_KNOWLEDGE_LABELS_H

#include "base/arena.h"
#include "knowledge/rulebase.h"

enum { WEV_LABEL_ROOM = 96 }; /* bytes of the longest normalised label */

/* Small letters (ASCII, Cyrillic), no blanks. Gives the length, or 0 if it does not fit WEV_LABEL_ROOM. */
size_t wev_label_normalise(wev_str label, char *to);

/* Fills value[field] for each field of the pack that is found and still absent. Linear in the text. */
void wev_labels_search(const wev_labels *labels, wev_str text, wev_str *value);

#endif
