/* SPDX-License-Identifier: Apache-2.0 */
/* Comparisons that do not fit a header. */
#include "base/str.h"

bool wev_str_same(wev_str a, wev_str b) {
    if (a.len != b.len)
        return false;
    if (wev_same_bytes(a.ptr, b.ptr, a.len))
        return true;
    for (size_t i = 0; i < a.len; i++)
        if (a.ptr[i] != b.ptr[i] && wev_lower(a.ptr[i]) != wev_lower(b.ptr[i]))
            return false;
    return true;
}

size_t wev_without_blanks_behind(wev_str text) {
    size_t n = text.len;
    for (;;) {
        if (n > 0 && wev_is_blank(text.ptr[n - 1])) {
            n--;
        } else if (n >= 4 && text.ptr[n - 4] == '#' && text.ptr[n - 3] == '0' && text.ptr[n - 2] == '1' &&
                   (text.ptr[n - 1] == '1' || text.ptr[n - 1] == '2' || text.ptr[n - 1] == '5')) {
            n -= 4;
        } else {
            return n;
        }
    }
}

wev_str wev_str_trim_blanks(wev_str text) {
    while (text.len > 0 && wev_is_blank(text.ptr[0]))
        text = wev_str_skip(text, 1);
    while (text.len > 0 && wev_is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}
