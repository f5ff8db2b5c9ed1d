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

enum { WEV_LABEL_ENDING = 4 }; /* letters of which wev_labels.ending knows how labels end */

/* Five bits of a letter, in which small and capital ones are the same, also those of Cyrillic in UTF-8. */
static inline uint32_t wev_label_letter(char c) {
    return (unsigned char)c < 0xC0 ? (unsigned char)c % 32U : 0;
}

/* The bit for an ending: its letters, the last one lowest. */
static inline uint32_t wev_label_ending_bit(uint32_t ending) {
    return ending * UINT32_C(2654435761) >> 22;
}

/* Does a label end like that? Sometimes true of others. */
static inline bool wev_label_ends(const wev_labels *labels, uint32_t ending) {
    const uint32_t bit = wev_label_ending_bit(ending);
    return (labels->ending[bit / 32] >> bit % 32 & 1) != 0;
}

/* Small letters (ASCII, Cyrillic), no blanks. Gives the length, or 0 if it does not fit WEV_LABEL_ROOM. */
size_t wev_label_normalise(wev_str label, char *to);

/* What was found of a pack's fields. */
typedef struct wev_labelled {
    wev_str *value;  /* by field of the labels; absent: not found */
    uint32_t *field; /* those that were found, in that order: few of many */
    uint32_t count;  /* of `field` */
} wev_labelled;

/* Room for all fields of the labels, nothing found; value is NULL without memory. */
wev_labelled wev_labelled_start(const wev_labels *labels, wev_arena *arena);

/* Adds each field of the pack that is found in the text and was not before. Linear in the text. */
void wev_labels_search(const wev_labels *labels, wev_str text, wev_labelled *found);

#endif
