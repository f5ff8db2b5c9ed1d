/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/fixed.h"

#include "emit/emit.h"

/* Instead of a length: the part was not wanted yet, or there is no room for it in the slot. */
enum { NOT_YET = UINT16_MAX, NO_ROOM = UINT16_MAX - 1 };

/* One row a part; both forms of it come from here. */
static void (*const put_part[WEV_FIXED_PARTS])(wev_sink sink, const wev_document *document) = {
    [WEV_FIXED_ASSESSMENT] = wev_put_assessment,
    [WEV_FIXED_ORIGIN] = wev_put_origin,
    [WEV_FIXED_ECS_HEAD] = wev_put_ecs_head,
    [WEV_FIXED_ECS_EVENT] = wev_put_ecs_event,
};

void wev_fixed_init(wev_fixed_cache *cache) {
    cache->json = (wev_json_sink){.depth = 0};
    wev_fixed_forget(cache);
}

void wev_fixed_forget(wev_fixed_cache *cache) {
    for (size_t i = 0; i < WEV_FIXED_SLOTS; i++)
        cache->slot[i].entry = NULL;
}

void wev_fixed_free(wev_fixed_cache *cache) {
    wev_json_sink_free(&cache->json);
}

wev_fixed *wev_fixed_of(wev_fixed_cache *cache, const wev_document *document) {
    const wev_meaning *const meaning = document->meaning;
    if (meaning == NULL || meaning->entry == NULL)
        return NULL;
    const bool proved = wev_is_proved(meaning);
    /* A host has events of a few dozen ids; success and failure of one stand side by side. */
    wev_fixed *const fixed =
        cache->slot + (meaning->entry->id * 2 + (meaning->outcome == WEV_OUTCOME_FAILURE)) % WEV_FIXED_SLOTS;
    if (fixed->entry == meaning->entry && fixed->outcome == meaning->outcome && fixed->severity == meaning->severity &&
        fixed->proved == proved && fixed->level == document->event->level)
        return fixed;
    fixed->entry = meaning->entry;
    fixed->outcome = meaning->outcome;
    fixed->severity = meaning->severity;
    fixed->proved = proved;
    fixed->level = document->event->level;
    fixed->used = 0;
    for (size_t i = 0; i < WEV_FIXED_PARTS; i++)
        fixed->len[i] = NOT_YET;
    return fixed;
}

/* Writes a part into the slot, if it fits. */
static void keep(wev_fixed *fixed, wev_json_sink *json, const wev_document *document, wev_fixed_part part) {
    const wev_sink sink = wev_json_sink_start(json);
    put_part[part](sink, document);
    const wev_str text = wev_json_sink_text(json);
    fixed->len[part] = NO_ROOM;
    if (sink.ops->finish(sink.self) != WEV_OK || text.len > (size_t)(WEV_FIXED_ROOM - fixed->used))
        return;
    if (text.len > 0)
        memcpy(fixed->text + fixed->used, text.ptr, text.len);
    fixed->at[part] = fixed->used;
    fixed->len[part] = (uint16_t)text.len;
    fixed->used = (uint16_t)(fixed->used + text.len);
}

void wev_put_fixed(wev_sink sink, const wev_document *document, wev_fixed_part part) {
    wev_fixed *const fixed = document->fixed;
    if (fixed != NULL && sink.ops->members != NULL) {
        if (fixed->len[part] == NOT_YET)
            keep(fixed, &document->cache->json, document, part);
        if (fixed->len[part] != NO_ROOM) {
            sink.ops->members(sink.self, (wev_str){fixed->text + fixed->at[part], fixed->len[part]});
            return;
        }
    }
    put_part[part](sink, document);
}
