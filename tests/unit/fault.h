/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Faults of a rulebase: a case changes one place of the small rulebase of folder.h, which is right, and says which file
 * and line are at fault then. To be included first.
 */
#ifndef WEV_UNIT_FAULT_H
#define WEV_UNIT_FAULT_H

#include "folder.h"

#include "expect.h"

#include "base/buf.h"
#include "knowledge/rulebase.h"

typedef struct fault_case {
    const char *title, *file;
    const char *from, *to; /* the first `from` in the file becomes `to` */
    unsigned line;
    const char *what, *detail; /* NULL: any */
} fault_case;

static inline const char *tiny_text(const char *file) {
    for (size_t i = 0; i < COUNT(tiny_files); i++)
        if (strcmp(tiny_files[i].name, file) == 0)
            return tiny_files[i].text;
    cr_assert(false, "there is no %s", file);
    return NULL;
}

static inline void fault_write(const folder *f, const fault_case *c) {
    const char *const text = tiny_text(c->file), *const at = strstr(text, c->from);
    wev_buf changed = {0};
    cr_assert(at != NULL, "%s: \"%s\" is not in %s", c->title, c->from, c->file);
    wev_buf_add(&changed, (wev_str){text, (size_t)(at - text)});
    wev_buf_add(&changed, wev_str_of(c->to));
    wev_buf_add(&changed, wev_str_of(at + strlen(c->from)));
    wev_buf_char(&changed, '\0');
    folder_write(f, c->file, changed.ptr);
    wev_buf_free(&changed);
}

/* Loading fails in that way; `c->file` is relative to the folder, and may be empty. */
static inline void fault_expect(const folder *f, const fault_case *c, wev_status status) {
    wev_fault why;
    char path[FOLDER_PATH];
    const wev_rulebase *const rulebase = wev_rulebase_load(f->path, NULL, "en", &why);
    cr_expect(rulebase == NULL, "%s: it is loaded", c->title);
    if (rulebase != NULL) {
        wev_rulebase_unref(rulebase);
        return;
    }
    folder_path(f, c->file, path);
    cr_expect(why.status == status, "%s: %s", c->title, wev_status_name(why.status));
    expect_text(c->title, wev_str_of(why.file), path);
    cr_expect(why.line == c->line, "%s: line %u instead of %u", c->title, why.line, c->line);
    if (c->what != NULL)
        expect_text(c->title, wev_str_of(why.what), c->what);
    if (c->detail != NULL)
        expect_text(c->title, wev_str_of(why.detail), c->detail);
}

/* One after the other: what a case changes is put right again. */
static inline void fault_expect_all(const folder *f, const fault_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        fault_write(f, cases + i);
        fault_expect(f, cases + i, WEV_BAD_RULEBASE);
        folder_write(f, cases[i].file, tiny_text(cases[i].file));
    }
}

#endif
