/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in every spelling that Windows tools and agents give them. */
#include <criterion/criterion.h>
#include <inttypes.h>

#include "base/num.h"

typedef struct code_case {
    const char *title, *text;
    unsigned width;
    bool ok;
    uint64_t value;
    wev_num_form form;
} code_case;

Test(num, code_is_one_number_in_every_spelling) {
    static const code_case cases[] = {
        {"NTSTATUS as Windows prints it", "0xC000006A", 32, true, 0xC000006A, WEV_NUM_HEX},
        {"case does not matter", "0Xc000006a", 32, true, 0xC000006A, WEV_NUM_HEX},
        {"short", "0x6", 32, true, 6, WEV_NUM_HEX},
        {"nine digits, the first a zero (Intune's 0x0FFFFFFFF)", "0x0FFFFFFFF", 32, true, 0xFFFFFFFF, WEV_NUM_HEX},
        {"sign-extended to 64 bits", "0xFFFFFFFFC000006A", 32, true, 0xC000006A, WEV_NUM_HEX},
        {"the same digits in 64 bits", "0xFFFFFFFFC000006A", 64, true, UINT64_C(0xFFFFFFFFC000006A), WEV_NUM_HEX},
        {"decimal", "3221225578", 32, true, 0xC000006A, WEV_NUM_DECIMAL},
        {"negative", "-1073741718", 32, true, 0xC000006A, WEV_NUM_SIGNED},
        {"-1 in 32 bits", "-1", 32, true, UINT32_MAX, WEV_NUM_SIGNED},
        {"-1 in 64 bits", "-1", 64, true, UINT64_MAX, WEV_NUM_SIGNED},
        {"the least of 32 bits", "-2147483648", 32, true, 0x80000000, WEV_NUM_SIGNED},
        {"one less than that", "-2147483649", 32, false, 0, 0},
        {"decimal beyond 32 bits", "4294967296", 32, false, 0, 0},
        {"hexadecimal beyond 32 bits", "0x100000000", 32, false, 0, 0},
        {"hexadecimal beyond 64 bits", "0x10000000000000000", 64, false, 0, 0},
        {"digits of a hexadecimal number without 0x", "C000006A", 32, false, 0, 0},
        {"something behind", "0x6 ", 32, false, 0, 0},
        {"no digit", "0x", 32, false, 0, 0},
        {"a sign alone", "-", 32, false, 0, 0},
        {"nothing", "", 32, false, 0, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const code_case *c = &cases[i];
        uint64_t value = 0;
        wev_num_form form = WEV_NUM_HEX;
        const bool ok = wev_num_code(wev_str_of(c->text), c->width, &value, &form);
        cr_expect(ok == c->ok, "%s: \"%s\" is %s", c->title, c->text, ok ? "taken" : "refused");
        if (ok && c->ok) {
            cr_expect(value == c->value, "%s: \"%s\" is 0x%" PRIX64, c->title, c->text, value);
            cr_expect(form == c->form, "%s: \"%s\" has form %d", c->title, c->text, (int)form);
        }
    }
}

Test(num, a_refused_text_leaves_the_value_alone) {
    uint64_t code = 7, decimal = 7;
    int64_t number = 7;
    wev_num_form form = WEV_NUM_HEX;
    cr_expect(!wev_num_code(SV("0x1G"), 32, &code, &form));
    cr_expect(!wev_num_u64(SV("18446744073709551616"), &decimal));
    cr_expect(!wev_num_i64(SV("9223372036854775808"), &number));
    cr_expect(code == 7 && decimal == 7 && number == 7);
}

/* Digits are read eight at a time; a byte that is none is seen wherever it stands. */
Test(num, a_number_of_any_length_is_read_to_its_last_digit) {
    const char digits[] = "98765432101234567890";
    const char others[] = {'/', ':', ' ', '-', 'a', (char)0x80, (char)0xB9, (char)0xFF, 0};
    for (size_t len = 1; len < sizeof digits; len++) {
        uint64_t expected = 0, value = 0;
        for (size_t i = 0; i < len; i++)
            expected = expected * 10 + (uint64_t)(digits[i] - '0');
        const bool fits = len < 20; /* 98765432101234567890 does not */
        cr_expect(wev_num_u64((wev_str){digits, len}, &value) == fits, "%zu digits", len);
        cr_expect(!fits || value == expected, "%zu digits are %" PRIu64, len, value);
        for (size_t at = 0; at < len; at++) {
            for (size_t k = 0; k < sizeof others; k++) {
                char broken[sizeof digits];
                memcpy(broken, digits, sizeof digits);
                broken[at] = others[k];
                cr_expect(!wev_num_u64((wev_str){broken, len}, &value), "%zu, byte %zu, 0x%02X", len, at,
                          (unsigned char)others[k]);
            }
        }
    }
}

Test(num, zeros_in_front_do_not_count) {
    uint64_t value = 0;
    cr_expect(wev_num_u64(SV("000000000000000000000000000000000000018446744073709551615"), &value) &&
              value == UINT64_MAX);
    cr_expect(!wev_num_u64(SV("000000000000000018446744073709551616"), &value));
    cr_expect(!wev_num_u64(SV("0000000018446744073709551616"), &value));
    cr_expect(!wev_num_u64(SV("999999999999999999999999"), &value));
}

Test(num, signed_numbers_reach_both_ends) {
    int64_t value = 0;
    cr_expect(wev_num_i64(SV("9223372036854775807"), &value) && value == INT64_MAX);
    cr_expect(wev_num_i64(SV("-9223372036854775808"), &value) && value == INT64_MIN);
    cr_expect(!wev_num_i64(SV("-9223372036854775809"), &value));
}

Test(num, keywords_are_one_mask_in_every_spelling) {
    /* Audit success, 0x8020000000000000: unsigned, negative, and through a double as agents and JSON tools print it. */
    static const char *const success[] = {"0x8020000000000000",    "9232379236109516800", "-9214364837600034816",
                                          "-9214364837600035000",  "9232379236109517000", "-9.214364837600035e18",
                                          "9.232379236109517E+18", "8020000000000000"};
    for (size_t i = 0; i < sizeof success / sizeof *success; i++) {
        uint64_t value = 0;
        cr_expect(wev_num_keywords(wev_str_of(success[i]), &value), "%s is taken", success[i]);
        cr_expect(value == UINT64_C(0x8020000000000000), "%s is 0x%" PRIX64, success[i], value);
    }

    /* The classic log's bit and the highest bit differ by two zeros only. */
    uint64_t classic = 0;
    cr_expect(wev_num_keywords(SV("36028797018963968"), &classic) && classic == UINT64_C(0x80000000000000));
    cr_expect(wev_num_keywords(SV("8.0704505322E+15"), &classic) && classic == UINT64_C(8070450532200000));
    cr_expect(wev_num_keywords(SV("80200000"), &classic) && classic == 80200000);
    cr_expect(wev_num_keywords(SV("80a0000000000000"), &classic) && classic == UINT64_C(0x80A0000000000000));
    cr_expect(wev_num_keywords(SV("9007199254740992"), &classic) && classic == UINT64_C(0x20000000000000));
    cr_expect(!wev_num_keywords(SV("-1"), &classic) && !wev_num_keywords(SV("0xFFFFFFFFFFFFFFFF"), &classic));
    cr_expect(!wev_num_keywords(SV("1.5"), &classic));
    cr_expect(!wev_num_keywords(SV("none"), &classic));
}

/* As JSON tools print a double: the shortest digits that tell it, 17 of them, all of them. */
Test(num, keywords_that_were_a_double_are_that_double) {
    static const struct {
        const char *text;
        uint64_t value;
    } cases[] = {
        {"9.25940083387374e18", UINT64_C(0x8080000000000000)},
        {"9259400833873740000", UINT64_C(0x8080000000000000)},
        {"9.259400833873739e18", UINT64_C(0x8080000000000000)},
        {"9259400833873739000", UINT64_C(0x8080000000000000)},
        {"9.2594008338737398e+18", UINT64_C(0x8080000000000000)},
        {"9259400833873739776", UINT64_C(0x8080000000000000)},
        {"9223372036854776000", UINT64_C(0x8000000000000000)},
        {"-9223372036854776000", UINT64_C(0x8000000000000000)},
        {"9223372036854792000", UINT64_C(0x8000000000004000)},
        {"-9187343239835812000", UINT64_C(0x8080000000000000)},
        {"36028797018963970", UINT64_C(0x0080000000000000)},
        {"3.602879701896397e+16", UINT64_C(0x0080000000000000)},
        {"40532396646334460", UINT64_C(0x0090000000000000)},
        {"4611686018427388000", UINT64_C(0x4000000000000000)},
        {"18446744073709547520", UINT64_C(0xFFFFFFFFFFFFF000)},
        {"1.8446744073709548e19", UINT64_C(0xFFFFFFFFFFFFF000)},
        /* No double is written like these: they are what was sent. */
        {"9223372036854775824", UINT64_C(0x8000000000000010)},
        {"36028797018963972", UINT64_C(0x0080000000000004)},
        {"9007199254740993", UINT64_C(0x0020000000000001)},
        {"9223372036854775910", UINT64_C(0x8000000000000066)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t value = 0;
        cr_expect(wev_num_keywords(wev_str_of(cases[i].text), &value), "%s is taken", cases[i].text);
        cr_expect(value == cases[i].value, "%s is 0x%" PRIX64, cases[i].text, value);
    }
    uint64_t none = 0;
    cr_expect(!wev_num_keywords(SV("1.8446744073709552e19"), &none), "2^64 is no mask");
}

/* What has an exponent alone is none. */
Test(num, keywords_are_a_number) {
    uint64_t value = 7;
    cr_expect(!wev_num_keywords(SV("e5"), &value) && !wev_num_keywords(SV("e15"), &value) &&
              !wev_num_keywords(SV("-e15"), &value) && !wev_num_keywords(SV("1e"), &value) &&
              !wev_num_keywords(SV(""), &value) && !wev_num_keywords(SV("-"), &value));
    cr_expect(value == 7);
}

Test(num, numbers_are_written_out_whole) {
    char room[WEV_NUM_ROOM];
    cr_expect(wev_str_equal((wev_str){room, wev_num_put_u64(room, UINT64_MAX)}, SV("18446744073709551615")));
    cr_expect(wev_str_equal((wev_str){room, wev_num_put_i64(room, INT64_MIN)}, SV("-9223372036854775808")));
    cr_expect(wev_str_equal((wev_str){room, wev_num_put_hex(room, 0x400, 8)}, SV("0x00000400")));
    cr_expect(wev_str_equal((wev_str){room, wev_num_put_hex(room, 0, 1)}, SV("0x0")));
    cr_expect(wev_str_equal((wev_str){room, wev_num_put_hex(room, UINT64_C(0x8020000000000000), 8)},
                            SV("0x8020000000000000")));
}
