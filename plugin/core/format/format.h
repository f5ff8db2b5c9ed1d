/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a format is, and the table of all of them in detection order. A new format is one file, one row in
 * formats.c, and its keys in keys.def if it is JSON.
 */
#ifndef WEV_FORMAT_FORMAT_H
#define WEV_FORMAT_FORMAT_H

#include "event/event.h"
#include "format/csv.h"
#include "format/envelope.h"
#include "format/json_index.h"
#include "format/json_order.h"
#include "format/names.h"

/* One message on its way in. */
typedef struct wev_input {
    wev_str text; /* the message, valid UTF-8 */
    wev_envelope envelope;
    wev_json_index json; /* of the payload; read only for formats of the family WEV_FAMILY_JSON */
    const wev_key_table *keys;
    wev_key_order order; /* of the keys in nested objects, in the worker's last messages */
    uint32_t max_fields; /* that are read of a message */
    const wev_csv *csv;
    wev_names names; /* of the worker's last message that was a list of them */
    bool further;    /* it stands behind an event of the same message: JSON or XML, and never text */
    wev_arena *arena;
} wev_input;

/* The payload's first character decides which probes are asked: of `{`, of `<`, and then those of text. */
typedef enum wev_family { WEV_FAMILY_JSON, WEV_FAMILY_XML, WEV_FAMILY_TEXT } wev_family;

typedef struct wev_format {
    wev_str name; /* as in the output, the counters and the README's table */
    wev_family family;
    /* Is it this format? Cheap: looks at keys or first bytes. Sure: a wrong yes loses the message for the right one. */
    bool (*probe)(const wev_input *input);
    /* Reads the payload into the event, as far as it goes; faults are noted in the event. False without memory. */
    bool (*read)(wev_input *input, wev_event *event);
} wev_format;

extern const wev_format *const wev_formats[];
extern const size_t wev_format_count;

extern const wev_format wev_format_openwec_json;
extern const wev_format wev_format_event_tree;
extern const wev_format wev_format_fluent_bit_xml;
extern const wev_format wev_format_openwec_raw;
extern const wev_format wev_format_winlogbeat;
extern const wev_format wev_format_winlogbeat6;
extern const wev_format wev_format_wazuh;
extern const wev_format wev_format_nxlog_json;
extern const wev_format wev_format_nxlog_ietf, wev_format_nxlog_kvp, wev_format_nxlog_csv, wev_format_nxlog_xml;
extern const wev_format wev_format_snare, wev_format_snare_json, wev_format_cef, wev_format_leef, wev_format_wincollect;
extern const wev_format wev_format_splunk_text, wev_format_event_reporter, wev_format_ossec, wev_format_rsa;
extern const wev_format wev_format_syslog_ng, wev_format_evtsys, wev_format_source_text;
extern const wev_format wev_format_gelf;
extern const wev_format wev_format_azure;
extern const wev_format wev_format_azure_diagnostics;
extern const wev_format wev_format_fluentd;
extern const wev_format wev_format_fluent_bit;
extern const wev_format wev_format_vector;
extern const wev_format wev_format_osquery;
extern const wev_format wev_format_otel;
extern const wev_format wev_format_minifi_flat, wev_format_minifi_raw;
extern const wev_format wev_format_powershell;
extern const wev_format wev_format_rsyslog_agent;
extern const wev_format wev_format_flat_json;
extern const wev_format wev_format_event_xml;

/*
 * Opens the envelope of input->text and finds the format; *format is NULL if there is none. The caller has set text,
 * keys, max_fields, further and arena. False only without memory.
 */
bool wev_detect(wev_input *input, const wev_format **format);

/* What a JSON value is as a field's value. */
static inline wev_field_kind wev_json_field_kind(const wev_json_value *value) {
    if (value->kind < WEV_JSON_NULL)
        return WEV_FIELD_TEXT;
    return value->kind == WEV_JSON_NULL ? WEV_FIELD_NULL : WEV_FIELD_MARKUP;
}

/*
 * Notes in the event how the reading of input->json ended, and keeps what stands behind the object. False only without
 * memory.
 */
bool wev_json_end(const wev_input *input, wev_event *event);

#endif
