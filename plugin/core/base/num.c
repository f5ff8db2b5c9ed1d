/* SPDX-License-Identifier: Apache-2.0 */
#include "base/num.h"

bool wev_num_u64(wev_str text, uint64_t *out) {
    uint64_t value = 0;
    if (text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!wev_is_digit(text.ptr[i]))
            return false;
        const unsigned digit = (unsigned)(text.ptr[i] - '0');
        if (i >= 19 && value > (UINT64_MAX - digit) / 10) /* 19 digits always fit */
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

bool wev_num_i64(wev_str text, int64_t *out) {
    const bool negative = text.len > 0 && text.ptr[0] == '-';
    uint64_t value = 0;
    if (!wev_num_u64(negative ? wev_str_skip(text, 1) : text, &value))
        return false;
    if (value > (uint64_t)INT64_MAX + (negative ? 1 : 0))
        return false;
    *out = negative ? (int64_t)(0 - value) : (int64_t)value;
    return true;
}

static bool hex(wev_str text, uint64_t *out) {
    uint64_t value = 0;
    if (text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        const int digit = wev_hex_digit(text.ptr[i]);
        if (digit < 0 || value >> 60 != 0)
            return false;
        value = value << 4 | (unsigned)digit;
    }
    *out = value;
    return true;
}

bool wev_num_code(wev_str text, unsigned width, uint64_t *out, wev_num_form *form) {
    const uint64_t top = width == 32 ? UINT32_MAX : UINT64_MAX;
    uint64_t value = 0;
    int64_t negative = 0;

    if (text.len > 2 && text.ptr[0] == '0' && wev_lower(text.ptr[1]) == 'x') {
        *form = WEV_NUM_HEX;
        if (!hex(wev_str_skip(text, 2), &value))
            return false;
    } else if (text.len > 1 && text.ptr[0] == '-') {
        *form = WEV_NUM_SIGNED;
        if (!wev_num_i64(text, &negative) || (width == 32 && negative < INT32_MIN))
            return false;
        value = (uint64_t)negative & top;
    } else {
        *form = WEV_NUM_DECIMAL;
        if (!wev_num_u64(text, &value))
            return false;
    }
    /* A 32-bit code that was sign-extended on its way is still that code. */
    if (width == 32 && *form == WEV_NUM_HEX && value >> 31 == UINT64_C(0x1FFFFFFFF))
        value &= top;
    if (value > top)
        return false;
    *out = value;
    return true;
}

/* 9.214364837600035e18 as 9214364837600035000; only what is a whole number of at most 20 digits. */
static size_t unfold_exponent(char *to, wev_str text) {
    size_t len = 0, after_point = 0;
    bool point = false;
    size_t i = 0;
    for (; i < text.len && wev_lower(text.ptr[i]) != 'e'; i++) {
        if (text.ptr[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!wev_is_digit(text.ptr[i]) || len >= 20)
            return 0;
        to[len++] = text.ptr[i];
        after_point += point;
    }
    wev_str exponent = wev_str_skip(text, i < text.len ? i + 1 : i);
    if (exponent.len > 0 && exponent.ptr[0] == '+')
        exponent = wev_str_skip(exponent, 1);
    uint64_t power = 0;
    if (!wev_num_u64(exponent, &power) || power < after_point || power - after_point > 20 - len)
        return 0;
    for (power -= after_point; power > 0; power--)
        to[len++] = '0';
    return len;
}

/* The double next to `value`: from 2^53 on they are a power of two apart, 2,048 at the top. */
static uint64_t nearest_double(uint64_t value) {
    uint64_t step = 1;
    while (value >> 53 >= step)
        step *= 2;
    return (value + step / 2) & ~(step - 1);
}

/*
 * A double is written with 17 digits at the most and zeros behind them, so it is one where less than one unit of the last
 * digit that is not a zero lies between.
 */
static bool is_rounded(uint64_t value, uint64_t nearest) {
    uint64_t unit = 1;
    while (value % (unit * 10) == 0)
        unit *= 10;
    return (value < nearest ? nearest - value : value - nearest) < unit;
}

bool wev_num_keywords(wev_str text, uint64_t *out) {
    const bool negative = text.len > 0 && text.ptr[0] == '-';
    wev_str digits = negative ? wev_str_skip(text, 1) : text;
    uint64_t value = 0;
    char unfolded[20];
    if (text.len > 2 && text.ptr[0] == '0' && wev_lower(text.ptr[1]) == 'x')
        return hex(wev_str_skip(text, 2), out);
    const bool folded = digits.len > 2 && (memchr(digits.ptr, 'e', digits.len) != NULL ||
                                           memchr(digits.ptr, 'E', digits.len) != NULL);
    if (folded)
        digits = (wev_str){unfolded, unfold_exponent(unfolded, digits)};
    if (!wev_num_u64(digits, &value))
        return false;
    if (value >> 53 != 0 && value < UINT64_MAX - 1023) { /* from there on the nearest double is 2^64: no mask */
        const uint64_t nearest = nearest_double(value);
        if (folded || is_rounded(value, nearest))
            value = nearest;
    }
    if (negative && value > UINT64_C(1) << 63)
        return false;
    *out = negative ? 0 - value : value;
    return true;
}

size_t wev_num_put_u64(char *to, uint64_t value) {
    char digits[WEV_NUM_ROOM];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    memcpy(to, digits + n, sizeof digits - n);
    return sizeof digits - n;
}

size_t wev_num_put_i64(char *to, int64_t value) {
    if (value >= 0)
        return wev_num_put_u64(to, (uint64_t)value);
    *to = '-';
    return 1 + wev_num_put_u64(to + 1, 0 - (uint64_t)value);
}

size_t wev_num_put_hex(char *to, uint64_t value, unsigned digits) {
    static const char hex_digits[] = "0123456789ABCDEF";
    unsigned n = 1;
    while (n < 16 && value >> (4 * n) != 0)
        n++;
    if (n < digits)
        n = digits;
    to[0] = '0';
    to[1] = 'x';
    for (unsigned i = 0; i < n; i++)
        to[2 + i] = hex_digits[value >> (4 * (n - 1 - i)) & 15];
    return 2 + n;
}
