/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ip.h"

static bool is_ipv4(wev_str text) {
    unsigned parts = 0;
    while (parts < 4) {
        unsigned value = 0;
        size_t n = 0;
        while (n < text.len && n < 3 && wev_is_digit(text.ptr[n]))
            value = value * 10 + (unsigned)(text.ptr[n++] - '0');
        if (n == 0 || value > 255 || (n > 1 && text.ptr[0] == '0'))
            return false;
        text = wev_str_skip(text, n);
        if (++parts == 4)
            break;
        if (text.len == 0 || text.ptr[0] != '.')
            return false;
        text = wev_str_skip(text, 1);
    }
    return text.len == 0;
}

static bool is_hex_group(wev_str text) {
    if (text.len == 0 || text.len > 4)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (wev_hex_digit(text.ptr[i]) < 0)
            return false;
    return true;
}

/* Eight groups, or fewer with one `::`; the last two may be an IPv4 address. */
static bool is_ipv6(wev_str text) {
    unsigned groups = 0;
    bool gap = false;
    if (text.len < 2 || (text.ptr[0] == ':' && text.ptr[1] != ':'))
        return false;
    if (text.ptr[0] == ':') {
        gap = true;
        text = wev_str_skip(text, 2);
    }
    while (text.len > 0) {
        size_t n = 0;
        while (n < text.len && text.ptr[n] != ':')
            n++;
        const wev_str group = {text.ptr, n};
        if (n == text.len && is_ipv4(group)) {
            groups += 2;
            break;
        }
        if (!is_hex_group(group) || ++groups > 8)
            return false;
        text = wev_str_skip(text, n);
        if (text.len == 0)
            break;
        text = wev_str_skip(text, 1);
        if (text.len == 0)
            return false;
        if (text.ptr[0] == ':') {
            if (gap)
                return false;
            gap = true;
            text = wev_str_skip(text, 1);
        }
    }
    return gap ? groups < 8 : groups == 8;
}

bool wev_ip_parse(wev_str text, wev_str *address) {
    if (text.len > 7 && wev_str_same((wev_str){text.ptr, 7}, SV("::ffff:")) && is_ipv4(wev_str_skip(text, 7))) {
        *address = wev_str_skip(text, 7);
        return true;
    }
    *address = text;
    return is_ipv4(text) || is_ipv6(text);
}
