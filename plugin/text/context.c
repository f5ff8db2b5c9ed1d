/* SPDX-License-Identifier: Apache-2.0 */
/* A context of liblognorm over the rules of one file. */
#include <liblognorm.h>
#include <stdio.h>

#include "base/utf8.h"
#include "text/rules.h"

typedef struct complaint {
    const wev_rule_file *file;
    wev_fault *why;
    bool made;
} complaint;

/*
 * "rulebase file --NO-FILE--[12]: invalid field type 'x'": the line stands in brackets, since rules that are given as
 * text have no file (lognorm.c, ln_errprintf). Only the first complaint counts.
 */
static void complain(void *cookie, const char *text, size_t len) {
    complaint *const c = cookie;
    unsigned line = 0;
    (void)len;
    if (c->made)
        return;
    c->made = true;
    const char *const place = strchr(text, '[');
    const char *what = place;
    if (place != NULL)
        for (what++; wev_is_digit(*what) && line < 100000000; what++)
            line = line * 10 + (unsigned)(*what - '0');
    const bool placed = what != NULL && what[0] == ']' && what[1] == ':' && what[2] == ' ';
    const wev_str detail = wev_str_of(placed ? what + 3 : text);
    *c->why = (wev_fault){.status = WEV_BAD_RULEBASE, .what = "liblognorm refuses this", .line = placed ? line : 0};
    snprintf(c->why->file, sizeof c->why->file, "%s", c->file->path);
    memcpy(c->why->detail, detail.ptr, wev_utf8_cut(detail, sizeof c->why->detail - 1));
}

struct ln_ctx_s *wev_rule_context(const wev_rule_file *file, wev_fault *why) {
    complaint c = {file, why, false};
    const ln_ctx context = ln_initCtx();
    if (context == NULL) {
        *why = (wev_fault){.status = WEV_NO_MEMORY, .what = "no memory"};
        return NULL;
    }
    /* 2.0.6 gives complaints the cookie of the other function (lognorm.c, ln_errprintf), so both get it. */
    ln_setDebugCB(context, NULL, &c);
    ln_setErrMsgCB(context, complain, &c);
    const int failed = ln_loadSamplesFromString(context, file->text);
    ln_setErrMsgCB(context, NULL, NULL);
    ln_setDebugCB(context, NULL, NULL);
    if (failed != 0 && !c.made)
        complain(&c, "it does not say why", 0);
    if (!c.made)
        return context;
    ln_exitCtx(context);
    return NULL;
}

void wev_rule_context_free(struct ln_ctx_s *context) {
    if (context != NULL)
        ln_exitCtx(context);
}
