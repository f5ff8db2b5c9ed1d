/* SPDX-License-Identifier: Apache-2.0 */
#include "base/status.h"

const char *wev_status_name(wev_status status) {
    switch (status) {
    case WEV_OK:
        return "ok";
    case WEV_NOT_EVENT:
        return "not an event";
    case WEV_TRUNCATED:
        return "truncated";
    case WEV_MALFORMED:
        return "malformed";
    case WEV_TOO_BIG:
        return "too big";
    case WEV_NO_MEMORY:
        return "out of memory";
    case WEV_BAD_RULEBASE:
        return "bad rulebase";
    case WEV_UNREADABLE:
        return "unreadable";
    }
    return "unknown status";
}
