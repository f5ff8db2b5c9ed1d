/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The event's XML as a tree of JSON objects: {"Event": {"System": .., "EventData": ..}} of xml2json and its kin
 * (MaxPatrol, Datadog, AlienVault), of evtx_dump, and without `Event` of OpenWEC's `json` and MiNiFi's "Simple". An
 * attribute is a member of its element, with an `@` in front of its name or not, or stands in `#attributes`, or in a
 * sibling `Element_attributes` (evtx_dump --separate-json-attributes); an element's text beside attributes is `text`,
 * `#text` or `value`.
 */
#include "format/json_map.h"

/* What each element allows beside its own attributes: them one object deeper, and namespaces. */
#define ELEMENT [WEV_KEY_hash_attributes] = WEV_MAP(INSIDE, 0), [WEV_KEY_xmlns] = WEV_MAP(NAMESPACE, 0)
/* An element that has both text and attributes. */
#define WITH_TEXT(symbol)                                                                                              \
    [WEV_KEY_text] = WEV_MAP_SYS(symbol), [WEV_KEY_hash_text] = WEV_MAP_SYS(symbol),                                   \
    [WEV_KEY_value] = WEV_MAP_SYS(symbol)

/* clang-format off */
static const wev_json_map provider, event_id, time_created, correlation, execution, security, rendering, event;
static const wev_json_map *const in_provider[] = {&provider};
static const wev_json_map *const in_event_id[] = {&event_id};
static const wev_json_map *const in_time_created[] = {&time_created};
static const wev_json_map *const in_correlation[] = {&correlation};
static const wev_json_map *const in_execution[] = {&execution};
static const wev_json_map *const in_security[] = {&security};
static const wev_json_map *const in_rendering[] = {&rendering};

static const wev_json_map provider = {
    .name = SV_INIT("Provider"), .attributes = true, .inside = in_provider, .text = WEV_MAP_SYS(PROVIDER),
    .row = {
        ELEMENT,
        [WEV_KEY_Name] = WEV_MAP_SYS(PROVIDER),
        [WEV_KEY_Guid] = WEV_MAP_SYS(PROVIDER_GUID),
        [WEV_KEY_EventSourceName] = WEV_MAP_SYS(EVENT_SOURCE),
    },
};
static const wev_json_map event_id = {
    .name = SV_INIT("EventID"), .attributes = true, .inside = in_event_id, .text = WEV_MAP_SYS(EVENT_ID),
    .row = {
        ELEMENT, WITH_TEXT(EVENT_ID),
        [WEV_KEY_Qualifiers] = WEV_MAP_SYS(QUALIFIERS),
    },
};
static const wev_json_map time_created = {
    .name = SV_INIT("TimeCreated"), .attributes = true, .inside = in_time_created, .text = WEV_MAP_SYS(TIME),
    .row = {ELEMENT, [WEV_KEY_SystemTime] = WEV_MAP_SYS(TIME)},
};
static const wev_json_map correlation = {
    .name = SV_INIT("Correlation"), .attributes = true, .inside = in_correlation,
    .row = {
        ELEMENT,
        [WEV_KEY_ActivityID] = WEV_MAP_SYS(ACTIVITY_ID),
        [WEV_KEY_RelatedActivityID] = WEV_MAP_SYS(RELATED_ACTIVITY_ID),
    },
};
static const wev_json_map execution = {
    .name = SV_INIT("Execution"), .attributes = true, .inside = in_execution,
    .row = {
        ELEMENT,
        [WEV_KEY_ProcessID] = WEV_MAP_SYS(PROCESS_ID),
        [WEV_KEY_ThreadID] = WEV_MAP_SYS(THREAD_ID),
        [WEV_KEY_ProcessorID] = WEV_MAP_SYS(PROCESSOR_ID),
        [WEV_KEY_SessionID] = WEV_MAP_SYS(SESSION_ID),
        [WEV_KEY_KernelTime] = WEV_MAP_SYS(KERNEL_TIME),
        [WEV_KEY_UserTime] = WEV_MAP_SYS(USER_TIME),
        [WEV_KEY_ProcessorTime] = WEV_MAP_SYS(PROCESSOR_TIME),
    },
};
static const wev_json_map security = {
    .name = SV_INIT("Security"), .attributes = true, .inside = in_security,
    .row = {ELEMENT, [WEV_KEY_UserID] = WEV_MAP_SYS(USER_ID)},
};

enum { IN_PROVIDER, IN_EVENT_ID, IN_TIME_CREATED, IN_CORRELATION, IN_EXECUTION, IN_SECURITY };
static const wev_json_map *const in_system[] = {
    &provider, &event_id, &time_created, &correlation, &execution, &security,
};
static const wev_json_map system_map = {
    .inside = in_system,
    .row = {
        [WEV_KEY_xmlns] = WEV_MAP(NAMESPACE, 0),
        [WEV_KEY_Provider] = WEV_MAP(INSIDE, IN_PROVIDER),
        [WEV_KEY_Provider_attributes] = WEV_MAP(INSIDE, IN_PROVIDER),
        [WEV_KEY_EventID] = WEV_MAP(INSIDE, IN_EVENT_ID),
        [WEV_KEY_EventID_attributes] = WEV_MAP(INSIDE, IN_EVENT_ID),
        [WEV_KEY_EventIDQualifiers] = WEV_MAP_SYS(QUALIFIERS), /* OpenWEC */
        [WEV_KEY_Version] = WEV_MAP_SYS(VERSION),
        [WEV_KEY_Level] = WEV_MAP_SYS(LEVEL),
        [WEV_KEY_Task] = WEV_MAP_SYS(TASK),
        [WEV_KEY_Opcode] = WEV_MAP_SYS(OPCODE),
        [WEV_KEY_Keywords] = WEV_MAP_SYS(KEYWORDS),
        [WEV_KEY_TimeCreated] = WEV_MAP(INSIDE, IN_TIME_CREATED),
        [WEV_KEY_TimeCreated_attributes] = WEV_MAP(INSIDE, IN_TIME_CREATED),
        [WEV_KEY_EventRecordID] = WEV_MAP_SYS(RECORD_ID),
        [WEV_KEY_Correlation] = WEV_MAP(INSIDE, IN_CORRELATION),
        [WEV_KEY_Correlation_attributes] = WEV_MAP(INSIDE, IN_CORRELATION),
        [WEV_KEY_Execution] = WEV_MAP(INSIDE, IN_EXECUTION),
        [WEV_KEY_Execution_attributes] = WEV_MAP(INSIDE, IN_EXECUTION),
        [WEV_KEY_Channel] = WEV_MAP_SYS(CHANNEL),
        [WEV_KEY_Computer] = WEV_MAP_SYS(COMPUTER),
        [WEV_KEY_Container] = WEV_MAP_SYS(CONTAINER),
        [WEV_KEY_Security] = WEV_MAP(INSIDE, IN_SECURITY),
        [WEV_KEY_Security_attributes] = WEV_MAP(INSIDE, IN_SECURITY),
        [WEV_KEY_UserID] = WEV_MAP_SYS(USER_ID), /* OpenWEC */
    },
};

static const wev_json_map rendering = {
    .name = SV_INIT("RenderingInfo"), .attributes = true, .inside = in_rendering,
    .row = {
        ELEMENT,
        [WEV_KEY_Message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_Level] = WEV_MAP_SYS(RENDERED_LEVEL),
        [WEV_KEY_Task] = WEV_MAP_SYS(RENDERED_TASK),
        [WEV_KEY_Opcode] = WEV_MAP_SYS(RENDERED_OPCODE),
        [WEV_KEY_Channel] = WEV_MAP_SYS(RENDERED_CHANNEL),
        [WEV_KEY_Provider] = WEV_MAP_SYS(RENDERED_PROVIDER),
        [WEV_KEY_Keywords] = WEV_MAP(KEYWORDS, 0),
        [WEV_KEY_Culture] = WEV_MAP_SYS(RENDERED_CULTURE),
    },
};

/* What stands in for EventData where that could not be rendered, and classic debug events (event.xsd). */
static const wev_json_map instead_of_data = {
    .rest = WEV_MAP(ITEM, 0),
    .text = WEV_MAP(ITEM, 0),
};

static const wev_json_map openwec = {
    .name = SV_INIT("OpenWEC"),
    .row = {[WEV_KEY_TimeReceived] = WEV_MAP_SYS(AGENT_RECEIVED)},
};

enum { IN_SYSTEM, IN_RENDERING, IN_STEAD, IN_NAMESPACES, IN_EVENT, IN_OPENWEC };
static const wev_json_map namespaces = {.name = SV_INIT("Event"), .row = {[WEV_KEY_xmlns] = WEV_MAP(NAMESPACE, 0)}};
static const wev_json_map *const in_event[] = {&system_map, &rendering, &instead_of_data, &namespaces, &event, &openwec};
#define EVENT_ROWS                                                   \
    [WEV_KEY_System] = WEV_MAP(INSIDE, IN_SYSTEM),                   \
    [WEV_KEY_EventData] = WEV_MAP(DATA, 0),                          \
    [WEV_KEY_Data] = WEV_MAP(DATA, 0), /* Snare */                   \
    [WEV_KEY_UserData] = WEV_MAP(USER_DATA, 0),                      \
    [WEV_KEY_ProcessingErrorData] = WEV_MAP(INSIDE, IN_STEAD),       \
    [WEV_KEY_DebugData] = WEV_MAP(INSIDE, IN_STEAD),                 \
    [WEV_KEY_BinaryEventData] = WEV_MAP(ITEM, 0),                    \
    [WEV_KEY_RenderingInfo] = WEV_MAP(INSIDE, IN_RENDERING),         \
    [WEV_KEY_hash_attributes] = WEV_MAP(INSIDE, IN_NAMESPACES),      \
    [WEV_KEY_xmlns] = WEV_MAP(NAMESPACE, 0)

static const wev_json_map event = {
    .name = SV_INIT("Event"), .attributes = true, .inside = in_event,
    .row = {EVENT_ROWS},
};

/* The event itself, or its parts alone; Datadog puts the rendered text and the level's name beside it. */
static const wev_json_map tree = {
    .inside = in_event,
    .row = {
        EVENT_ROWS,
        [WEV_KEY_Event] = WEV_MAP(INSIDE, IN_EVENT),
        [WEV_KEY_OpenWEC] = WEV_MAP(INSIDE, IN_OPENWEC),
        [WEV_KEY_message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_Message] = WEV_MAP(MESSAGE, 0),
        [WEV_KEY_level] = WEV_MAP_SYS(RENDERED_LEVEL),
    },
};
/* clang-format on */

/* System as an object that has the two elements which no event is without. */
static bool has_system(const wev_input *input) {
    const wev_member *const member = wev_json_get(&input->json, WEV_KEY_System);
    wev_json_value inner;
    return member != NULL && member->value.kind == WEV_JSON_OBJECT &&
           (wev_json_find(input, &member->value, WEV_KEY_EventID, &inner) ||
            wev_json_find(input, &member->value, WEV_KEY_Provider, &inner));
}

static bool probe_tree(const wev_input *input) {
    const wev_member *const member = wev_json_get(&input->json, WEV_KEY_Event);
    wev_json_value inner;
    if (member == NULL || member->value.kind != WEV_JSON_OBJECT)
        return has_system(input);
    return wev_json_find(input, &member->value, WEV_KEY_System, &inner) && inner.kind == WEV_JSON_OBJECT;
}

static bool probe_openwec(const wev_input *input) {
    return wev_json_has(&input->json, WEV_KEY_OpenWEC) && has_system(input);
}

static bool read(wev_input *input, wev_event *read_into) {
    return wev_json_map_read(input, read_into, &tree);
}

const wev_format wev_format_openwec_json = {SV_INIT("openwec-json"), WEV_FAMILY_JSON, probe_openwec, read};
const wev_format wev_format_event_tree = {SV_INIT("event-tree"), WEV_FAMILY_JSON, probe_tree, read};
