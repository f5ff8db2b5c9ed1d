/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent explain`: what an event id, a name or a code means. */
#include "cli/explain.h"

#include <errno.h>
#include <stdio.h>

#include "base/num.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/explain_ask.h"
#include "cli/rules.h"
#include "cli/wrap.h"

/* More codes in one pasted line are told twice. */
enum { MOST_TOLD = 16 };

typedef struct session {
    const cli_settings *settings;
    cli_query query;
    cli_out out;
    wev_arena arena;
    cli_ask ask;
    wev_str *rest; /* words that name nothing by themselves */
    size_t rests;
    cli_hit told[MOST_TOLD]; /* codes that were shown */
    size_t tolds;
    bool begun; /* something was printed */
    int status;
} session;

static size_t widest_key(const session *s, const cli_hits *hits) {
    size_t widest = 0;
    for (size_t i = 0; i < hits->count; i++) {
        char room[WEV_NUM_ROOM];
        const size_t n = cli_columns(cli_hit_key(&hits->item[i], s->query.tongue, room));
        widest = n > widest ? n : widest;
    }
    return widest;
}

/* In full up to this many meanings, and of a search this many rows; beyond that nobody reads. */
enum { FULL_MEANINGS = 3, ROWS = 20 };

static void put_counted(session *s, cli_word word, size_t number) {
    char digits[WEV_NUM_ROOM];
    wev_buf *const line = cli_out_scratch(&s->out);
    cli_say(line, s->query.tongue, word, (wev_str){digits, wev_num_put_u64(digits, number)}, SV(""));
    cli_wrap(&s->out, wev_buf_text(line), 0, 0);
}

/* How many meanings a word has is said where there is more than one. */
static void show_count(session *s, wev_str asked, const cli_hits *hits, cli_word what) {
    if (hits->count < 2)
        return;
    cli_out_put(&s->out, asked);
    cli_out_put(&s->out, asked.len > 0 ? SV(": ") : SV(""));
    put_counted(s, what, hits->count);
    cli_out_put(&s->out, SV("\n"));
}

static void show_rows(session *s, const cli_hits *hits, size_t most) {
    const cli_hits shown = {.item = hits->item, .count = hits->count < most ? hits->count : most};
    const size_t columns = widest_key(s, &shown);
    for (size_t i = 0; i < shown.count; i++)
        cli_show_row(&s->out, s->query.tongue, &hits->item[i], columns);
    if (shown.count == hits->count)
        return;
    cli_out_put(&s->out, SV("\n"));
    put_counted(s, CLI_WORD_ROWS_LEFT, hits->count - shown.count);
}

static void show_full(session *s, const cli_hits *hits) {
    for (size_t i = 0; i < hits->count; i++) {
        if (i > 0)
            cli_out_put(&s->out, SV("\n"));
        cli_show_hit(&s->out, &s->query, &hits->item[i]);
    }
}

typedef enum found_by { BY_NAME, BY_SEARCH, BY_FILTER } found_by;

static void answer(session *s, wev_str asked, cli_hits *hits, found_by how) {
    if (hits->failed)
        s->out.error = ENOMEM;
    if (s->settings->json) {
        if (!cli_show_json(&s->out, &s->query, asked, hits, s->settings->pretty))
            s->out.error = ENOMEM;
    } else if (hits->count > 0) {
        if (s->begun)
            cli_out_put(&s->out, SV("\n"));
        const bool all = how == BY_NAME || cli_hits_drop_versions(hits);
        const bool full = hits->count <= (all ? FULL_MEANINGS : 1);
        show_count(s, asked, hits, how == BY_NAME ? CLI_WORD_MEANINGS : CLI_WORD_MATCHES);
        if (full)
            show_full(s, hits);
        else
            show_rows(s, hits, how == BY_SEARCH ? ROWS : SIZE_MAX);
        if (!full && how == BY_NAME) {
            cli_out_put(&s->out, SV("\n"));
            cli_wrap(&s->out, cli_word_in(s->query.tongue, CLI_WORD_ONE_IN_FULL), 0, 0);
        }
        s->begun = true;
    }
    cli_hits_free(hits);
}

/* `CA 53`: the word for a family of events says more than that it occurs in the name of some provider. */
static bool find_in_family(const cli_query *scoped, wev_str word, cli_hits *hits) {
    cli_query query = *scoped;
    if (query.origin.ptr == NULL)
        return false;
    query.family = query.origin;
    query.origin = (wev_str){NULL, 0};
    cli_find_exact(&query, word, hits);
    return hits->count > 0;
}

/* `0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)` is one code in three spellings. */
static void drop_told(session *s, cli_hits *hits) {
    size_t kept = 0;
    for (size_t i = 0; i < hits->count; i++) {
        bool told = false;
        for (size_t k = 0; k < s->tolds && !told; k++)
            told = cli_code_told(&s->told[k], &hits->item[i]);
        if (!told)
            hits->item[kept++] = hits->item[i];
    }
    hits->count = kept;
    for (size_t i = 0; i < kept && s->tolds < MOST_TOLD; i++)
        s->told[s->tolds++] = hits->item[i];
}

static void answer_name(session *s, wev_str asked, cli_hits *hits) {
    if (s->ask.pasted)
        drop_told(s, hits);
    if (hits->count > 0 || hits->failed)
        answer(s, asked, hits, BY_NAME);
    else
        cli_hits_free(hits);
}

/* Answers `CA 53` or `53 CA`; gives the number of words that were used, 0 if they do not belong together. */
static size_t answer_scoped(session *s, size_t from) {
    cli_hits hits = {.count = 0};
    for (unsigned behind = 0; behind < 2 && s->query.table == NULL; behind++) {
        cli_query scoped = s->query;
        const size_t n =
            behind == 1 ? cli_ask_scope_behind(&s->ask, from, &scoped) : cli_ask_scope(&s->ask, from, &scoped);
        const wev_str word = s->ask.word[behind == 1 ? from : from + n];
        if (n > 0 && !find_in_family(&scoped, word, &hits))
            cli_find_exact(&scoped, word, &hits);
        if (hits.count > 0) {
            answer_name(s, cli_ask_join(&s->arena, s->ask.word + from, n + 1), &hits);
            return n + 1;
        }
    }
    return 0;
}

/* Answers what stands at `from`; gives the number of words that were used. */
static size_t answer_at(session *s, size_t from) {
    const wev_str word = s->ask.word[from];
    cli_hits hits = {.count = 0};
    const bool filler = cli_ask_is_filler(&s->ask, from);
    const size_t used = !filler || wev_str_same(word, SV("error")) ? answer_scoped(s, from) : 0;
    if (filler && used == 0)
        return 1;
    if (used > 0 || cli_ask_is_field(&s->ask, &s->query, from))
        return used > 0 ? used : 1;
    if (cli_ask_may_name(&s->ask, word))
        cli_find_exact(&s->query, word, &hits);
    if (hits.count > 0 || hits.failed)
        answer_name(s, word, &hits);
    else
        s->rest[s->rests++] = word;
    return 1;
}

/* A line on standard error, where hints belong: programs read the rest. */
static void print_line(session *s, const char *start, cli_word word, wev_str one, wev_str two) {
    wev_buf *const line = cli_out_scratch(&s->out);
    cli_say(line, s->query.tongue, word, one, two);
    fprintf(stderr, "%s%.*s\n", start, (int)line->len, line->ptr != NULL ? line->ptr : "");
}

static void print_names(session *s) {
    uint32_t packs, tables;
    char one[WEV_NUM_ROOM], two[WEV_NUM_ROOM];
    (void)wev_rulebase_packs(s->query.rulebase, &packs);
    (void)wev_rulebase_tables(s->query.rulebase, &tables);
    print_line(s, "  ", CLI_WORD_CHECK_LISTS, (wev_str){one, wev_num_put_u64(one, packs)},
               (wev_str){two, wev_num_put_u64(two, tables)});
}

/* What was asked, as far as it fits a line. */
static wev_str shorten(session *s, wev_str asked) {
    enum { SHOWN = 60 };
    const wev_str part[] = {{asked.ptr, wev_utf8_cut(asked, SHOWN)}, SV_INIT("...")};
    return asked.len > SHOWN ? cli_ask_join(&s->arena, part, 2) : asked;
}

static void print_near(session *s) {
    wev_str names[CLI_NEAR];
    const size_t count = s->rests == 1 ? cli_find_near(&s->query, s->rest[0], names) : 0;
    for (size_t i = 0; i < count; i++)
        print_line(s, "  ", CLI_WORD_NEAR, names[i], SV(""));
}

static void print_hints(session *s, wev_str asked) {
    const cli_query *const query = &s->query;
    const wev_code_table *const table = cli_find_table(query->rulebase, asked);
    print_line(s, "winevent: ", asked.len > 0 ? CLI_WORD_NOTHING_KNOWN : CLI_WORD_NO_SUCH_EVENT, shorten(s, asked),
               SV(""));
    if (table == NULL)
        print_near(s);
    if (table != NULL)
        print_line(s, "  ", CLI_WORD_IS_TABLE, wev_text_raw(table->name), SV(""));
    if (query->table != NULL || query->provider.ptr != NULL || query->channel.ptr != NULL)
        print_line(s, "  ", CLI_WORD_FILTERED, SV(""), SV(""));
    print_line(s, "  ", CLI_WORD_WRITE, SV(""), SV(""));
    print_names(s);
}

/* Words that name nothing are looked for in names and titles, all together. */
static void answer_rest(session *s) {
    cli_hits hits = {.count = 0};
    const wev_str asked = cli_ask_join(&s->arena, s->rest, s->rests);
    cli_find_words(&s->query, s->rest, s->rests, &hits);
    if (hits.count == 0 && !hits.failed) {
        s->status = CLI_NOT_ALL;
        cli_out_flush(&s->out);
        print_hints(s, asked);
    }
    answer(s, asked, &hits, s->rests > 0 ? BY_SEARCH : BY_FILTER);
}

/* All words together; false if that finds nothing. */
static bool answer_prose(session *s) {
    cli_hits hits = {.count = 0};
    cli_find_words(&s->query, s->ask.word, s->ask.words, &hits);
    const bool found = hits.count > 0 || hits.failed;
    if (found)
        answer(s, cli_ask_join(&s->arena, s->ask.word, s->ask.words), &hits, BY_SEARCH);
    return found;
}

static bool set_filters(session *s) {
    const cli_settings *const settings = s->settings;
    s->query.provider = wev_str_of(settings->provider);
    s->query.channel = wev_str_of(settings->channel);
    if (settings->table == NULL)
        return true;
    s->query.table = cli_find_table(s->query.rulebase, wev_str_of(settings->table));
    if (s->query.table != NULL)
        return true;
    print_line(s, "winevent: ", CLI_WORD_NO_SUCH_TABLE, shorten(s, wev_str_of(settings->table)), SV(""));
    print_names(s);
    return false;
}

static bool take_words(session *s) {
    if (cli_ask_take(&s->ask, &s->arena, s->settings->word, s->settings->word_count))
        s->rest = wev_arena_alloc(&s->arena, (s->ask.words + 1) * sizeof *s->rest);
    return s->rest != NULL;
}

/* A line that was pasted holds words around its codes; they are looked for only if it holds no code. */
static bool wants_rest(const session *s, bool filtered) {
    if (s->ask.words == 0)
        return filtered;
    return s->rests > 0 && !(s->ask.pasted && s->tolds > 0);
}

static int explain(session *s) {
    const bool filtered = s->query.table != NULL || s->query.provider.ptr != NULL || s->query.channel.ptr != NULL;
    if (!take_words(s)) {
        fputs("winevent: no memory\n", stderr);
        return CLI_OUTPUT;
    }
    if (s->ask.words == 0 && !filtered) {
        print_line(s, "winevent explain: ", CLI_WORD_EXPLAIN_WHAT, SV(""), SV(""));
        return CLI_USAGE;
    }
    if (cli_ask_is_prose(&s->ask) && answer_prose(s))
        return s->status;
    for (size_t i = 0; i < s->ask.words && s->out.error == 0;)
        i += answer_at(s, i);
    if (s->out.error == 0 && wants_rest(s, filtered))
        answer_rest(s);
    return s->status;
}

static int run(const cli_settings *settings) {
    session s = {.settings = settings, .status = CLI_DONE};
    s.query.rulebase = cli_rules_load(settings, CLI_FOR_PEOPLE);
    if (s.query.rulebase == NULL)
        return CLI_USAGE;
    s.query.tongue = cli_tongue_of(wev_rulebase_lang(s.query.rulebase));
    s.out = cli_out_open(settings->color);
    wev_arena_init(&s.arena, 0);
    const int status = set_filters(&s) ? explain(&s) : CLI_USAGE;
    wev_arena_free(&s.arena);
    wev_rulebase_unref(s.query.rulebase);
    return cli_out_close(&s.out, status);
}

const cli_command cli_explain = {
    .name = "explain",
    .bit = CLI_IN_EXPLAIN,
    .operands = "WORD... | PROVIDER ID | TABLE CODE",
    .summary = "what an event id, a code or a name means",
    .about = "Tells what is known about an event (4625, LogonFailure, Security 4625) or a code in any "
             "spelling (0xC000006A, 3221225578, -1073741718, STATUS_WRONG_PASSWORD, %%2313, logon-type 3). "
             "Words that name nothing are looked for in names and texts, all together; the best 20 are shown. "
             "With a filter and no word, all that it lets through is listed. --provider takes a pack of the "
             "rulebase too.",
    .status = "Exit status: 0 found, 1 not found, 2 wrong usage, 3 the output was not written.",
    .run = run,
};
