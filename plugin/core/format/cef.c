/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Windows events in ArcSight's Common Event Format: `CEF:0|vendor|product|version|class|name|severity|extension`
 * (Micro Focus, "ArcSight Common Event Format", revision 25), from ArcSight's own connectors (vendor Microsoft; class
 * `source:id`) and from NXLog's to_cef(). Both keep event fields that CEF has no name for under the sender's names:
 * ArcSight as `ad.Name` and as csN with csNLabel.
 */
#include "base/scan_pairs.h"
#include "format/columns.h"
#include "format/nxlog.h"
#include "format/pairs.h"

enum { PART_VENDOR, PART_PRODUCT, PART_VERSION, PART_CLASS, PART_NAME, PART_SEVERITY, PARTS };

/* Up to the next pipe that is not escaped; line.len or more if there is none. */
static size_t part_len(wev_str line) {
    const char *const end = line.ptr + line.len, *const stop = wev_scan_either(line.ptr, end, '|', '\\');
    size_t n = (size_t)(stop - line.ptr);
    while (n < line.len && line.ptr[n] != '|')
        n += line.ptr[n] == '\\' ? 2 : 1;
    return n;
}

/* Splits the header at its pipes, in which a backslash escapes; *extension is what follows. False if it is no CEF. */
static bool split_header(const wev_envelope *envelope, wev_str header[PARTS], wev_str *extension) {
    wev_str line = wev_behind_mark(envelope, SV("CEF"));
    if (line.len < 2 || !wev_is_digit(line.ptr[0]) || line.ptr[1] != '|')
        return false;
    line = wev_str_skip(line, 2);
    for (size_t part = 0; part < PARTS; part++) {
        const size_t n = part_len(line);
        if (n >= line.len)
            return false;
        header[part] = (wev_str){line.ptr, n};
        line = wev_str_skip(line, n + 1);
    }
    *extension = line;
    return true;
}

static bool probe(const wev_input *input) {
    wev_str header[PARTS], extension;
    if (!split_header(&input->envelope, header, &extension))
        return false;
    if (wev_str_starts(header[PART_VENDOR], SV("NXLog")))
        return wev_str_find(extension, SV("externalId=")) != SIZE_MAX ||
               wev_str_find(extension, SV("EventID=")) != SIZE_MAX;
    return wev_str_equal(header[PART_VENDOR], SV("Microsoft")) &&
           wev_str_find(header[PART_PRODUCT], SV("Windows")) != SIZE_MAX &&
           wev_str_find(header[PART_PRODUCT], SV("Defender")) == SIZE_MAX; /* its alerts are no events of a log */
}

static const struct {
    wev_str name;
    wev_target target;
} fields[] = {
    {SV_INIT("externalId"), WEV_SYSTEM(EVENT_ID)},
    {SV_INIT("rt"), WEV_SYSTEM(TIME)},
    {SV_INIT("end"), WEV_SYSTEM(TIME)},
    {SV_INIT("msg"), {WEV_TO_MESSAGE, 0}},
    {SV_INIT("cat"), WEV_SYSTEM(CHANNEL)},
    {SV_INIT("deviceFacility"), WEV_SYSTEM(CHANNEL)},
    {SV_INIT("deviceSeverity"), {WEV_TO_OTHER, 0}},
    {SV_INIT("outcome"), WEV_SYSTEM(AGENT_EVENT_TYPE)},
    {SV_INIT("eventId"), {WEV_TO_OTHER, 0}}, /* ArcSight's own number */
    {SV_INIT("art"), {WEV_TO_OTHER, 0}},
    {SV_INIT("ahost"), {WEV_TO_OTHER, 0}},
    {SV_INIT("agt"), {WEV_TO_OTHER, 0}},
    {SV_INIT("av"), {WEV_TO_OTHER, 0}},
    {SV_INIT("at"), {WEV_TO_OTHER, 0}},
    {SV_INIT("aid"), {WEV_TO_OTHER, 0}},
    {SV_INIT("_cefVer"), {WEV_TO_OTHER, 0}},
    {SV_INIT("dtz"), {WEV_TO_OTHER, 0}},
};

/* `Audit_success`: ArcSight's words for the event type. */
static bool take_device_severity(wev_event *event, wev_text value) {
    static const struct {
        wev_str sent, type;
    } types[] = {
        {SV_INIT("Audit_success"), SV_INIT("AUDIT_SUCCESS")},
        {SV_INIT("Audit_failure"), SV_INIT("AUDIT_FAILURE")},
        {SV_INIT("Info"), SV_INIT("INFO")},
        {SV_INIT("Information"), SV_INIT("INFO")},
        {SV_INIT("Warning"), SV_INIT("WARNING")},
        {SV_INIT("Error"), SV_INIT("ERROR")},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (wev_str_same(types[i].sent, wev_text_raw(value)))
            return wev_set_type(event, types[i].type);
    return wev_event_keep(event, TX("deviceSeverity"), value, WEV_FIELD_TEXT, false);
}

/* What csN and cnN are called by csNLabel and cnNLabel, which may stand in front of them or behind; read once. */
typedef struct labels {
    wev_text label[20]; /* absent: none, or an empty one */
    wev_str extension;
    unsigned left; /* how many fields may still be called by a label: CEF has sixteen such */
    bool read;
} labels;

/* cs0 to cs9, then cn0 to cn9; -1: another name. */
static int label_index(wev_str name) {
    if (name.len < 3 || name.ptr[0] != 'c' || (name.ptr[1] != 's' && name.ptr[1] != 'n') || !wev_is_digit(name.ptr[2]))
        return -1;
    return name.ptr[2] - '0' + (name.ptr[1] == 'n' ? 10 : 0);
}

/* The first label of each name counts. */
static void read_labels(labels *l, wev_arena *arena) {
    static const wev_str label = SV_INIT("Label=");
    enum { BEFORE = 4 }; /* a blank and csN */
    wev_str rest = l->extension;
    wev_pair pair;
    memset(l->label, 0, sizeof l->label);
    bool known[20] = {false};
    l->read = true;
    for (size_t at; (at = wev_str_find(rest, label)) != SIZE_MAX; rest = wev_str_skip(rest, at + label.len)) {
        const char *const name = rest.ptr + at - BEFORE + 1;
        if (name < l->extension.ptr || (name > l->extension.ptr && name[-1] != ' '))
            continue;
        const int index = label_index((wev_str){name, BEFORE - 1});
        if (index < 0 || known[index])
            continue;
        known[index] = true;
        const wev_str text = {name, (size_t)(l->extension.ptr + l->extension.len - name)};
        wev_pairs one = wev_pairs_open(text, (wev_str){NULL, 0}, arena);
        if (wev_pair_cef(&one, &pair) && pair.value.len > 0)
            l->label[index] = pair.value;
    }
}

/* `name` is one of csN and cnN. */
static wev_text label_of(labels *l, wev_text name, wev_arena *arena) {
    const int index = label_index(wev_text_raw(name));
    if (l->left == 0)
        return name;
    l->left--;
    if (!l->read)
        read_labels(l, arena);
    return l->label[index].ptr != NULL ? l->label[index] : name;
}

static bool is_label(wev_str name) {
    return name.len == 8 && name.ptr[0] == 'c' && wev_str_equal(wev_str_skip(name, 3), SV("Label"));
}

/* What is known of a name, for wev_pair.known: a row of `fields` from FIELD on, a key of NXLog from KEY on. */
enum { SEVERITY = 1, CATEGORY, LABEL, LABELLED, FIELD, KEY = FIELD + sizeof fields / sizeof *fields };

static unsigned find(const wev_key_table *keys, wev_text given) {
    const wev_str name = wev_text_raw(given);
    if (wev_str_starts(name, SV("ad.")) && name.len > 3) /* most of them, and no field's name begins so */
        return 0;
    if (wev_str_equal(name, SV("deviceSeverity")))
        return SEVERITY;
    if (wev_str_starts(name, SV("category")) && name.len > 8) /* ArcSight's own classification */
        return CATEGORY;
    if (is_label(name))
        return LABEL;
    for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++)
        if (wev_str_equal(fields[i].name, name))
            return FIELD + i;
    if (name.len == 3 && label_index(name) >= 0)
        return LABELLED;
    const wev_key key = wev_key_find(keys, given);
    return key != WEV_KEY_NONE ? KEY + key : 0;
}

static bool take(wev_input *input, wev_event *event, labels *l, const wev_pair *pair) {
    wev_text name = pair->name;
    switch (pair->known) {
    case 0:
        if (wev_str_starts(wev_text_raw(name), SV("ad.")) && name.len > 3) {
            const wev_str own = wev_str_skip(wev_text_raw(name), 3);
            name = name.writing == WEV_CLEAN ? wev_text_as(own, WEV_CLEAN) : wev_text_of(own);
        }
        return wev_event_add(event, name, pair->value, WEV_FIELD_TEXT, false);
    case SEVERITY:
        return take_device_severity(event, pair->value);
    case CATEGORY:
        return wev_event_keep(event, name, pair->value, WEV_FIELD_TEXT, false);
    case LABEL:
        return true;
    case LABELLED:
        name = label_of(l, name, input->arena);
        return wev_nxlog_take(event, wev_key_find(input->keys, name), name, pair->value, WEV_FIELD_TEXT, false);
    default:
        if (pair->known < KEY)
            return wev_target_put(event, fields[pair->known - FIELD].target, name, pair->value, WEV_FIELD_TEXT, false);
        return wev_nxlog_take(event, (wev_key)(pair->known - KEY), name, pair->value, WEV_FIELD_TEXT, false);
    }
}

/* The computer: where the event was raised, by the names that the senders give it. */
static bool take_computer(wev_event *event) {
    static const wev_str names[] = {SV_INIT("dvchost"), SV_INIT("dhost")};
    for (size_t i = 0; i < 2 && event->system[WEV_SYS_COMPUTER].ptr == NULL; i++) {
        const wev_field *const field = wev_fields_find(&event->data, names[i]);
        if (field != NULL && field->value.ptr != NULL &&
            !wev_event_set(event, WEV_SYS_COMPUTER, names[i], field->value, false))
            return false;
    }
    return true;
}

/* What sent it, where that says more than which format this is. */
static bool keep_sender(wev_input *input, wev_event *event, wev_str header[PARTS]) {
    const wev_str product = header[PART_PRODUCT], version = header[PART_VERSION];
    const bool usual = wev_str_equal(product, SV("Microsoft Windows")) || wev_str_equal(product, SV("NXLog"));
    return (usual || wev_event_keep(event, TX("product"), wev_unescape(input->arena, product, WEV_ESCAPED_CEF),
                                    WEV_FIELD_TEXT, false)) &&
           (version.len == 0 ||
            wev_event_keep(event, TX("version"), wev_unescape(input->arena, version, WEV_ESCAPED_CEF), WEV_FIELD_TEXT,
                           false));
}

static bool take_class(wev_input *input, wev_event *event, wev_str header[PARTS]) {
    wev_str id = header[PART_CLASS], source;
    if (wev_str_split(&id, SV(":"), &source) && wev_all_digits(id)) {
        if (event->system[WEV_SYS_EVENT_ID].ptr == NULL &&
            !wev_event_set(event, WEV_SYS_EVENT_ID, SV("class"), wev_text_of(id), false))
            return false;
        if (!wev_set_column(event, WEV_SYS_PROVIDER, SV("class"), source))
            return false;
    } else if (header[PART_CLASS].len > 0 &&
               !wev_event_keep(event, TX("class"), wev_unescape(input->arena, header[PART_CLASS], WEV_ESCAPED_CEF),
                               WEV_FIELD_TEXT, false)) {
        return false;
    }
    if (event->message.ptr == NULL) {
        event->message = wev_unescape(input->arena, header[PART_NAME], WEV_ESCAPED_CEF);
        return true;
    }
    return header[PART_NAME].len == 0 ||
           wev_event_keep(event, TX("name"), wev_unescape(input->arena, header[PART_NAME], WEV_ESCAPED_CEF),
                          WEV_FIELD_TEXT, false);
}

static bool read(wev_input *input, wev_event *event) {
    wev_str header[PARTS], extension;
    wev_pair pair;
    if (!split_header(&input->envelope, header, &extension))
        return true;
    extension.len = wev_without_blanks_behind(extension);
    wev_pairs pairs = wev_pairs_open(extension, (wev_str){NULL, 0}, input->arena);
    labels l;
    l.extension = extension;
    l.left = 16;
    l.read = false;
    wev_pairs_know(&pairs, &input->names, WEV_NAMES_CEF, find, input->keys);
    while (wev_pair_cef(&pairs, &pair))
        if (!take(input, event, &l, &pair))
            return false;
    if (pairs.text.len > 0)
        event->rest = wev_text_of(wev_str_trim(pairs.text));
    return input->arena->why != WEV_NO_MEMORY && take_class(input, event, header) &&
           keep_sender(input, event, header) && take_computer(event) &&
           wev_event_keep(event, TX("severity"), wev_text_of(header[PART_SEVERITY]), WEV_FIELD_TEXT, false) &&
           wev_take_header(input, event);
}

const wev_format wev_format_cef = {SV_INIT("cef"), WEV_FAMILY_TEXT, probe, read};
