/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/emit.h"

/* In the order of wev_profile. */
const wev_profile_row wev_profiles[] = {
    {SV_INIT("native"), wev_emit_native, wev_emit_native_none},
    {SV_INIT("ecs"), wev_emit_ecs, wev_emit_ecs_none},
};
const size_t wev_profile_count = sizeof wev_profiles / sizeof *wev_profiles;

void wev_emit_document(const wev_profile_row *profile, const wev_document *document, wev_sink sink) {
    sink.ops->open_object(sink.self, WEV_ABSENT);
    (document->event != NULL ? profile->event : profile->no_event)(document, sink);
    sink.ops->close(sink.self);
}
