/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a message with a syslog header: all that is handed out lies in the message, the payload at its end. */
#include "fuzz.h"

#include "format/envelope.h"

FUZZ_TARGET(envelope) {
    const wev_str text = {(const char *)data, size};
    const wev_envelope envelope = wev_envelope_open(text);
    fuzz_expect_inside(envelope.payload, text, "the payload lies outside");
    fuzz_expect_inside(envelope.timestamp, text, "the timestamp lies outside");
    fuzz_expect_inside(envelope.host, text, "the host lies outside");
    fuzz_expect_inside(envelope.app, text, "the app lies outside");
    fuzz_expect_inside(envelope.structured_data, text, "the structured data lie outside");
    fuzz_expect(size == 0 || envelope.payload.ptr + envelope.payload.len == text.ptr + text.len,
                "the payload ends before the message");
    fuzz_expect(envelope.priority >= -1 && envelope.priority <= 191, "a priority that does not exist");
    fuzz_expect(envelope.host.ptr == NULL || envelope.host.len > 0, "an empty host");
    return 0;
}
