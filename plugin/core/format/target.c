/* SPDX-License-Identifier: Apache-2.0 */
#include "format/target.h"

bool wev_target_put_aside(wev_event *event, wev_target target, wev_text name, wev_text value, wev_field_kind kind,
                          bool cut) {
    switch ((wev_place)target.place) {
    case WEV_TO_NOTHING:
        return true;
    case WEV_TO_OTHER:
        return wev_event_keep(event, name, value, kind, cut);
    case WEV_TO_MESSAGE:
        if (kind != WEV_FIELD_MARKUP && value.ptr != NULL && event->message.ptr == NULL) {
            wev_event_set_message(event, name, value, cut);
            return true;
        }
        break;
    case WEV_TO_SYSTEM:
    case WEV_TO_DATA:
        break;
    }
    return wev_event_add(event, name, value, kind, cut);
}
