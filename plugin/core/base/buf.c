/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdlib.h>

enum { FIRST_ROOM = 4096 };

void wev_buf_free(wev_buf *buf) {
    free(buf->ptr);
    *buf = (wev_buf){0};
}

bool wev_buf_grow(wev_buf *buf, size_t more) {
    if (buf->failed || more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4) {
        buf->failed = true;
        return false;
    }
    size_t room = buf->room != 0 ? buf->room : FIRST_ROOM;
    while (room < buf->len + more)
        room *= 2;
    char *const ptr = realloc(buf->ptr, room);
    if (ptr == NULL) {
        buf->failed = true;
        return false;
    }
    buf->ptr = ptr;
    buf->room = room;
    return true;
}
