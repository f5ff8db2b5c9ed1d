/* SPDX-License-Identifier: Apache-2.0 */
#include "rsyslog/settings.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/zone_file.h"
#include "rsyslog/host.h"

#ifndef WEV_RULEBASE_DIR
#error "compile with -DWEV_RULEBASE_DIR=..., the folder that the rulebase is installed in"
#endif

/* A value as the host read it: `text` for HOST_STRING, else `number`. */
typedef struct value {
    const char *text;
    long long number;
} value;

typedef struct parameter {
    const char *name; /* in lower case, as rsyslog's own tables have it; it compares without regard to case */
    unsigned type;
    bool (*set)(wev_settings *settings, const struct parameter *self, value given);
    const char *allowed; /* said where `set` says no */
    size_t member;       /* what the setters that stand for several parameters set */
    long long least, most;
} parameter;

static void *member(wev_settings *settings, const parameter *self) {
    return (char *)settings + self->member;
}

static bool set_text(wev_settings *settings, const parameter *self, value given) {
    char **const to = member(settings, self);
    if (given.text[0] == '\0')
        return false;
    free(*to);
    *to = strdup(given.text);
    return *to != NULL;
}

/*
 * rsyslogd goes to "/" once it runs, and HUP reads the folder again: from here on it has a name that is good
 * everywhere. Links on the way are left alone, for one may be turned to another folder.
 */
static bool set_folder(wev_settings *settings, const parameter *self, value given) {
    char here[PATH_MAX], whole[2 * PATH_MAX];
    if (given.text[0] == '\0' || given.text[0] == '/' || getcwd(here, sizeof here) == NULL)
        return set_text(settings, self, given);
    const int len = snprintf(whole, sizeof whole, "%s/%s", here, given.text);
    return len > 0 && (size_t)len < sizeof whole && set_text(settings, self, (value){whole, 0});
}

static bool set_flag(wev_settings *settings, const parameter *self, value given) {
    *(bool *)member(settings, self) = given.number != 0;
    return true;
}

static bool in_range(const parameter *self, value given) {
    return given.number >= self->least && given.number <= self->most;
}

static bool set_size(wev_settings *settings, const parameter *self, value given) {
    *(size_t *)member(settings, self) = (size_t)given.number;
    return in_range(self, given);
}

static bool set_count(wev_settings *settings, const parameter *self, value given) {
    *(uint32_t *)member(settings, self) = (uint32_t)given.number;
    return in_range(self, given);
}

static bool set_profile(wev_settings *settings, const parameter *self, value given) {
    (void)self;
    return wev_profile_named(wev_str_of(given.text), &settings->options.profile);
}

static bool set_explain(wev_settings *settings, const parameter *self, value given) {
    (void)self;
    return wev_explain_named(wev_str_of(given.text), &settings->options.explain);
}

static bool set_zone(wev_settings *settings, const parameter *self, value given) {
    (void)self;
    free(settings->zone);
    return wev_zone_named(given.text, &settings->options.zone, &settings->zone);
}

static bool set_csv_fields(wev_settings *settings, const parameter *self, value given) {
    if (!wev_csv_fields_valid(wev_str_of(given.text)) || !set_text(settings, self, given))
        return false;
    settings->options.csv_fields = wev_str_of(settings->csv_fields);
    return true;
}

static bool set_output(wev_settings *settings, const parameter *self, value given) {
    const wev_str name = wev_str_of(given.text);
    const bool both = wev_str_equal(name, SV("both"));
    (void)self;
    settings->text = both || wev_str_equal(name, SV("text"));
    settings->tree = both || wev_str_equal(name, SV("tree"));
    return settings->text || settings->tree;
}

static bool set_input(wev_settings *settings, const parameter *self, value given) {
    const wev_str name = wev_str_of(given.text);
    (void)self;
    settings->message_only = wev_str_equal(name, SV("msg"));
    return settings->message_only || wev_str_equal(name, SV("rawmsg"));
}

/*
 * One of "!./", names, '!' between them. More than rsyslog would take is refused here, because msgAddJSON loses
 * memory with each message if the first character is wrong, and a name with a '.' in it could not be asked for.
 */
static bool set_container(wev_settings *settings, const parameter *self, value given) {
    const value path = {given.text + (given.text[0] == '$'), 0};
    const char *at = path.text;
    if (at[0] == '\0' || strchr("!./", at[0]) == NULL)
        return false;
    do {
        const size_t name = strspn(++at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
        if (name == 0)
            return false;
        at += name;
    } while (*at == '!');
    return *at == '\0' && set_text(settings, self, path);
}

#define TO(name) .member = offsetof(wev_settings, name)

static const parameter parameters[] = {
    {"rulebase", HOST_STRING, set_folder, .allowed = "a folder", TO(rulebase)},
    {"siterulebase", HOST_STRING, set_folder, .allowed = "a folder", TO(site)},
    {"lang", HOST_STRING, set_text, .allowed = "a language", TO(lang)},
    {"profile", HOST_STRING, set_profile, .allowed = "native, ecs"},
    {"output", HOST_STRING, set_output, .allowed = "text, tree, both"},
    {"container", HOST_STRING, set_container,
     .allowed = "a path of names like !win or !log!win; it begins with !, . or /, a name has letters, digits, _ and -",
     TO(container)},
    {"explain", HOST_STRING, set_explain, .allowed = "problems, all, none"},
    {"dropmessage", HOST_BINARY, set_flag, .allowed = "on, off", TO(options.drop_message)},
    {"input", HOST_STRING, set_input, .allowed = "rawmsg, msg"},
    {"timezone", HOST_STRING, set_zone, .allowed = "UTC, an offset from it like +03:00, or a place like Europe/Berlin"},
    {"csvfields", HOST_STRING, set_csv_fields,
     .allowed = "names of columns with commas between them, one of them EventID", TO(csv_fields)},
    {"setseverity", HOST_BINARY, set_flag, .allowed = "on, off", TO(set_severity)},
    {"statsname", HOST_STRING, set_text, .allowed = "a name", TO(stats_name)},
    /* With less than this no event would be recognised at all. The host counts the bytes of a message in an int. */
    {"maxmessagesize", HOST_SIZE, set_size, .allowed = "256 to 2147483647 bytes", TO(options.limits.message),
     .least = 256, .most = INT32_MAX},
    {"maxfields", HOST_POSITIVE, set_count, .allowed = "100 to 2147483647", TO(options.limits.fields), .least = 100,
     .most = INT32_MAX},
    {"maxmemory", HOST_SIZE, set_size, .allowed = "64k or more", TO(options.limits.memory), .least = 65536,
     .most = SIZE_MAX / 2},
};

#undef TO

enum { PARAMETERS = sizeof parameters / sizeof *parameters };

/* What is not named here is false, 0, or absent. */
static bool set_defaults(wev_settings *settings) {
    *settings = (wev_settings){.text = true, .options.split = true};
    settings->rulebase = strdup(WEV_RULEBASE_DIR);
    settings->lang = strdup("en");
    settings->container = strdup("!win");
    settings->stats_name = strdup("mmwinevent");
    return settings->rulebase != NULL && settings->lang != NULL && settings->container != NULL &&
           settings->stats_name != NULL;
}

/* One value that is given; what is wrong with it is reported. */
static bool set(wev_settings *settings, const parameter *self, const struct svar *given) {
    char *const text = self->type == HOST_STRING ? es_str2cstr(given->as.string, NULL) : NULL;
    const bool is_text = text != NULL;
    const bool good = (is_text || self->type != HOST_STRING) &&
                      self->set(settings, self, (value){text, is_text ? 0 : given->as.number});
    if (!good && is_text)
        parser_errmsg("mmwinevent: %s=\"%s\" is wrong; allowed: %s", self->name, text, self->allowed);
    else if (!good)
        parser_errmsg("mmwinevent: the value of %s is wrong; allowed: %s", self->name, self->allowed);
    free(text);
    return good;
}

bool wev_settings_read(wev_settings *settings, struct nvlst *statement) {
    struct cnfparamdescr described[PARAMETERS];
    struct cnfparamblk wanted = {HOST_PARAMETERS_VERSION, PARAMETERS, described};
    bool good = set_defaults(settings);
    if (!good)
        return false;

    for (size_t i = 0; i < PARAMETERS; i++)
        described[i] = (struct cnfparamdescr){parameters[i].name, parameters[i].type, 0};
    struct cnfparamvals *const given = nvlstGetParams(statement, &wanted, NULL);
    if (given == NULL)
        return false;
    for (size_t i = 0; i < PARAMETERS; i++)
        if (given[i].given && !set(settings, &parameters[i], &given[i].value))
            good = false;
    cnfparamvalsDestruct(given, &wanted);
    return good;
}

void wev_settings_free(wev_settings *settings) {
    free(settings->rulebase);
    free(settings->site);
    free(settings->lang);
    free(settings->container);
    free(settings->stats_name);
    free(settings->csv_fields);
    free(settings->zone);
    *settings = (wev_settings){0};
}
