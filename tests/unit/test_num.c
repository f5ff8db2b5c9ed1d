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

Test(num, signed_numbers_reach_both_ends) {
    int64_t value = 0;
    cr_expect(wev_num_i64(SV("9223372036854775807"), &value) && value == INT64_MAX);
    cr_expect(wev_num_i64(SV("-9223372036854775808"), &value) && value == INT64_MIN);
    cr_expect(!wev_num_i64(SV("-9223372036854775809"), &value));
}

Test(num, keywords_are_one_mask_in_every_spelling) {
    /* Audit success, 0x8020000000000000: unsigned, negative, and through a double as agents and JSON tools print it. */
    static const char *const success[] = {"0x8020000000000000",   "9232379236109516800", "-9214364837600034816",
                                          "-9214364837600035000", "9232379236109517000", "-9.214364837600035e18",
                                          "9.232379236109517E+18"};
    for (size_t i = 0; i < sizeof success / sizeof *success; i++) {
        uint64_t value = 0;
        cr_expect(wev_num_keywords(wev_str_of(success[i]), &value), "%s is taken", success[i]);
        cr_expect(value == UINT64_C(0x8020000000000000), "%s is 0x%" PRIX64, success[i], value);
    }

    /* The classic log's bit and the highest bit differ by two zeros only. */
    uint64_t classic = 0;
    cr_expect(wev_num_keywords(SV("36028797018963968"), &classic) && classic == UINT64_C(0x80000000000000));
    cr_expect(!wev_num_keywords(SV("1.5"), &classic));
    cr_expect(!wev_num_keywords(SV("none"), &classic));
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
