/* SPDX-License-Identifier: Apache-2.0 */
#include "format/tail.h"

static bool ends(wev_str text, wev_str with) {
    return text.len >= with.len && wev_same_bytes(text.ptr + text.len - with.len, with.ptr, with.len);
}

bool wev_is_tail(wev_str text) {
    /* NXLog ends each event with these (nxlog-ce, to_json over im_msvistalog). */
    static const wev_str keys[] = {SV_INIT("\"SourceModuleType\":\""), SV_INIT("\"EventReceivedTime\":\"")};
    enum { REACH = 160 };
    text.len = wev_without_blanks_behind(text);
    if (ends(text, SV("</Event>")) || ends(text, SV("</Events>")))
        return wev_str_find(text, SV("<Event")) == SIZE_MAX; /* else it is a whole one, but of another kind */
    if (!ends(text, SV("\"}")))
        return false;
    const wev_str last = wev_str_skip(text, text.len > REACH ? text.len - REACH : 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (wev_str_find(last, keys[i]) != SIZE_MAX)
            return true;
    return false;
}
