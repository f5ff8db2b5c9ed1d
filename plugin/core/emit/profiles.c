/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/emit.h"

/* In the order of wev_profile. */
const wev_profile_row wev_profiles[] = {
    {SV_INIT("native"), wev_emit_native},
    {SV_INIT("ecs"), wev_emit_ecs},
};
const size_t wev_profile_count = sizeof wev_profiles / sizeof *wev_profiles;
