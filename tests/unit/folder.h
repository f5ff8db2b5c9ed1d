/* SPDX-License-Identifier: Apache-2.0 */
/* A temporary folder with a small rulebase in it. To be included first, since it asks for more than C11. */
#ifndef WEV_UNIT_FOLDER_H
#define WEV_UNIT_FOLDER_H

#define _GNU_SOURCE

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_PATH = 256 };

typedef struct folder {
    char path[FOLDER_PATH];
} folder;

/* One entry a line, as rulebase/README.md wants it: entries of `events` begin at line 10, those of `codes` at 7. */
static const char tiny_pack[] =
    "{\n"
    "  \"pack\": \"p\", \"title\": \"Pack\", \"lifecycle\": \"current\",\n"
    "  \"match\": [{\"provider\": \"P\"}, {\"provider\": null, \"channel\": \"C\"}],\n"
    "  \"explained\": [\"en\"],\n"
    "  \"sources\": {\"s\": \"The source\", \"u\": \"Another source\"},\n"
    "  \"labels\": {\"Status\": [\"Status\", \"Result code\"], \"User\": [\"User name\"]},\n"
    "  \"copies\": {\"who\": {\"User\": \"user.name\", \"Where\": [\"source.ip\", \"source.domain\"]}},\n"
    "\n"
    "  \"events\": [\n"
    "    {\"id\": 1, \"name\": \"One\", \"outcome\": \"success\", \"severity\": \"information\", \"category\": "
    "\"audit\", \"source\": \"s\"},\n"
    "    {\"id\": 2, \"version\": [1, 2], \"name\": \"Two\", \"outcome\": \"audit\", \"severity\": \"notice\", "
    "\"failure_severity\": "
    "\"error\", \"category\": \"certificate\", \"stage\": \"issue\", \"ecs\": {\"category\": [\"iam\"], \"type\": "
    "[\"info\", "
    "\"change\"], \"action\": \"two\"}, \"details\": [\"User\", \"Status\"], \"codes\": {\"Status\": \"t\", \"Flags\": "
    "\"m\"}, \"expect\": "
    "{\"t\": [\"0x2\"]}, \"copy\": [\"who\"], \"related\": [1], \"mitre\": [{\"id\": \"T1\", \"version\": \"16.1\"}], "
    "\"source\": "
    "[\"s\", \"u\"]}\n"
    "  ]\n"
    "}\n";

static const char tiny_codes[] =
    "{\n"
    "  \"table\": \"t\", \"title\": \"Codes\", \"kind\": \"enum\", \"width\": 32, \"display\": \"hex8\",\n"
    "  \"loose_decimal\": true, \"success\": [\"0x0\"], \"neutral\": [\"0x3\"],\n"
    "  \"explained\": [\"en\"],\n"
    "  \"sources\": {\"s\": \"The source\"},\n"
    "  \"codes\": [\n"
    "    {\"code\": \"0x0\", \"symbol\": \"OK\", \"source\": \"s\"},\n"
    "    {\"code\": \"0x2\", \"aliases\": [\"-2\"], \"symbol\": \"BAD\", \"label\": \"bad\", \"severity\": \"error\", "
    "\"source\": \"s\"},\n"
    "    {\"code\": \"3\", \"symbol\": \"ANY\", \"source\": [\"s\"]}\n"
    "  ]\n"
    "}\n";

static const char tiny_mask[] =
    "{\n"
    "  \"table\": \"m\", \"title\": \"Bits\", \"kind\": \"mask\", \"width\": 64, \"display\": \"hex\",\n"
    "  \"sources\": {\"s\": \"The source\"},\n"
    "  \"codes\": [\n"
    "    {\"code\": \"0x1\", \"symbol\": \"FIRST\", \"source\": \"s\"},\n"
    "    {\"code\": \"0x8000000000000000\", \"symbol\": \"LAST\", \"source\": \"s\"}\n"
    "  ]\n"
    "}\n";

static const char tiny_pack_text[] =
    "{\n"
    "  \"lang\": \"en\", \"for\": \"p\",\n"
    "  \"events\": [\n"
    "    {\"id\": 1, \"title\": \"One happened\", \"explanation\": \"It is the first.\"},\n"
    "    {\"id\": 2, \"title\": \"Two happened\", \"explanation\": \"It is the second.\", \"remedy\": \"Wait for the "
    "third.\"}\n"
    "  ]\n"
    "}\n";

static const char tiny_codes_text[] =
    "{\n"
    "  \"lang\": \"en\", \"for\": \"t\",\n"
    "  \"codes\": [\n"
    "    {\"code\": \"0x00000000\", \"title\": \"Fine\", \"explanation\": \"Nothing is wrong.\"},\n"
    "    {\"code\": \"2\", \"title\": \"Bad\", \"explanation\": \"It is bad.\", \"remedy\": \"Repair it.\"},\n"
    "    {\"code\": \"0x3\", \"title\": \"Any\", \"explanation\": \"It may be anything.\"}\n"
    "  ]\n"
    "}\n";

static const struct {
    const char *name, *text;
} tiny_files[] = {
    {"events/p.json", tiny_pack},       {"codes/t.json", tiny_codes},        {"codes/m.json", tiny_mask},
    {"text/en/p.json", tiny_pack_text}, {"text/en/t.json", tiny_codes_text},
};

static inline void folder_path(const folder *f, const char *name, char *path) {
    if ((size_t)snprintf(path, FOLDER_PATH, "%s/%s", f->path, name) >= FOLDER_PATH)
        abort();
}

static inline folder folder_open(void) {
    folder f;
    const char *const temporary = getenv("TMPDIR");
    snprintf(f.path, sizeof f.path - 64, "%s/wev-unit-XXXXXX", temporary != NULL ? temporary : "/tmp");
    if (mkdtemp(f.path) == NULL)
        abort();
    return f;
}

/* Writes a file; its folders are made. */
static inline void folder_write(const folder *f, const char *name, const char *text) {
    char path[FOLDER_PATH];
    folder_path(f, name, path);
    for (char *slash = path + strlen(f->path) + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
        *slash = '\0';
        mkdir(path, 0700);
    }
    FILE *const out = fopen(path, "w");
    if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0)
        abort();
}

static inline void folder_write_tiny(const folder *f) {
    for (size_t i = 0; i < sizeof tiny_files / sizeof *tiny_files; i++)
        folder_write(f, tiny_files[i].name, tiny_files[i].text);
}

static inline void folder_remove(const folder *f, const char *name) {
    char path[FOLDER_PATH];
    folder_path(f, name, path);
    remove(path);
}

static inline int folder_remove_one(const char *path, const struct stat *what, int kind, struct FTW *where) {
    (void)what, (void)kind, (void)where;
    return remove(path);
}

static inline void folder_close(const folder *f) {
    nftw(f->path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
