/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growing text. The first failure sticks in `failed`, so a writer of many pieces asks once, at the end. Reused from
 * message to message: memory above WEV_BUF_KEPT is given back once a text did without it.
 */
#ifndef WEV_BASE_BUF_H
#define WEV_BASE_BUF_H

#include "base/status.h"
#include "base/str.h"

#include <stdint.h>

enum { WEV_BUF_KEPT = 256 * 1024 };

typedef struct wev_buf {
    char *ptr;
    size_t len, room;
    bool failed; /* no memory; the text is incomplete */
} wev_buf;

void wev_buf_free(wev_buf *buf);

/* Makes room for `more` bytes behind len; false (and failed) without memory. */
bool wev_buf_grow(wev_buf *buf, size_t more);

static inline void wev_buf_clear(wev_buf *buf) {
    if (buf->room > WEV_BUF_KEPT && buf->len <= WEV_BUF_KEPT)
        wev_buf_free(buf);
    buf->len = 0;
    buf->failed = false;
}

/* A place for `more` bytes, or NULL. The caller writes there and adds to len what it wrote. */
static inline char *wev_buf_reserve(wev_buf *buf, size_t more) {
    if ((buf->ptr == NULL || more > buf->room - buf->len) && !wev_buf_grow(buf, more))
        return NULL;
    return buf->ptr + buf->len;
}

static inline void wev_buf_add(wev_buf *buf, wev_str text) {
    char *const to = wev_buf_reserve(buf, text.len);
    if (to != NULL && text.len > 0) {
        wev_move(to, text.ptr, text.len);
        buf->len += text.len;
    }
}

static inline void wev_buf_char(wev_buf *buf, char c) {
    char *const to = wev_buf_reserve(buf, 1);
    if (to != NULL) {
        *to = c;
        buf->len++;
    }
}

static inline wev_str wev_buf_text(const wev_buf *buf) {
    return (wev_str){buf->ptr, buf->len};
}

#endif
