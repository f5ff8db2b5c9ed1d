/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a file, which the rest of the core leaves to others. */
#include "base/zone_file.h"

#include <stdio.h>
#include <stdlib.h>

#define FOLDER "/usr/share/zoneinfo/" /* Filesystem Hierarchy Standard 3.0, 4.11 */

enum { MOST = 1 << 16, MOST_NAME = 128 };

/* Names have letters, digits, `_`, `+`, `-` and `/`; so they cannot lead out of the folder. */
static bool is_name(wev_str name) {
    for (size_t i = 0; i < name.len; i++) {
        const char c = wev_lower(name.ptr[i]);
        if (!wev_is_digit(c) && (c < 'a' || c > 'z') && memchr("_+-/", c, 4) == NULL)
            return false;
    }
    return name.len > 0 && name.len < MOST_NAME && name.ptr[0] != '/';
}

bool wev_zone_named(const char *name, wev_zone *zone, char **memory) {
    const wev_str text = wev_str_of(name);
    char path[sizeof FOLDER + MOST_NAME] = FOLDER;
    *memory = NULL;
    if (wev_zone_of_offset(text, zone))
        return true;
    *zone = (wev_zone){.offset = 0};
    if (!is_name(text))
        return false;
    memcpy(path + sizeof FOLDER - 1, text.ptr, text.len + 1);
    FILE *const file = fopen(path, "rb");
    char *const content = file != NULL ? malloc(MOST) : NULL;
    const size_t len = content != NULL ? fread(content, 1, MOST, file) : 0;
    if (file != NULL)
        (void)fclose(file);
    if (len > 0 && wev_zone_of_file((wev_str){content, len}, zone)) {
        *memory = content;
        return true;
    }
    *zone = (wev_zone){.offset = 0};
    free(content);
    return false;
}
