/* SPDX-License-Identifier: Apache-2.0 */
/* From folders of rules to rules in memory. */
#include "text/prose.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/rules.h"

static bool fault(wev_fault *why, wev_status status, const char *what, const char *path) {
    *why = (wev_fault){.status = status, .what = what};
    snprintf(why->file, sizeof why->file, "%s", path);
    return false;
}

static bool no_memory(wev_fault *why) {
    return fault(why, WEV_NO_MEMORY, "no memory", "");
}

/* All of a file with a NUL behind it, from malloc; NULL with *why. */
static char *read_file(const char *path, size_t *len, wev_fault *why) {
    FILE *const stream = fopen(path, "rb");
    char *const text = stream != NULL ? malloc(WEV_RULE_FILE_SIZE + 1) : NULL;
    if (stream == NULL) {
        fault(why, WEV_UNREADABLE, strerror(errno), path);
        return NULL;
    }
    *len = text != NULL ? fread(text, 1, WEV_RULE_FILE_SIZE + 1, stream) : 0;
    const bool whole = ferror(stream) == 0;
    (void)fclose(stream);
    if (text == NULL)
        no_memory(why);
    else if (!whole)
        fault(why, WEV_UNREADABLE, "the file cannot be read", path);
    else if (*len > WEV_RULE_FILE_SIZE)
        fault(why, WEV_BAD_RULEBASE, "the file is larger than 1 MiB", path);
    else {
        text[*len] = '\0';
        char *const small = realloc(text, *len + 1);
        return small != NULL ? small : text;
    }
    free(text);
    return NULL;
}

/* Reads one file; liblognorm has to take it, too. `path` is from malloc. */
static bool load_file(wev_prose_rules *rules, char *path, wev_fault *why) {
    wev_rule_file *const file = &rules->file[rules->count];
    size_t len;
    if (rules->count == WEV_WORDS_OWNERS) {
        fault(why, WEV_BAD_RULEBASE, "there are more than 64 files of rules", path);
        free(path);
        return false;
    }
    char *const text = read_file(path, &len, why);
    if (text == NULL) {
        free(path);
        return false;
    }
    if (!wev_rule_file_read(file, path, text, len, why))
        return false;
    for (size_t i = 0; i < file->word_count; i++) {
        if (!wev_words_add(&rules->words, file->word[i], (unsigned)rules->count)) {
            fault(why, WEV_BAD_RULEBASE, "all files together have more than 512 words", path);
            wev_rule_file_free(file);
            return false;
        }
    }
    struct ln_ctx_s *const context = wev_rule_context(file, why);
    if (context == NULL) {
        wev_rule_file_free(file);
        return false;
    }
    wev_rule_context_free(context);
    rules->count++;
    return true;
}

static int is_rule_file(const struct dirent *entry) {
    static const char suffix[] = ".rulebase";
    const size_t len = strlen(entry->d_name);
    return len >= sizeof suffix && entry->d_name[0] != '.' &&
           strcmp(entry->d_name + len - (sizeof suffix - 1), suffix) == 0;
}

static int compare(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name);
}

static char *join(const char *folder, const char *name) {
    const size_t room = strlen(folder) + strlen(name) + 2;
    char *const path = malloc(room);
    if (path != NULL)
        snprintf(path, room, "%s/%s", folder, name);
    return path;
}

static bool load_names(wev_prose_rules *rules, const char *folder, struct dirent **name, int count, wev_fault *why) {
    for (int i = 0; i < count; i++) {
        char *const path = join(folder, name[i]->d_name);
        if (path == NULL)
            return no_memory(why);
        if (!load_file(rules, path, why))
            return false;
    }
    return true;
}

static bool load_folder(wev_prose_rules *rules, const char *parent, wev_fault *why) {
    struct dirent **name = NULL;
    char *const folder = join(parent, "lognorm");
    if (folder == NULL)
        return no_memory(why);
    const int count = scandir(folder, &name, is_rule_file, compare);
    const bool listed = count >= 0 || errno == ENOENT || fault(why, WEV_UNREADABLE, strerror(errno), folder);
    const bool loaded = listed && load_names(rules, folder, name, count, why);
    for (int i = 0; i < count; i++)
        free(name[i]);
    free(name);
    free(folder);
    return loaded;
}

const wev_prose_rules *wev_prose_load(const char *rulebase, const char *site, wev_fault *why) {
    wev_prose_rules *const rules = calloc(1, sizeof *rules);
    if (rules == NULL) {
        no_memory(why);
        return NULL;
    }
    atomic_init(&rules->users, 1);
    if ((site != NULL && !load_folder(rules, site, why)) || !load_folder(rules, rulebase, why)) {
        wev_prose_unref(rules);
        return NULL;
    }
    wev_words_ready(&rules->words);
    return rules;
}

const wev_prose_rules *wev_prose_ref(const wev_prose_rules *rules) {
    atomic_fetch_add_explicit(&((wev_prose_rules *)(uintptr_t)rules)->users, 1, memory_order_relaxed);
    return rules;
}

void wev_prose_unref(const wev_prose_rules *shared) {
    wev_prose_rules *const rules = (wev_prose_rules *)(uintptr_t)shared;
    if (rules == NULL || atomic_fetch_sub_explicit(&rules->users, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < rules->count; i++)
        wev_rule_file_free(&rules->file[i]);
    free(rules);
}

wev_prose wev_prose_of(const wev_prose_rules *rules) {
    return rules->count > 0 ? (wev_prose){&wev_prose_reader, rules} : (wev_prose){NULL, NULL};
}

size_t wev_prose_files(const wev_prose_rules *rules) {
    return rules->count;
}

wev_prose_file wev_prose_file_at(const wev_prose_rules *rules, size_t index) {
    const wev_rule_file *const file = &rules->file[index];
    return (wev_prose_file){file->path, file->format, file->rules};
}
