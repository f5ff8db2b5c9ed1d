/* SPDX-License-Identifier: Apache-2.0 */
/* The field names of NXLog's Windows inputs, which all of its serialisers share. */
#ifndef WEV_FORMAT_NXLOG_H
#define WEV_FORMAT_NXLOG_H

#include "format/format.h"
#include "format/target.h"

/* Where each key goes; keys that are not NXLog's are data. */
extern const wev_target wev_nxlog_targets[WEV_KEY_COUNT];

/* The wev_key of a name, as a wev_name_finder: what wev_nxlog_take takes. */
unsigned wev_nxlog_name(const wev_key_table *keys, wev_text name);

/* NXLog CE 2.8 writes the account's name into UserID (a bug of that release); only a SID is one. */
bool wev_nxlog_take_user(wev_event *event, wev_text name, wev_text value, bool cut);

/* One field of an NXLog event: System, what the agent adds, or data. False only without memory. */
static inline bool wev_nxlog_take(wev_event *event, wev_key known, wev_text name, wev_text value, wev_field_kind kind,
                                  bool cut) {
    if (known == WEV_KEY_UserID && kind == WEV_FIELD_TEXT)
        return wev_nxlog_take_user(event, name, value, cut);
    return wev_target_put(event, wev_nxlog_targets[known], name, value, kind, cut);
}

/*
 * Once all fields are taken: Sysmon's ProcessId, which NXLog CE loses, from the message, and references that it left in
 * data decoded where the message shows the value without them. `payload` is all that was sent. False only without
 * memory.
 */
bool wev_nxlog_restore(wev_event *event, wev_str payload);

#endif
