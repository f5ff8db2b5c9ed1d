/* SPDX-License-Identifier: Apache-2.0 */
/* Values that no document is to show, since they say nothing: framing, and masks that went through a double and are put
 * right. */
#include "kept.h"

#include <string.h>

static bool is(const char *text, size_t len, const char *what) {
    return text != NULL && len == strlen(what) && memcmp(text, what, len) == 0;
}

static bool begins(const char *text, size_t len, const char *what) {
    return text != NULL && len >= strlen(what) && memcmp(text, what, strlen(what)) == 0;
}

bool kept_is_framing(const char *key, size_t key_len, const char *text, size_t len) {
    static const char *const masks[] = {"Keywords", "keywords", "_Keywords"};
    static const struct {
        const char *key, *value;
    } framing[] = {
        {"version", "1."},
        {"Type", "Data"},
        {"user", "N\\A"}, /* nobody, by the rsyslog Windows Agent */
        /* Elements of the event's XML, which MiNiFi's "Raw" has as values. */
        {"name", "Event"},
        {"name", "System"},
        {"name", "Provider"},
        {"name", "EventID"},
        {"name", "Version"},
        {"name", "Level"},
        {"name", "Task"},
        {"name", "Opcode"},
        {"name", "Keywords"},
        {"name", "Keyword"},
        {"name", "TimeCreated"},
        {"name", "EventRecordID"},
        {"name", "Correlation"},
        {"name", "Execution"},
        {"name", "Channel"},
        {"name", "Computer"},
        {"name", "Security"},
        {"name", "EventData"},
        {"name", "UserData"},
        {"name", "Data"},
        {"name", "RenderingInfo"},
        {"name", "Message"},
    };
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++)
        if (is(key, key_len, masks[i]))
            return true;
    for (size_t i = 0; i < sizeof framing / sizeof *framing; i++)
        if (is(key, key_len, framing[i].key) &&
            (is(text, len, framing[i].value) || (i == 0 && len == 3 && begins(text, len, framing[i].value))))
            return true;
    return begins(key, key_len, "xmlns") || begins(key, key_len, "@xmlns");
}
