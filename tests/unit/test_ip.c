/* SPDX-License-Identifier: Apache-2.0 */
/* Internet addresses: which texts are one (RFC 4291, section 2.2), and which of them is shown. */
#include "guard.h"

#include "expect.h"

#include "base/ip.h"

Test(ip, whole_addresses_are_taken) {
    static const char *const texts[] = {
        "0.0.0.0",
        "10.0.0.1",
        "192.0.2.17",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::8:800:200c:417a",
        "2001:DB8:0:0:8:800:200C:417A",
        "ff01::101",
        "fe80::dcef:3f6e:17ac:3d2b",
        "1:2:3:4:5:6:7:8",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "1::8",
        "0:0:0:0:0:0:13.1.68.3",
        "::13.1.68.3",
        "64:ff9b::192.0.2.33",
        "1:2:3:4:5:6:1.2.3.4",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        wev_str address = {NULL, 0};
        cr_expect(wev_ip_parse(wev_str_of(texts[i]), &address), "%s", texts[i]);
        expect_text("as it was sent", address, texts[i]);
    }
}

Test(ip, an_ipv4_mapped_address_is_shown_as_ipv4) {
    wev_str address = {NULL, 0};
    cr_expect(wev_ip_parse(SV("::ffff:192.0.2.17"), &address));
    expect_text("small letters", address, "192.0.2.17");
    cr_expect(wev_ip_parse(SV("::FFFF:10.0.0.1"), &address));
    expect_text("capital letters", address, "10.0.0.1");
}

/* Each in front of a page that must not be read. */
Test(ip, everything_else_is_refused) {
    static const char *const texts[] = {
        "",
        "-",
        "::ffff:",
        "1",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1..2.3",
        "256.0.0.1",
        "1.2.3.256",
        "1.2.3.1234",
        "01.2.3.4",
        "1.2.3.004",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.4:80",
        "1.2.3.0x4",
        "-1.2.3.4",
        "a.b.c.d",
        ":",
        ":::",
        "1:",
        ":1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        ":2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8:",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        "12345::",
        "g::",
        "::1%eth0",
        "fe80::1/64",
        "[::1]",
        "::256.1.1.1",
        "::1.2.3",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "localhost",
        "LOCAL",
        "::ffff:1.2.3.4.5",
        "::ffff:01.2.3.4",
    };
    guard g = guard_new(64);
    for (size_t i = 0; i < COUNT(texts); i++) {
        wev_str address;
        cr_expect(!wev_ip_parse(guard_put(&g, wev_str_of(texts[i])), &address), "\"%s\" is taken", texts[i]);
    }
    guard_free(&g);
}
