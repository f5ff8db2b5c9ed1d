/* SPDX-License-Identifier: Apache-2.0 */
/* The stable hash gives what MurmurHash3 gives everywhere; the fast one knows no case. */
#include "guard.h"

#include <inttypes.h>
#include <stdio.h>

#include "expect.h"

#include "base/hash.h"

/* Computed with mmh3 5 for Python (hash64, seed 0), an implementation of its own; "hello" and the fox are well known.
 */
Test(hash, the_stable_one_is_murmur3_x64_128) {
    static const struct {
        const char *text;
        uint64_t low, high;
    } cases[] = {
        {"", 0, 0},
        {"0", 0x2AC9DEBED546A380, 0x3A8DE9E53C875E09},
        {"hello", 0xCBD8A7B341BD9B02, 0x5B1E906A48AE1D19},
        {"0123456", 0x13EB9FB82606F7A6, 0xB4EBEF492FDEF34E},
        {"01234567", 0x8236039B7387354D, 0xC3369387D8964920},
        {"012345678", 0x4C1E87519FE738BA, 0x72A17AF899D597F1},
        {"0123456789abcde", 0xA62DD5F6C0BF2351, 0x4FCCF50C7C544CF0},
        {"0123456789abcdef", 0x4BE06D94CF4AD1A7, 0x87C35B5C63A708DA},
        {"0123456789abcdef0", 0xEB24AE8785A5C075, 0x73FB68B3313128CA},
        {"0123456789abcdef0123456789abcde", 0x9AFBAC977E4DAF00, 0x89FE4CDA7EFD8251},
        {"0123456789abcdef0123456789abcdef", 0x4F3A26B5D6197CBA, 0x10B5291EFA740CA2},
        {"0123456789abcdef0123456789abcdef0", 0x2E088F3B47FEF53B, 0x1E388E32F1E800CF},
        {"The quick brown fox jumps over the lazy dog", 0xE34BBC7BBC071B6C, 0x7A433CA9C49A9347},
    };
    guard g = guard_new(64);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const wev_hash128 hash = wev_hash_stable(guard_put(&g, wev_str_of(cases[i].text)));
        cr_expect(hash.low == cases[i].low && hash.high == cases[i].high, "\"%s\" is 0x%016" PRIX64 ", 0x%016" PRIX64,
                  cases[i].text, hash.low, hash.high);
    }
    guard_free(&g);
}

Test(hash, the_stable_one_takes_every_byte) {
    char bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    const wev_hash128 hash = wev_hash_stable((wev_str){bytes, sizeof bytes});
    cr_expect(hash.low == 0x1C99C313DC6F12B9 && hash.high == 0x70D6077FAB34CC1E);
}

Test(hash, the_fast_one_ignores_the_case_of_ascii_letters) {
    static const wev_str lower = SV_INIT("microsoft-windows-security-auditing"),
                         upper = SV_INIT("MICROSOFT-WINDOWS-SECURITY-AUDITING");
    for (size_t len = 0; len <= lower.len; len++)
        cr_expect(wev_hash_name((wev_str){lower.ptr, len}, 7) == wev_hash_name((wev_str){upper.ptr, len}, 7),
                  "the first %zu letters", len);
}

Test(hash, the_fast_one_reads_the_name_and_nothing_else) {
    static const wev_str name = SV_INIT("abcdefghijklmnopqrstuvwxyz0123456789");
    guard g = guard_new(64);
    for (size_t len = 0; len <= name.len; len++) {
        const wev_str front = {name.ptr, len};
        cr_expect(wev_hash_name(guard_put(&g, front), 7) == wev_hash_name(front, 7), "%zu letters", len);
    }
    guard_free(&g);
}

/* In tables of 64 chains: how names that agents send spread, and that every byte of a name counts. */
Test(hash, the_fast_one_tells_names_apart) {
    uint64_t hashes[2000];
    char name[32];
    for (size_t i = 0; i < COUNT(hashes); i++) {
        const int len = snprintf(name, sizeof name, "%sparam%zu", i % 2 == 0 ? "" : "Target", i);
        hashes[i] = wev_hash_name((wev_str){name, (size_t)len}, 7);
        for (size_t k = 0; k < i; k++)
            cr_assert(hashes[i] != hashes[k], "name %zu meets name %zu", i, k);
    }
    memset(name, 'a', sizeof name);
    for (size_t len = 1; len <= sizeof name; len++) {
        const uint64_t before = wev_hash_name((wev_str){name, len}, 7);
        for (size_t at = 0; at < len; at++) {
            name[at] = 'b';
            cr_expect(wev_hash_name((wev_str){name, len}, 7) != before, "byte %zu of %zu does not count", at, len);
            name[at] = 'a';
        }
    }
}

Test(hash, the_seed_changes_which_names_meet) {
    /* Names that meet in the lowest 8 bits under one seed: under another most of them do not. */
    unsigned meet = 0, still = 0;
    const uint64_t wanted = wev_hash_name(SV("name0"), 1) & 0xFF, other = wev_hash_name(SV("name0"), 2) & 0xFF;
    for (unsigned i = 1; i < 20000; i++) {
        char name[16];
        const wev_str text = {name, (size_t)snprintf(name, sizeof name, "name%u", i)};
        if ((wev_hash_name(text, 1) & 0xFF) != wanted)
            continue;
        meet++;
        still += (wev_hash_name(text, 2) & 0xFF) == other;
    }
    cr_expect(meet > 40, "%u names meet", meet);
    cr_expect(still < meet / 4, "%u of %u names still meet", still, meet);
}
