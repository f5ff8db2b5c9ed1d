/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One record in every framing: the same events in all formats must give the same event, data and meaning, but for what
 * a format does not carry. What differs is printed, a line a format and field, and must be what same/expected.txt says;
 * with UPDATE set that file is written. doc/FORMATS.md tells why. Speaks TAP.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "wev.h"

enum { RECORDS = 6, ROOM = 1 << 16, LINES = 4096, NAME = 128 };

typedef struct decoded {
    wev_engine *engine;
    wev_worker *worker[RECORDS];
    wev_result result[RECORDS];
    char *text;
} decoded;

static char *said[LINES];
static size_t said_count;

static void die(const char *what, const char *name) {
    printf("Bail out! %s: %s\n", what, name);
    exit(1);
}

static char *read_file(const char *path, size_t *len) {
    FILE *const file = fopen(path, "rb");
    if (file == NULL)
        die("cannot be opened", path);
    char *const text = malloc(ROOM);
    *len = text != NULL ? fread(text, 1, ROOM - 1, file) : 0;
    fclose(file);
    return text;
}

/* Six messages with NUL behind each, as one file holds them. */
static decoded decode(const char *path, wev_engine *engine) {
    decoded d = {.engine = engine};
    size_t len = 0;
    d.text = read_file(path, &len);
    const char *at = d.text;
    for (size_t i = 0; i < RECORDS; i++) {
        const size_t n = strnlen(at, (size_t)(d.text + len - at));
        d.worker[i] = wev_worker_new(engine);
        if (n == 0 || d.worker[i] == NULL)
            die("has less than six messages", path);
        wev_worker_set_now(d.worker[i], 1596400000);
        d.result[i] = wev_process(d.worker[i], (wev_str){at, n});
        at += n + 1;
    }
    return d;
}

static void done(decoded *d) {
    for (size_t i = 0; i < RECORDS; i++)
        wev_worker_free(d->worker[i]);
    free(d->text);
}

/* Letters in lower case, no braces, entities decoded, blanks and escaped control characters as one blank. */
static size_t normal(char *to, wev_str from) {
    static const struct {
        wev_str entity;
        char c;
    } entities[] = {{SV_INIT("&lt;"), '<'}, {SV_INIT("&gt;"), '>'}, {SV_INIT("&amp;"), '&'}, {SV_INIT("&quot;"), '"'}};
    size_t len = 0;
    from = wev_str_trim(from);
    from.len = wev_without_blanks_behind(from);
    for (size_t i = 0; i < from.len && len < ROOM - 1; i++) {
        char c = wev_lower(from.ptr[i]);
        for (size_t k = 0; c == '&' && k < sizeof entities / sizeof *entities; k++) {
            if (wev_str_starts(wev_str_skip(from, i), entities[k].entity)) {
                c = entities[k].c;
                i += entities[k].entity.len - 1;
                break;
            }
        }
        if (c == '{' || c == '}')
            continue;
        if (c == '#' && i + 3 < from.len && from.ptr[i + 1] == '0' && from.ptr[i + 2] == '1') {
            i += 3;
            c = ' ';
        }
        if (wev_is_blank(c) && (len == 0 || to[len - 1] == ' '))
            continue;
        to[len++] = wev_is_blank(c) ? ' ' : c;
    }
    return len;
}

static bool same(wev_arena *arena, wev_text one, wev_text two) {
    static char a[ROOM], b[ROOM];
    const wev_str x = wev_text_plain(arena, one), y = wev_text_plain(arena, two);
    const size_t n = normal(a, x), m = normal(b, y);
    return n == m && memcmp(a, b, n) == 0;
}

/* `format: field how`, each once; the event's id where it is a matter of one event's data. */
static void say(const char *format, const char *field, wev_str name, const char *how, int64_t id) {
    char line[NAME * 3];
    if (id >= 0)
        snprintf(line, sizeof line, "%s: %s%.*s of %lld %s", format, field, (int)name.len, name.ptr, (long long)id,
                 how);
    else
        snprintf(line, sizeof line, "%s: %s%.*s %s", format, field, (int)name.len, name.ptr, how);
    for (size_t i = 0; i < said_count; i++)
        if (strcmp(said[i], line) == 0)
            return;
    if (said_count == LINES || (said[said_count++] = strdup(line)) == NULL)
        die("too much differs", format);
}

static void compare_system(const char *format, const wev_event *want, const wev_event *got) {
    for (size_t i = 0; i < WEV_SYS_COUNT; i++) {
        const wev_text a = want->system[i], b = got->system[i];
        const wev_str key = wev_text_raw(wev_sys_table[i].key);
        const char *const object = wev_sys_table[i].object == WEV_SYS_USER ? "event.user." : "event.";
        if (wev_sys_table[i].object == WEV_SYS_AGENT || wev_sys_table[i].object == WEV_SYS_RENDERED || a.ptr == NULL)
            continue;
        if (i == WEV_SYS_TIME) {
            if (got->created.time.seconds != want->created.time.seconds)
                say(format, object, key, got->created.time.known ? "differs" : "missing", -1);
        } else if (i == WEV_SYS_KEYWORDS) {
            if (!got->has_keywords || got->keywords != want->keywords)
                say(format, object, key, got->has_keywords ? "differs" : "missing", -1);
        } else if (b.ptr == NULL) {
            say(format, object, key, "missing", -1);
        } else if (!same(got->arena, a, b)) {
            say(format, object, key, "differs", -1);
        }
    }
}

static void compare_data(const char *format, const wev_event *want, const wev_event *got) {
    for (uint32_t i = 0; i < want->data.count; i++) {
        const wev_field *const a = want->data.item + i;
        const wev_field *const b = wev_fields_find(&got->data, wev_text_raw(a->name));
        if (b == NULL)
            say(format, "data.", wev_text_raw(a->name), "missing", want->id);
        else if (!same(got->arena, a->value, b->value))
            say(format, "data.", wev_text_raw(a->name), "differs", want->id);
    }
    for (uint32_t i = 0; i < got->data.count; i++)
        if (wev_fields_find(&want->data, wev_text_raw(got->data.item[i].name)) == NULL)
            say(format, "data.", wev_text_raw(got->data.item[i].name), "added", want->id);
}

static void compare_meaning(const char *format, const wev_result *want, const wev_result *got) {
    const wev_meaning *const a = want->meaning, *const b = got->meaning;
    const int64_t id = want->event->id;
    if ((a->entry == NULL) != (b->entry == NULL) ||
        (a->entry != NULL && !wev_str_equal(wev_text_raw(a->entry->name), wev_text_raw(b->entry->name))))
        say(format, "meaning", SV(""), "differs", id);
    if (a->outcome != b->outcome)
        say(format, "meaning.outcome", SV(""), "differs", id);
    if (a->severity != b->severity)
        say(format, "meaning.severity", SV(""), "differs", id);
    for (uint32_t i = 0; i < a->code_count; i++) {
        const wev_found_code *const code = a->code + i;
        bool found = false;
        for (uint32_t k = 0; k < b->code_count; k++)
            found |= b->code[k].is_number == code->is_number && b->code[k].number == code->number;
        if (!found)
            say(format, "meaning.codes.", wev_text_raw(code->value), "missing", id);
    }
}

static void compare(const char *format, const decoded *want, const decoded *got) {
    for (size_t i = 0; i < RECORDS; i++) {
        if (got->result[i].bytes == 1) /* a place that the samples leave empty */
            continue;
        if (got->result[i].event == NULL) {
            say(format, "the event", SV(""), "is not recognised", want->result[i].event->id);
            continue;
        }
        compare_system(format, want->result[i].event, got->result[i].event);
        compare_data(format, want->result[i].event, got->result[i].event);
        compare_meaning(format, &want->result[i], &got->result[i]);
    }
}

static int by_name(const void *left, const void *right) {
    return strcmp(left, right);
}

static size_t list(const char *folder, char names[][NAME], size_t most) {
    DIR *const open = opendir(folder);
    size_t count = 0;
    if (open == NULL)
        die("cannot be opened", folder);
    for (const struct dirent *one; (one = readdir(open)) != NULL;) {
        const size_t len = strlen(one->d_name);
        if (len > 4 && len < NAME && strcmp(one->d_name + len - 4, ".in0") == 0 && count < most)
            strcpy(names[count++], one->d_name);
    }
    closedir(open);
    qsort(names, count, NAME, by_name);
    return count;
}

static int report(const char *folder) {
    char path[4096];
    static char all[1 << 18];
    size_t len = 0, old_len = 0;
    for (size_t i = 0; i < said_count; i++)
        len += (size_t)snprintf(all + len, sizeof all - len, "%s\n", said[i]);
    snprintf(path, sizeof path, "%s/expected.txt", folder);
    if (getenv("UPDATE") != NULL) {
        FILE *const file = fopen(path, "wb");
        if (file == NULL || fwrite(all, 1, len, file) != len || fclose(file) != 0)
            die("cannot be written", path);
    }
    char *const old = read_file(path, &old_len);
    const bool good = old_len == len && memcmp(old, all, len) == 0;
    free(old);
    if (!good)
        for (size_t i = 0; i < said_count; i++)
            printf("# %s\n", said[i]);
    printf("1..1\n%sok 1 - one record in every framing is one event, but for what expected.txt says\n",
           good ? "" : "not ");
    return good ? 0 : 1;
}

int main(void) {
    const char *const rules = getenv("RULEBASE"), *const top = getenv("abs_top_srcdir");
    char folder[2048], path[4096];
    static char names[128][NAME];
    wev_fault why;
    if (rules == NULL || top == NULL)
        die("is to be set", "RULEBASE, abs_top_srcdir");
    const wev_rulebase *const rulebase = wev_rulebase_load(rules, NULL, "en", &why);
    const wev_options options = {
        .seed = 7, .csv_fields = SV("EventTime,Hostname,EventType,EventID,Channel,SourceName,AccountName,Message")};
    wev_engine *const engine = rulebase != NULL ? wev_engine_new(&options, rulebase) : NULL;
    if (engine == NULL)
        die("no engine", rules);
    snprintf(folder, sizeof folder, "%s/tests/golden/same", top);
    snprintf(path, sizeof path, "%s/nxlog-json.in0", folder);
    decoded want = decode(path, engine);
    const size_t count = list(folder, names, 128);
    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        decoded got = decode(path, engine);
        names[i][strlen(names[i]) - 4] = '\0';
        compare(names[i], &want, &got);
        done(&got);
    }
    done(&want);
    const int status = report(folder);
    for (size_t i = 0; i < said_count; i++)
        free(said[i]);
    wev_engine_free(engine);
    wev_rulebase_unref(rulebase);
    return status;
}
