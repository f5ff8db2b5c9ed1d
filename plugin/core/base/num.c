/* SPDX-License-Identifier: Apache-2.0 */
#include "base/num.h"

enum { EIGHT_DIGITS = 100000000 };

/* The number that eight decimal digits are; EIGHT_DIGITS if one of them is none. */
static inline uint32_t eight_digits(const char *at) {
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, at, sizeof word);
    word -= ones * '0';
    if (((word | (word + ones * 0x76)) & ones * 0x80) != 0) /* a byte of more than 9, or one that was below '0' */
        return EIGHT_DIGITS;
    word = word * 10 + (word >> 8); /* pairs of digits, then fours, then all, each in the lowest byte of its place */
    word = (word & UINT64_C(0x00FF00FF00FF00FF)) * 100 + (word >> 16 & UINT64_C(0x00FF00FF00FF00FF));
    return (uint32_t)((word & UINT64_C(0x0000FFFF0000FFFF)) * 10000 + (word >> 32 & UINT64_C(0x0000FFFF0000FFFF)));
#else
    uint32_t value = 0;
    for (int i = 0; i < 8; i++) {
        if (!wev_is_digit(at[i]))
            return EIGHT_DIGITS;
        value = value * 10 + (uint32_t)(at[i] - '0');
    }
    return value;
#endif
}

bool wev_num_u64(wev_str text, uint64_t *out) {
    uint64_t value = 0;
    size_t i = 0;
    if (text.len == 0)
        return false;
    for (; text.len - i >= 8; i += 8) {
        const uint32_t digits = eight_digits(text.ptr + i);
        if (digits == EIGHT_DIGITS || (i >= 16 && value > (UINT64_MAX - digits) / EIGHT_DIGITS))
            return false;
        value = value * EIGHT_DIGITS + digits;
    }
    for (; i < text.len; i++) {
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
    if (len == 0 || !wev_num_u64(exponent, &power) || power < after_point || power - after_point > 20 - len)
        return 0;
    for (power -= after_point; power > 0; power--)
        to[len++] = '0';
    return len;
}

/* The double next to `value`, which is 2^53 at least: they are a power of two apart, 2,048 at the top. */
static uint64_t nearest_double(uint64_t value) {
    uint64_t step = UINT64_C(1) << 11;
    while (value >> 53 < step / 2)
        step /= 2;
    return (value + step / 2) & ~(step - 1);
}

/*
 * A double is written with 17 digits at the most and zeros behind them, so it is one where less than one unit of the
 * last digit that is not a zero lies between.
 */
static bool is_rounded(uint64_t value, uint64_t nearest) {
    uint64_t unit = 1;
    while (value % (unit * 10) == 0)
        unit *= 10;
    return (value < nearest ? nearest - value : value - nearest) < unit;
}

static bool read_mask(wev_str text, uint64_t *out) {
    const bool negative = text.len > 0 && text.ptr[0] == '-';
    wev_str digits = negative ? wev_str_skip(text, 1) : text;
    uint64_t value = 0;
    char unfolded[20];
    if (text.len > 2 && text.ptr[0] == '0' && wev_lower(text.ptr[1]) == 'x')
        return hex(wev_str_skip(text, 2), out);
    /* Without 0x: no mask has sixteen decimal digits with an 8 in front, and most have the highest bit. */
    if (text.len == 16 && text.ptr[0] == '8' && hex(text, out))
        return true;
    const bool folded = !wev_num_u64(digits, &value);
    if (folded) {
        digits = (wev_str){unfolded, unfold_exponent(unfolded, digits)};
        if (!wev_num_u64(digits, &value))
            return false;
    }
    if (value >> 53 != 0 && value < UINT64_MAX - 1023) { /* from there on the nearest double is 2^64: no mask */
        const uint64_t nearest = nearest_double(value);
        if (value != nearest && (folded || is_rounded(value, nearest))) /* the standard bits alone are a double */
            value = nearest;
    }
    if (negative && value > UINT64_C(1) << 63)
        return false;
    *out = negative ? 0 - value : value;
    return true;
}

bool wev_num_keywords(wev_str text, uint64_t *out) {
    return read_mask(text, out) && *out != UINT64_MAX;
}

const char wev_num_pairs[201] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";

/* How many digits a number has. */
static inline unsigned digits_of(uint64_t value) {
    unsigned digits = 1;
    for (; value >= 10000; value /= 10000)
        digits += 4;
    return digits + (value >= 10) + (value >= 100) + (value >= 1000);
}

/* Two digits at a time: the divisions are what takes long. */
size_t wev_num_put_u64(char *to, uint64_t value) {
    const unsigned digits = digits_of(value);
    unsigned n = digits;
    for (; value >= 100; value /= 100)
        wev_num_put_pair(to + (n -= 2), (unsigned)(value % 100));
    if (value >= 10)
        wev_num_put_pair(to, (unsigned)value);
    else
        to[0] = (char)('0' + value);
    return digits;
}

size_t wev_num_put_i64(char *to, int64_t value) {
    if (value >= 0)
        return wev_num_put_u64(to, (uint64_t)value);
    *to = '-';
    return 1 + wev_num_put_u64(to + 1, 0 - (uint64_t)value);
}

void wev_num_put_hex8(char *to, uint32_t value, char ten) {
    const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x0F;
    uint64_t digits = value; /* a byte for each, the first digit in the highest */
    digits = (digits | digits << 16) & UINT64_C(0x0000FFFF0000FFFF);
    digits = (digits | digits << 8) & UINT64_C(0x00FF00FF00FF00FF);
    digits = (digits | digits << 4) & low;
    const uint64_t letters = (digits + ones * 6) >> 4 & ones; /* 1 from ten on */
    digits += ones * '0' + letters * (uint64_t)(ten - '0' - 10);
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    digits = __builtin_bswap64(digits);
    memcpy(to, &digits, sizeof digits);
#else
    for (int i = 0; i < 8; i++)
        to[i] = (char)(digits >> (56 - 8 * i));
#endif
}

size_t wev_num_put_hex(char *to, uint64_t value, unsigned digits) {
    unsigned n = digits > 0 ? digits : 1;
    while (n < 16 && value >> (4 * n) != 0)
        n++;
    value <<= 4 * (16 - n); /* the first digit comes first, and what is written behind the last one does not count */
    to[0] = '0';
    to[1] = 'x';
    wev_num_put_hex8(to + 2, (uint32_t)(value >> 32), 'A');
    wev_num_put_hex8(to + 10, (uint32_t)value, 'A');
    return 2 + n;
}
