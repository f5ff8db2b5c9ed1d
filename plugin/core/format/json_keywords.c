/* SPDX-License-Identifier: Apache-2.0 */
/* Keywords in JSON: a mask, a name, a list of names, or an object with one of these in `Keyword`. */
#include "base/num.h"
#include "format/json_map.h"
#include "read/json_item.h"

static bool take_keyword(wev_json_walk *w, wev_text key, const wev_json_value *value) {
    wev_event *const event = w->event;
    if (value->kind == WEV_JSON_NULL || value->text.len == 0)
        return true;
    if (value->cut || wev_json_is_nested(value))
        return wev_event_keep(event, key, value->text, wev_json_is_nested(value) ? WEV_FIELD_MARKUP : WEV_FIELD_TEXT,
                              value->cut);
    uint64_t mask = 0;
    if (!event->has_keywords && wev_num_keywords(wev_text_raw(value->text), &mask))
        return wev_event_set(event, WEV_SYS_KEYWORDS, wev_text_raw(key), value->text, false);
    /* Windows' own names of the audit keywords; a sender whose language is another one writes others. */
    if (wev_str_equal(wev_text_raw(value->text), SV("Audit Success")))
        event->sent_outcome = WEV_OUTCOME_SUCCESS;
    else if (wev_str_equal(wev_text_raw(value->text), SV("Audit Failure")))
        event->sent_outcome = WEV_OUTCOME_FAILURE;
    return wev_event_add_keyword(event, value->text);
}

/* A mask, a name, or a list of names. */
static bool take_keyword_list(wev_json_walk *w, wev_text key, const wev_json_value *value) {
    if (value->kind != WEV_JSON_ARRAY)
        return take_keyword(w, key, value);
    wev_json reader = wev_json_inner(w->input, value);
    wev_json_value element;
    while (wev_json_next_element(&reader, &element))
        if (!take_keyword(w, key, &element))
            return false;
    return wev_json_inner_end(w, &reader);
}

/* Those, or an object with them in `Keyword`, as a tree of XML has it. */
bool wev_json_keywords(wev_json_walk *w, wev_text key, const wev_json_value *value) {
    static const wev_json_map keywords = {.name = SV_INIT("Keywords")};
    if (value->kind != WEV_JSON_OBJECT)
        return take_keyword_list(w, key, value);
    wev_json reader = wev_json_inner(w->input, value);
    wev_text name;
    wev_json_value inner;
    while (wev_json_member(&reader, &name, &inner)) {
        const bool known = wev_key_find(w->input->keys, name) == WEV_KEY_Keyword;
        if (!(known ? take_keyword_list(w, name, &inner) : wev_json_keep(w, &keywords, name, &inner)))
            return false;
    }
    return wev_json_inner_end(w, &reader);
}
