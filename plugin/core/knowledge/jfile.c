/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/jfile.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_FILE = 64 * 1024 * 1024 };

bool wev_bad(wev_fault *why, const wev_jfile *file, unsigned line, const char *what, const char *detail) {
    why->status = WEV_BAD_RULEBASE;
    why->what = what;
    why->line = line;
    why->offset = 0;
    snprintf(why->file, sizeof why->file, "%s", file != NULL ? file->path : "");
    snprintf(why->detail, sizeof why->detail, "%s", detail != NULL ? detail : "");
    return false;
}

bool wev_bad_text(wev_fault *why, const wev_jfile *file, unsigned line, const char *what, wev_str detail) {
    char text[sizeof why->detail];
    const size_t len = detail.len < sizeof text ? detail.len : sizeof text - 1;
    if (len > 0)
        memcpy(text, detail.ptr, len);
    text[len] = '\0';
    return wev_bad(why, file, line, what, text);
}

unsigned wev_jfile_line(const wev_jfile *file, const char *key) {
    for (size_t i = 0; i < file->head_count; i++)
        if (strncmp(file->head[i].name, key, sizeof file->head[i].name - 1) == 0)
            return file->head[i].line;
    return 0;
}

bool wev_bad_head(wev_fault *why, const wev_jfile *file, const char *key, const char *what, const char *detail) {
    return wev_bad(why, file, wev_jfile_line(file, key), what, detail);
}

static void unreadable(wev_fault *why, const char *path, wev_status status, const char *what) {
    *why = (wev_fault){.status = status, .what = what};
    snprintf(why->file, sizeof why->file, "%s", path);
}

static unsigned line_at(const char *text, size_t offset) {
    unsigned line = 1;
    for (size_t i = 0; i < offset && text[i] != '\0'; i++)
        line += text[i] == '\n';
    return line;
}

/* The whole file, NUL-terminated; NULL with *why. */
static char *slurp(const char *path, size_t *len, wev_fault *why) {
    FILE *const in = fopen(path, "rb");
    if (in == NULL) {
        unreadable(why, path, WEV_UNREADABLE, "the file cannot be opened");
        return NULL;
    }
    char *text = NULL;
    const bool sized = fseek(in, 0, SEEK_END) == 0;
    const long size = sized ? ftell(in) : -1;
    if (size < 0 || size > MAX_FILE || fseek(in, 0, SEEK_SET) != 0) {
        unreadable(why, path, WEV_UNREADABLE, "the file cannot be read, or is larger than 64 MiB");
    } else if ((text = malloc((size_t)size + 1)) == NULL) {
        unreadable(why, path, WEV_NO_MEMORY, "no memory");
    } else {
        *len = fread(text, 1, (size_t)size, in);
        text[*len] = '\0';
    }
    fclose(in);
    return text;
}

/* json-c takes any bytes; what goes into documents must be UTF-8. The line is that of the first part that is not. */
static bool check_utf8(const wev_jfile *file, const char *text, size_t len, wev_fault *why) {
    unsigned line = 1;
    for (const char *at = text, *const end = text + len; at < end; line++) {
        const char *const stop = memchr(at, '\n', (size_t)(end - at));
        const size_t n = stop != NULL ? (size_t)(stop - at) : (size_t)(end - at);
        if (!wev_utf8_valid((wev_str){at, n}))
            return wev_bad(why, file, line, "this is no valid UTF-8", NULL);
        at += n + 1;
    }
    return true;
}

static bool scan_keys(wev_jfile *file, wev_str text, wev_fault *why) {
    wev_jscan scan;
    const bool ok = wev_jscan_text(text, &scan);
    file->entry_line = scan.entry_line;
    file->entry_count = scan.entry_count;
    memcpy(file->head, scan.head, sizeof file->head);
    file->head_count = scan.head_count;
    if (!ok && scan.what == NULL)
        unreadable(why, file->path, WEV_NO_MEMORY, "no memory");
    else if (!ok)
        wev_bad_text(why, file, scan.line, scan.what, scan.detail);
    return ok;
}

static bool parse(wev_jfile *file, const char *text, size_t len, wev_fault *why) {
    const char *const nul = memchr(text, '\0', len);
    if (nul != NULL)
        return wev_bad(why, file, line_at(text, (size_t)(nul - text)), "this is a NUL byte", NULL);
    if (!check_utf8(file, text, len, why))
        return false;
    struct json_tokener *const tokener = json_tokener_new();
    if (tokener == NULL) {
        unreadable(why, file->path, WEV_NO_MEMORY, "no memory");
        return false;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
    file->root = json_tokener_parse_ex(tokener, text, (int)len + 1);
    const enum json_tokener_error error = json_tokener_get_error(tokener);
    const size_t end = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    if (error != json_tokener_success)
        return wev_bad(why, file, line_at(text, end), "this is not valid JSON",
                       error == json_tokener_continue ? "the file ends in the middle" : json_tokener_error_desc(error));
    if (!json_object_is_type(file->root, json_type_object))
        return wev_bad(why, file, 1, "a rulebase file is one JSON object", NULL);
    return scan_keys(file, (wev_str){text, len}, why);
}

wev_jfile *wev_jfile_new(const char *path) {
    wev_jfile *const file = calloc(1, sizeof *file);
    char *const copy = malloc(strlen(path) + 1);
    if (file == NULL || copy == NULL) {
        free(copy);
        free(file);
        return NULL;
    }
    file->path = strcpy(copy, path);
    return file;
}

/* Editors of Windows put a BOM in front. */
static size_t bom_len(wev_str text) {
    return wev_str_starts(text, SV("\xEF\xBB\xBF")) ? 3 : 0;
}

bool wev_jfile_read(wev_jfile *file, wev_fault *why) {
    size_t len = 0;
    char *const text = slurp(file->path, &len, why);
    const size_t skip = text != NULL ? bom_len((wev_str){text, len}) : 0;
    const bool ok = text != NULL && parse(file, text + skip, len - skip, why);
    free(text);
    return ok;
}

void wev_jfile_forget(wev_jfile *file) {
    json_object_object_del(file->root, "events");
    json_object_object_del(file->root, "codes");
    free(file->entry_line);
    file->entry_line = NULL;
    file->entry_count = 0;
}

void wev_jfile_free(wev_jfile *file) {
    if (file == NULL)
        return;
    json_object_put(file->root);
    free(file->entry_line);
    free(file->path);
    free(file);
}

static const wev_jkey *find_key(wev_jkeys keys, const char *name) {
    for (size_t i = 0; i < keys.count; i++)
        if (strcmp(keys.key[i].name, name) == 0)
            return keys.key + i;
    return NULL;
}

bool wev_jfile_check(const wev_jfile *file, unsigned line, struct json_object *object, wev_jkeys keys, wev_fault *why) {
    if (!json_object_is_type(object, json_type_object))
        return wev_bad(why, file, line, "an object was expected", NULL);
    json_object_object_foreach(object, name, value) {
        const wev_jkey *const key = find_key(keys, name);
        const unsigned place = line != 0 ? line : wev_jfile_line(file, name);
        if (key == NULL)
            return wev_bad(why, file, place, "unknown key", name);
        const bool other = key->other != json_type_null && json_object_is_type(value, key->other);
        if (!other && !json_object_is_type(value, key->type))
            return wev_bad(why, file, place, "the value of this key has the wrong type", name);
    }
    for (size_t i = 0; i < keys.count; i++)
        if (keys.key[i].required && wev_jget(object, keys.key[i].name) == NULL)
            return wev_bad(why, file, line, "a key is missing", keys.key[i].name);
    return true;
}

struct json_object *wev_jget(struct json_object *object, const char *name) {
    struct json_object *value = NULL;
    return json_object_object_get_ex(object, name, &value) ? value : NULL;
}

wev_str wev_jstr(struct json_object *object, const char *name) {
    struct json_object *const value = wev_jget(object, name);
    if (value == NULL || !json_object_is_type(value, json_type_string))
        return (wev_str){NULL, 0};
    return (wev_str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

size_t wev_jlen(struct json_object *object, const char *name) {
    struct json_object *const value = wev_jget(object, name);
    return json_object_is_type(value, json_type_array) ? json_object_array_length(value) : 0;
}
