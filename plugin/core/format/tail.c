/* SPDX-License-Identifier: Apache-2.0 */
#include "format/tail.h"

static bool ends(wev_str text, wev_str with) {
    return text.len >= with.len && wev_same_bytes(text.ptr + text.len - with.len, with.ptr, with.len);
}

/*
 * Does a JSON object begin that is no value of another one? Then a whole one is there, of another kind or behind what
 * nobody knows. Inside a text a quote has a backslash, or ends it: `"a":"{","b"`.
 */
static bool has_object(wev_str text) {
    static const wev_str begins = SV_INIT("{\"");
    for (size_t at; (at = wev_str_find(text, begins)) != SIZE_MAX; text = wev_str_skip(text, at + begins.len)) {
        const wev_str key = wev_str_skip(text, at + begins.len);
        const bool ends_text = key.len > 0 && (key.ptr[0] == ',' || key.ptr[0] == '}');
        if (!ends_text && (at == 0 || memchr(":,[", text.ptr[at - 1], 3) == NULL))
            return true;
    }
    return false;
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
            return !has_object(text);
    return false;
}
