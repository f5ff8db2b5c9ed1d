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

size_t wev_str_find(wev_str text, wev_str what) {
    const char *at = text.ptr, *const end = text.ptr + text.len;
    while ((size_t)(end - at) >= what.len &&
           (at = memchr(at, what.ptr[0], (size_t)(end - at) - what.len + 1)) != NULL) {
        if (wev_same_bytes(at, what.ptr, what.len))
            return (size_t)(at - text.ptr);
        at++;
    }
    return SIZE_MAX;
}

bool wev_str_split(wev_str *text, wev_str separator, wev_str *word) {
    const size_t at = wev_str_find(*text, separator);
    const bool found = at != SIZE_MAX;
    *word = (wev_str){text->ptr, found ? at : text->len};
    *text = wev_str_skip(*text, found ? at + separator.len : text->len);
    return found;
}

size_t wev_without_blanks_behind(wev_str text) {
    size_t n = text.len;
    for (;;) {
        if (n > 0 && wev_is_blank(text.ptr[n - 1])) {
            n--;
        } else if (n >= WEV_BLANK_ESCAPE && wev_is_blank_escape(text.ptr + n - WEV_BLANK_ESCAPE)) {
            n -= WEV_BLANK_ESCAPE;
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
