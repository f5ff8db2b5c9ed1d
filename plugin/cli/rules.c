/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/rules.h"

#include "base/zone_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef WEV_RULEBASE_DIR
#define WEV_RULEBASE_DIR "/usr/local/share/mmwinevent/rulebase"
#endif

const char *cli_rules_path(const cli_settings *settings) {
    const char *const variable = getenv("WINEVENT_RULEBASE");
    if (settings->rulebase != NULL)
        return settings->rulebase;
    return variable != NULL && *variable != '\0' ? variable : WEV_RULEBASE_DIR;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(a, b);
}

static bool list_langs(cli_langs *langs, const char *rulebase) {
    char path[4096];
    *langs = (cli_langs){.count = 0};
    if (snprintf(path, sizeof path, "%s/text", rulebase) >= (int)sizeof path)
        return false;
    DIR *const folder = opendir(path);
    if (folder == NULL)
        return false;
    for (const struct dirent *entry; langs->count < CLI_LANGS && (entry = readdir(folder)) != NULL;) {
        struct stat about;
        const size_t len = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || len >= CLI_LANG_ROOM || fstatat(dirfd(folder), entry->d_name, &about, 0) != 0 ||
            !S_ISDIR(about.st_mode))
            continue;
        memcpy(langs->name[langs->count++], entry->d_name, len + 1);
    }
    (void)closedir(folder);
    qsort(langs->name, langs->count, sizeof *langs->name, compare_names);
    return true;
}

bool cli_langs_open(cli_langs *langs, const char *rulebase) {
    if (list_langs(langs, rulebase))
        return true;
    fprintf(stderr,
            "winevent: there is no rulebase in %s; pass its folder with --rulebase, or set WINEVENT_RULEBASE "
            "(in the source tree: rulebase)\n",
            rulebase);
    return false;
}

/* The rulebase's spelling of a language, or NULL. `zh_tw` is `zh-TW`. */
static const char *find_lang(const cli_langs *langs, wev_str wanted) {
    char spelled[CLI_LANG_ROOM];
    if (wanted.len >= sizeof spelled)
        return NULL;
    for (size_t i = 0; i < wanted.len; i++)
        spelled[i] = (char)(wanted.ptr[i] == '_' ? '-' : wanted.ptr[i]);
    for (size_t i = 0; i < langs->count; i++)
        if (wev_str_same((wev_str){spelled, wanted.len}, wev_str_of(langs->name[i])))
            return langs->name[i];
    return NULL;
}

/* The locale's language (POSIX, 8.2: LC_ALL, then LC_MESSAGES, then LANG): ll_CC.codeset@modifier. */
static wev_str locale_lang(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *const value = getenv(variables[i]);
        if (value != NULL && *value != '\0')
            return (wev_str){value, strcspn(value, ".@")};
    }
    return SV("en");
}

static const char *lang_of_locale(const cli_langs *langs) {
    /* Hong Kong and Macao read the script of Taiwan. */
    static const struct {
        wev_str locale, lang;
    } relatives[] = {{SV_INIT("zh_HK"), SV_INIT("zh-TW")}, {SV_INIT("zh_MO"), SV_INIT("zh-TW")}};
    const wev_str locale = locale_lang();
    const char *found = find_lang(langs, locale);
    for (size_t i = 0; found == NULL && i < sizeof relatives / sizeof *relatives; i++)
        if (wev_str_equal(locale, relatives[i].locale))
            found = find_lang(langs, relatives[i].lang);
    if (found == NULL)
        for (size_t n = 0; found == NULL && n < locale.len; n++)
            if (locale.ptr[n] == '_')
                found = find_lang(langs, (wev_str){locale.ptr, n});
    return found != NULL ? found : "en";
}

/* The language to load; NULL after a message. */
static const char *choose_lang(const cli_settings *settings, cli_reader_kind reader, const cli_langs *langs) {
    const char *const variable = getenv("WINEVENT_LANG");
    const char *const from_variable = variable != NULL && *variable != '\0' ? variable : NULL;
    const char *const stated = settings->lang != NULL ? settings->lang : from_variable;
    if (stated == NULL)
        return reader == CLI_FOR_PEOPLE ? lang_of_locale(langs) : "en";
    const char *const found = find_lang(langs, wev_str_of(stated));
    if (found != NULL)
        return found;
    fprintf(stderr, "winevent: there are no texts in the language '%s'; there are", stated);
    for (size_t i = 0; i < langs->count; i++)
        fprintf(stderr, " %s", langs->name[i]);
    fputc('\n', stderr);
    return NULL;
}

void cli_fault_print(FILE *to, const wev_fault *fault) {
    const char *const what = fault->what != NULL ? fault->what : wev_status_name(fault->status);
    if (fault->line > 0)
        fprintf(to, "%s:%u: ", fault->file, fault->line);
    else if (fault->file[0] != '\0')
        fprintf(to, "%s: ", fault->file);
    fputs(what, to);
    if (fault->detail[0] != '\0')
        fprintf(to, ": %s", fault->detail);
    fputc('\n', to);
}

const wev_rulebase *cli_rules_load(const cli_settings *settings, cli_reader_kind reader) {
    const char *const path = cli_rules_path(settings);
    cli_langs langs;
    wev_fault why = {.status = WEV_OK};
    if (!cli_langs_open(&langs, path))
        return NULL;
    const char *const lang = choose_lang(settings, reader, &langs);
    if (lang == NULL)
        return NULL;
    const wev_rulebase *const rulebase = wev_rulebase_load(path, settings->site, lang, &why);
    if (rulebase == NULL) {
        fputs("winevent: ", stderr);
        cli_fault_print(stderr, &why);
    }
    return rulebase;
}

/* What a sender of messages cannot know. Without /dev/urandom, as in a chroot, the clock and our number will do. */
static uint64_t pick_seed(void) {
    uint64_t seed = 0;
    struct timespec now = {0};
    const int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    const bool got = fd != -1 && read(fd, &seed, sizeof seed) == (ssize_t)sizeof seed;
    if (fd != -1)
        (void)close(fd);
    if (got)
        return seed;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_nsec * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)now.tv_sec ^ (uint64_t)getpid() << 32;
}

/* *zone: memory of the zone. */
static bool options_of(const cli_settings *settings, wev_options *options, char **zone) {
    *options =
        (wev_options){.drop_message = settings->drop_message, .seed = pick_seed(), .limits.message = CLI_MESSAGE_LIMIT};
    /* The option table lets nothing through that these two do not know. */
    if (settings->profile != NULL && !wev_profile_named(wev_str_of(settings->profile), &options->profile))
        return false;
    if (settings->explain != NULL && !wev_explain_named(wev_str_of(settings->explain), &options->explain))
        return false;
    options->split = settings->split;
    options->csv_fields = wev_str_of(settings->csv_fields);
    if (settings->csv_fields != NULL && !wev_csv_fields_valid(options->csv_fields)) {
        fputs("winevent: one of the columns in --csv-fields is to be EventID\n", stderr);
        return false;
    }
    if (settings->timezone == NULL || wev_zone_named(settings->timezone, &options->zone, zone))
        return true;
    fprintf(stderr,
            "winevent: '%s' is no time zone; write UTC, an offset such as +03:00, or a place such as Europe/Berlin\n",
            settings->timezone);
    return false;
}

static const wev_prose_rules *load_prose(const cli_settings *settings) {
    wev_fault why = {.status = WEV_OK};
    const wev_prose_rules *const rules = wev_prose_load(cli_rules_path(settings), settings->site, &why);
    if (rules == NULL) {
        fputs("winevent: ", stderr);
        cli_fault_print(stderr, &why);
    }
    return rules;
}

/* When messages were received, as the user says; 0: when they are read. */
static bool received_of(const cli_settings *settings, int64_t *received) {
    wev_time time;
    *received = 0;
    if (settings->received == NULL)
        return true;
    if (!wev_time_parse(wev_str_of(settings->received), &time)) {
        fprintf(stderr, "winevent: '%s' is no time; write it as 2026-01-31T12:00:00Z\n", settings->received);
        return false;
    }
    *received = time.seconds;
    return true;
}

wev_result cli_engine_process(cli_engine *engine, wev_str message) {
    wev_worker_set_now(engine->worker, engine->received != 0 ? engine->received : (int64_t)time(NULL));
    return wev_process(engine->worker, message);
}

/* What it has got before it fails is the caller's to close. */
static bool open_parts(cli_engine *engine, const cli_settings *settings) {
    if (!options_of(settings, &engine->options, &engine->zone) || !received_of(settings, &engine->received))
        return false;
    const wev_rulebase *const rulebase = cli_rules_load(settings, CLI_FOR_MACHINES);
    if (rulebase == NULL)
        return false;
    engine->prose = load_prose(settings);
    if (engine->prose != NULL) {
        engine->options.prose = wev_prose_of(engine->prose);
        engine->engine = wev_engine_new(&engine->options, rulebase);
        engine->worker = engine->engine != NULL ? wev_worker_new(engine->engine) : NULL;
        if (engine->worker == NULL)
            fputs("winevent: no memory\n", stderr);
    }
    wev_rulebase_unref(rulebase);
    return engine->worker != NULL;
}

bool cli_engine_open(cli_engine *engine, const cli_settings *settings) {
    *engine = (cli_engine){.engine = NULL};
    if (open_parts(engine, settings))
        return true;
    cli_engine_close(engine);
    return false;
}

void cli_engine_close(cli_engine *engine) {
    if (engine->worker != NULL)
        wev_worker_free(engine->worker);
    if (engine->engine != NULL)
        wev_engine_free(engine->engine);
    wev_prose_unref(engine->prose);
    free(engine->zone);
    *engine = (cli_engine){.engine = NULL};
}

int cli_file_open(const char *name) {
    if (strcmp(name, "-") == 0)
        return STDIN_FILENO;
    const int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd == -1)
        fprintf(stderr, "winevent: %s: %s\n", name, strerror(errno));
    return fd;
}

void cli_file_close(int fd) {
    if (fd > STDIN_FILENO)
        (void)close(fd);
}
