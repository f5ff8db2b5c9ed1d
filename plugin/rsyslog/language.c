/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which languages there are: the folders <rulebase>/text/<language>. A misspelt one is to be answered with the ones
 * that could have been meant, which the core, with its one fault, does not do.
 */
#include "rsyslog/settings.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "rsyslog/host.h"

typedef struct languages {
    wev_str wanted;
    bool found;
    wev_buf names; /* "en, ja, ko" */
} languages;

static bool is_folder(const char *parent, const char *name) {
    char path[4096];
    struct stat status;
    const int len = snprintf(path, sizeof path, "%s/%s", parent, name);
    return len > 0 && (size_t)len < sizeof path && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int named(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void look_into(languages *all, const char *folder) {
    char path[4096];
    struct dirent **entries;
    const int len = snprintf(path, sizeof path, "%s/text", folder);
    const int count = len > 0 && (size_t)len < sizeof path ? scandir(path, &entries, named, alphasort) : -1;
    if (count < 0)
        return;
    for (int i = 0; i < count; i++) {
        const wev_str name = wev_str_of(entries[i]->d_name);
        if (is_folder(path, entries[i]->d_name)) {
            all->found = all->found || wev_str_equal(name, all->wanted);
            wev_buf_add(&all->names, all->names.len > 0 ? SV(", ") : SV(""));
            wev_buf_add(&all->names, name);
        }
        free(entries[i]);
    }
    free(entries);
}

bool wev_settings_check_language(const wev_settings *settings) {
    languages all = {.wanted = wev_str_of(settings->lang)};
    look_into(&all, settings->rulebase);
    if (all.names.len == 0) /* this is no rulebase; loading it will tell why */
        return true;
    wev_buf_char(&all.names, '\0');
    if (!all.found)
        parser_errmsg("mmwinevent: lang=\"%s\" is wrong: no texts in that language; known: %s", settings->lang,
                      all.names.failed ? "" : all.names.ptr);
    wev_buf_free(&all.names);
    return all.found;
}
