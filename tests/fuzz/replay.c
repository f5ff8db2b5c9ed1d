/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every input of the fuzzers' corpus through its target, with any compiler and without a fuzzer. Speaks TAP. What a
 * fuzzer found once stays in the corpus, so it is tested for good. The source tree is $abs_top_srcdir, or `.`.
 */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int target(const uint8_t *data, size_t size);

static const struct {
    const char *name;
    target *run;
} targets[] = {
    {"envelope", fuzz_envelope}, {"json", fuzz_json},   {"xml", fuzz_xml},     {"process", fuzz_process},
    {"rulebase", fuzz_rulebase}, {"prose", fuzz_prose}, {"rules", fuzz_rules},
};

/* The whole file in a block of its size, so that reading behind its end is seen. NULL: it cannot be read. */
static uint8_t *slurp(const char *path, size_t *size) {
    FILE *const in = fopen(path, "rb");
    uint8_t *block = NULL;
    if (in == NULL)
        return NULL;
    if (fseek(in, 0, SEEK_END) == 0) {
        const long length = ftell(in);
        rewind(in);
        block = length >= 0 ? malloc((size_t)length + (length == 0)) : NULL;
        *size = (size_t)length;
        if (block != NULL && fread(block, 1, *size, in) != *size) {
            free(block);
            block = NULL;
        }
    }
    (void)fclose(in);
    return block;
}

/* All files of a folder through a target; false if there is none, or one cannot be read. */
static bool replay_folder(target *run, const char *folder) {
    DIR *const list = opendir(folder);
    size_t count = 0;
    bool good = list != NULL;
    for (const struct dirent *entry; good && (entry = readdir(list)) != NULL;) {
        char path[4096];
        size_t size = 0;
        if (entry->d_name[0] == '.')
            continue;
        good = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path;
        uint8_t *const block = good ? slurp(path, &size) : NULL;
        good = block != NULL;
        if (!good)
            break;
        printf("# %s\n", path); /* the last one in the log is the one at which a target aborted */
        fflush(stdout);
        run(block, size);
        free(block);
        count++;
    }
    if (list != NULL)
        closedir(list);
    return good && count > 0;
}

/* In a process of its own, so that the other targets run whatever happens. */
static bool replay(target *run, const char *folder) {
    int status = 0;
    const pid_t child = fork();
    if (child == 0)
        exit(replay_folder(run, folder) ? EXIT_SUCCESS : EXIT_FAILURE);
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

int main(void) {
    const size_t total = sizeof targets / sizeof *targets;
    const char *const top = getenv("abs_top_srcdir");
    bool good = true;
    printf("1..%zu\n", total);
    fflush(stdout);
    for (size_t i = 0; i < total; i++) {
        char folder[2048];
        (void)snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", top != NULL ? top : ".", targets[i].name);
        const bool passed = replay(targets[i].run, folder);
        printf("%s %zu - what is in corpus/%s\n", passed ? "ok" : "not ok", i + 1, targets[i].name);
        fflush(stdout);
        good = good && passed;
    }
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
