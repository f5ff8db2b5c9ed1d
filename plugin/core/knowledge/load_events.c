/* SPDX-License-Identifier: Apache-2.0 */
/* rulebase/events/<pack>.json: one entry. */
#include "knowledge/load_pack.h"

#include <stdlib.h>

static const wev_jkey event_keys[] = {
    {"id", json_type_int, true, json_type_null},
    {"version", json_type_array, false, json_type_null},
    {"match", json_type_array, false, json_type_null},
    {"name", json_type_string, true, json_type_null},
    {"level", json_type_int, false, json_type_null},
    {"fields", json_type_array, false, json_type_null},
    {"criticality", json_type_string, false, json_type_null},
    {"outcome", json_type_string, true, json_type_null},
    {"severity", json_type_string, true, json_type_null},
    {"failure_severity", json_type_string, false, json_type_null},
    {"category", json_type_string, true, json_type_null},
    {"stage", json_type_string, false, json_type_null},
    {"proves", json_type_string, false, json_type_null},
    {"ecs", json_type_object, false, json_type_null},
    {"details", json_type_array, false, json_type_null},
    {"codes", json_type_object, false, json_type_null},
    {"expect", json_type_object, false, json_type_null},
    {"copy", json_type_array, false, json_type_null},
    {"related", json_type_array, false, json_type_null},
    {"mitre", json_type_array, false, json_type_null},
    {"source", json_type_string, false, json_type_array},
};

enum {
    MAX_ID = 65535, /* the schema's EventIDType is an unsigned short */
    MIN_RULE = 100000,
    MAX_RULE = 999999, /* numbers of prose rules, which cannot be mistaken for one */
    MAX_VERSION = 255, /* EventVersionType is an unsigned byte */
    MAX_LEVEL = 255    /* LevelType too */
};

static bool read_outcome(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    static const struct {
        const char *word;
        wev_outcome outcome;
        bool audit;
    } outcomes[] = {
        {"success", WEV_OUTCOME_SUCCESS, false},
        {"failure", WEV_OUTCOME_FAILURE, false},
        {"unknown", WEV_OUTCOME_UNKNOWN, false},
        {"audit", WEV_OUTCOME_UNKNOWN, true},
    };
    const wev_str word = wev_jstr(json, "outcome");
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        if (wev_str_equal(word, wev_str_of(outcomes[i].word))) {
            entry->outcome = outcomes[i].outcome;
            entry->audit = outcomes[i].audit;
            return true;
        }
    }
    return wev_bad(p->load->why, p->file, line, "an outcome is success, failure, unknown or audit", word.ptr);
}

/* Name, outcome, severity, category, stage: what is one word each. */
static bool read_words(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    static const char *const categories[] = {
        "account", "application", "audit",  "authentication", "certificate", "configuration", "device", "directory",
        "driver",  "enrollment",  "file",   "malware",        "network",     "object",        "policy", "privilege",
        "process", "registry",    "script", "service",        "session",     "system",        "task",   "update",
        NULL};
    static const char *const stages[] = {"policy", "request", "verify", "issue", "deliver", "report", NULL};
    static const char *const proofs[] = {"requested", "issued", "delivered", "installed", "reported", NULL};
    static const char *const criticalities[] = {"low", "medium", "high", NULL};
    wev_load *const load = p->load;
    const wev_jfile *const file = p->file;
    return wev_load_word(load, file, line, json, "category", categories, "this is no category of rulebase/README.md",
                         &entry->category) &&
           wev_load_word(load, file, line, json, "stage", stages, "this is no stage of rulebase/README.md",
                         &entry->stage) &&
           wev_load_word(load, file, line, json, "proves", proofs,
                         "a proof is requested, issued, delivered, installed or reported", &entry->proves) &&
           wev_load_word(load, file, line, json, "criticality", criticalities, "a criticality is low, medium or high",
                         &entry->criticality) &&
           read_outcome(p, line, json, entry) && wev_load_name(load, file, line, json, "name", &entry->name) &&
           wev_load_severity(load, file, line, json, "severity", &entry->severity) &&
           wev_load_severity(load, file, line, json, "failure_severity", &entry->failure_severity);
}

static bool read_numbers(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    wev_load *const load = p->load;
    struct json_object *const level = wev_jget(json, "level");
    const int64_t id = json_object_get_int64(wev_jget(json, "id"));
    if (id < 0 || (id > MAX_ID && id < MIN_RULE) || id > MAX_RULE)
        return wev_bad(load->why, p->file, line, "an event id is 0 to 65535, the number of a rule 100000 to 999999",
                       NULL);
    const int64_t number = level != NULL ? json_object_get_int64(level) : -1;
    if (level != NULL && (number < 0 || number > MAX_LEVEL))
        return wev_bad(load->why, p->file, line, "a level is 0 to 255", NULL);
    entry->id = (uint32_t)id;
    entry->level = (int)number;
    return wev_load_integers(load, p->file, line, wev_jget(json, "version"), MAX_VERSION, "a version is 0 to 255",
                             &entry->versions) &&
           wev_load_integers(load, p->file, line, wev_jget(json, "related"), MAX_RULE, "a related event is an id",
                             &entry->related);
}

/* The fields of the data, and those of them to look at first. */
static bool read_fields(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    wev_load *const load = p->load;
    if (!wev_load_string_list(load, p->file, line, json, "fields", &entry->fields) ||
        !wev_load_string_list(load, p->file, line, json, "details", &entry->details))
        return false;
    for (uint32_t i = 1; i < entry->details.count; i++) /* a handful */
        for (uint32_t k = 0; k < i; k++)
            if (wev_str_same(wev_text_raw(entry->details.item[i]), wev_text_raw(entry->details.item[k])))
                return wev_bad(load->why, p->file, line, "a detail is listed twice", entry->details.item[i].ptr);
    return true;
}

uint32_t wev_load_place(const wev_entry *entry, wev_str field) {
    uint32_t place = 0;
    while (place < entry->fields.count && !wev_str_equal(wev_text_raw(entry->fields.item[place]), field))
        place++;
    return place;
}

bool wev_load_entry(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    wev_load *const load = p->load;
    *entry = (wev_entry){.pack = p->pack, .file = p->path, .line = line};
    if (!wev_jfile_check(p->file, line, json, WEV_JKEYS(event_keys), load->why))
        return false;
    return read_numbers(p, line, json, entry) && read_words(p, line, json, entry) &&
           read_fields(p, line, json, entry) && wev_load_ecs(p, line, json, entry) &&
           wev_load_code_fields(p, line, json, entry) && wev_load_copies(p, line, json, entry) &&
           wev_load_techniques(p, line, json, entry) && wev_load_match(p, line, wev_jget(json, "match"), entry) &&
           wev_load_sources(load, p->file, &p->citations, line, json, &entry->sources) &&
           wev_load_event_text(load, &p->duty, entry->id, wev_text_raw(entry->name), p->file, line, &entry->text);
}
