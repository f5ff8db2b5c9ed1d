/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a folder to a rulebase. The only file of the core that asks the system for more than C11: it lists folders
 * (POSIX dirent.h).
 */
#include "knowledge/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_PATH = 1024, MAX_NAMES = 4096 };

typedef struct names {
    char *name[MAX_NAMES];
    size_t count;
} names;

static bool no_memory(wev_fault *why) {
    *why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
    return false;
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void free_names(names *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->name[i]);
    free(list);
}

static bool is_json(const char *name) {
    const size_t len = strlen(name);
    return len > 5 && strcmp(name + len - 5, ".json") == 0;
}

/*
 * What is in a folder, or its *.json files only; but nothing that begins with a dot. Sorted, so that loading does not
 * depend on the file system.
 */
static names *list_folder(const char *path, bool must_exist, bool all, wev_fault *why) {
    names *const list = calloc(1, sizeof *list);
    DIR *const folder = list != NULL ? opendir(path) : NULL;
    if (list == NULL) {
        no_memory(why);
        return NULL;
    }
    if (folder == NULL) {
        if (!must_exist && errno == ENOENT) /* one that is there and cannot be read is a fault */
            return list;
        *why = (wev_fault){.status = WEV_UNREADABLE, .what = "the folder cannot be opened"};
        snprintf(why->file, sizeof why->file, "%s", path);
        free_names(list);
        return NULL;
    }
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.' || (!all && !is_json(entry->d_name)))
            continue;
        char *const copy = list->count < MAX_NAMES ? malloc(strlen(entry->d_name) + 1) : NULL;
        ok = copy != NULL || no_memory(why);
        if (ok)
            list->name[list->count++] = strcpy(copy, entry->d_name);
    }
    closedir(folder);
    if (!ok) {
        free_names(list);
        return NULL;
    }
    qsort(list->name, list->count, sizeof *list->name, compare_names);
    return list;
}

bool wev_load_open(wev_load *load, wev_jfile *file, const char *key, wev_jkeys keys) {
    if (!wev_jfile_read(file, load->why))
        return false;
    const char *const slash = strrchr(file->path, '/'), *const name = slash != NULL ? slash + 1 : file->path;
    if (!wev_str_equal(wev_jstr(file->root, key), (wev_str){name, strlen(name) - 5}))
        return wev_bad_head(load->why, file, key, "the file's name says another name than this key", key);
    return wev_jfile_check(file, 0, file->root, keys, load->why);
}

size_t wev_load_count(const wev_jfile *file) {
    size_t count = 0;
    for (; file != NULL; file = file->next)
        count++;
    return count;
}

/* All files of one folder behind the end of *list; none is read yet. */
static bool find_files(const char *path, bool must_exist, bool site, const char *lang, wev_jfile **list,
                       wev_fault *why) {
    names *const found = list_folder(path, must_exist, false, why);
    bool ok = found != NULL;
    while (*list != NULL)
        list = &(*list)->next;
    for (size_t i = 0; ok && i < found->count; i++) {
        char full[MAX_PATH];
        const int len = snprintf(full, sizeof full, "%s/%s", path, found->name[i]);
        if (len < 0 || (size_t)len >= sizeof full) {
            ok = wev_bad(why, NULL, 0, "the path is too long", path);
            break;
        }
        wev_jfile *const file = wev_jfile_new(full);
        ok = file != NULL || no_memory(why);
        if (!ok)
            break;
        file->site = site;
        snprintf(file->lang, sizeof file->lang, "%s", lang);
        *list = file;
        list = &file->next;
    }
    if (found != NULL)
        free_names(found);
    return ok;
}

/* One kind of files of a rulebase, the user's own behind ours. Ours must have the folder; a site's need not. */
static bool find_kind(wev_load *load, const char *path, const char *site, const char *kind, const char *lang,
                      wev_jfile **list) {
    char folder[MAX_PATH];
    snprintf(folder, sizeof folder, "%s/%s", path, kind);
    if (!find_files(folder, list != &load->wording, false, lang, list, load->why))
        return false;
    if (site == NULL)
        return true;
    snprintf(folder, sizeof folder, "%s/%s", site, kind);
    return find_files(folder, false, true, lang, list, load->why);
}

static bool find_texts(wev_load *load, const char *path, const char *site) {
    const char *const langs[] = {"en", strcmp(load->lang, "en") != 0 ? load->lang : NULL};
    for (size_t i = 0; i < sizeof langs / sizeof *langs && langs[i] != NULL; i++) {
        char kind[32];
        snprintf(kind, sizeof kind, "text/%s", langs[i]);
        if (!find_kind(load, path, site, kind, langs[i], &load->texts))
            return false;
    }
    return true;
}

/* Is it a file of a rulebase, by the key that gives it its name? Then one that stands elsewhere is misplaced. */
static bool check_file(wev_load *load, const char *path) {
    static const char *const keys[] = {"pack", "table", "for"};
    wev_fault unread;
    bool found = false;
    wev_jfile *const file = wev_jfile_new(path);
    if (file == NULL)
        return no_memory(load->why);
    if (wev_jfile_read(file, &unread))
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            found |= wev_jget(file->root, keys[i]) != NULL;
    if (found)
        wev_bad(load->why, file, 0, "here nobody looks for it; the folders of a rulebase are",
                "codes, events, lognorm, text/LANGUAGE, wording");
    wev_jfile_free(file);
    return !found;
}

/* The same for each file of a folder that is none of a rulebase; what is no folder has none. */
static bool check_files(wev_load *load, const char *path) {
    wev_fault no_folder;
    names *const inside = list_folder(path, true, false, &no_folder);
    bool ok = inside != NULL || no_folder.status != WEV_NO_MEMORY || no_memory(load->why);
    for (size_t i = 0; ok && inside != NULL && i < inside->count; i++) {
        char full[2 * MAX_PATH];
        snprintf(full, sizeof full, "%s/%s", path, inside->name[i]);
        ok = check_file(load, full);
    }
    if (inside != NULL)
        free_names(inside);
    return ok;
}

static bool check_place(wev_load *load, const char *root, const char *name) {
    static const char *const kinds[] = {"codes", "events", "lognorm", "text", "wording"};
    char path[MAX_PATH];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(name, kinds[i]) == 0)
            return true;
    const int len = snprintf(path, sizeof path, "%s/%s", root, name);
    if (len < 0 || (size_t)len >= sizeof path)
        return wev_bad(load->why, NULL, 0, "the path is too long", root);
    return is_json(name) ? check_file(load, path) : check_files(load, path);
}

/* A site may leave out folders, but not be nowhere, and not have files of ours where nobody looks. */
static bool check_root(wev_load *load, const char *root) {
    if (strlen(root) + 64 > MAX_PATH)
        return wev_bad(load->why, NULL, 0, "the path is too long", root);
    names *const top = list_folder(root, true, true, load->why);
    bool ok = top != NULL;
    for (size_t i = 0; ok && i < top->count; i++)
        ok = check_place(load, root, top->name[i]);
    if (top != NULL)
        free_names(top);
    return ok;
}

static void free_files(wev_jfile *file) {
    while (file != NULL) {
        wev_jfile *const next = file->next;
        wev_jfile_free(file);
        file = next;
    }
}

static bool load_all(wev_load *load, const char *path, const char *site) {
    if (!check_root(load, path) || (site != NULL && !check_root(load, site)))
        return false;
    return find_kind(load, path, site, "codes", "", &load->codes) && find_texts(load, path, site) &&
           find_kind(load, path, site, "events", "", &load->events) &&
           find_kind(load, path, site, "wording", "", &load->wording) && wev_load_codes(load) && wev_load_texts(load) &&
           wev_load_code_texts(load) && wev_load_events(load) && wev_load_wording(load) && wev_load_index(load) &&
           wev_load_check_texts(load);
}

/* A language is a folder's name: letters, digits and hyphens, so that it cannot lead out of the rulebase. */
static bool is_language(const char *lang) {
    const wev_str text = wev_str_of(lang);
    for (size_t i = 0; i < text.len; i++) {
        const char c = wev_lower(text.ptr[i]);
        if (!wev_is_digit(c) && c != '-' && (c < 'a' || c > 'z'))
            return false;
    }
    return text.len > 0 && text.len < 16;
}

const wev_rulebase *wev_rulebase_load(const char *path, const char *site, const char *lang, wev_fault *why) {
    *why = (wev_fault){.status = WEV_OK};
    if (!is_language(lang)) {
        wev_bad(why, NULL, 0, "this is no language", lang);
        return NULL;
    }
    wev_rulebase *const rulebase = calloc(1, sizeof *rulebase);
    if (rulebase == NULL) {
        no_memory(why);
        return NULL;
    }
    atomic_init(&rulebase->references, 1);
    wev_arena_init(&rulebase->arena, 0);
    wev_load load = {.rulebase = rulebase, .arena = &rulebase->arena, .why = why, .lang = lang};
    wev_arena_init(&load.own, 0);
    const bool ok = wev_load_str(&load, wev_str_of(lang), &rulebase->lang) && load_all(&load, path, site);
    free_files(load.events);
    free_files(load.codes);
    free_files(load.texts);
    free_files(load.wording);
    free(load.text);
    free(load.need);
    wev_arena_free(&load.own);
    if (ok)
        return rulebase;
    wev_rulebase_unref(rulebase);
    return NULL;
}
