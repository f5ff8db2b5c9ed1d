/* SPDX-License-Identifier: Apache-2.0 */
/* `winevent explain`: what an event id, a name or a code means. */
#include "cli/explain.h"

#include <errno.h>
#include <stdio.h>

#include "base/num.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/rules.h"
#include "cli/wrap.h"

typedef struct session {
    const cli_settings *settings;
    cli_query query;
    cli_out out;
    wev_arena arena;
    wev_str *word, *rest; /* rest: those that name nothing by themselves */
    size_t words, rests;
    bool begun; /* something was printed */
    int status;
} session;

/* Words of the command line as valid UTF-8, since they come back in the output; blank ones say nothing. */
static bool take_words(session *s) {
    const size_t count = s->settings->word_count;
    bool repaired = false;
    s->word = wev_arena_alloc(&s->arena, (count + 1) * sizeof *s->word);
    s->rest = wev_arena_alloc(&s->arena, (count + 1) * sizeof *s->rest);
    if (s->word == NULL || s->rest == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const wev_str word = wev_str_trim(wev_str_of(s->settings->word[i]));
        if (word.len == 0)
            continue;
        s->word[s->words] = wev_utf8_repair(&s->arena, word, &repaired);
        if (s->word[s->words++].ptr == NULL)
            return false;
    }
    return true;
}

/* n words with blanks between them; ptr NULL without memory. */
static wev_str join(session *s, const wev_str *word, size_t n) {
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += word[i].len + 1;
    char *const to = wev_arena_alloc(&s->arena, len + 1);
    len = 0;
    for (size_t i = 0; to != NULL && i < n; i++) {
        if (i > 0)
            to[len++] = ' ';
        memcpy(to + len, word[i].ptr, word[i].len);
        len += word[i].len;
    }
    return (wev_str){to, len};
}

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

static bool is_decimal(wev_str word) {
    uint64_t number;
    return wev_num_u64(word, &number);
}

/*
 * Words that say where to look for the one behind them, `Service Control Manager 7036` or `logon-type 3`: sets the
 * query's table or origin and gives their number, 0 if there are none.
 */
static size_t take_scope(session *s, size_t from, cli_query *query) {
    for (size_t n = 1; from + n < s->words; n++) {
        const wev_str name = join(s, s->word + from, n);
        if (name.ptr == NULL)
            return 0;
        query->table = cli_find_table(query->rulebase, name);
        if (query->table != NULL)
            return n;
        if (is_decimal(s->word[from + n]) && (cli_find_family(query, name) || cli_find_origin(query, name))) {
            query->origin = name;
            return n;
        }
    }
    return 0;
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

/* `Event ID 4625`: says what the next word is, and not where to look. */
static bool is_filler(const session *s, size_t at) {
    static const wev_str words[] = {SV_INIT("event"), SV_INIT("id"), SV_INIT("eventid"), SV_INIT("code")};
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found = found || wev_str_same(s->word[at], words[i]);
    return found && at + 1 < s->words;
}

/* Answers what stands at `from`; gives the number of words that were used. */
static size_t answer_at(session *s, size_t from) {
    if (is_filler(s, from))
        return 1;
    cli_hits hits = {.count = 0};
    cli_query scoped = s->query;
    const size_t scope = s->query.table == NULL ? take_scope(s, from, &scoped) : 0;
    if (scope > 0 && !find_in_family(&scoped, s->word[from + scope], &hits))
        cli_find_exact(&scoped, s->word[from + scope], &hits);
    if (hits.count > 0) {
        answer(s, join(s, s->word + from, scope + 1), &hits, BY_NAME);
        return scope + 1;
    }
    cli_find_exact(&s->query, s->word[from], &hits);
    if (hits.count > 0 || hits.failed)
        answer(s, s->word[from], &hits, BY_NAME);
    else
        s->rest[s->rests++] = s->word[from];
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

static void print_hints(session *s, wev_str asked) {
    const cli_query *const query = &s->query;
    const wev_code_table *const table = cli_find_table(query->rulebase, asked);
    print_line(s, "winevent: ", asked.len > 0 ? CLI_WORD_NOTHING_KNOWN : CLI_WORD_NO_SUCH_EVENT, asked, SV(""));
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
    const wev_str asked = join(s, s->rest, s->rests);
    cli_find_words(&s->query, s->rest, s->rests, &hits);
    if (hits.count == 0 && !hits.failed) {
        s->status = CLI_NOT_ALL;
        cli_out_flush(&s->out);
        print_hints(s, asked);
    }
    answer(s, asked, &hits, s->rests > 0 ? BY_SEARCH : BY_FILTER);
}

/* Words without digits are a search sooner than names one by one. */
static bool are_prose(const session *s) {
    for (size_t i = 0; i < s->words; i++)
        for (size_t k = 0; k < s->word[i].len; k++)
            if (wev_is_digit(s->word[i].ptr[k]) || s->word[i].ptr[k] == '%')
                return false;
    return s->words > 1;
}

/* All words together; false if that finds nothing. */
static bool answer_prose(session *s) {
    cli_hits hits = {.count = 0};
    cli_find_words(&s->query, s->word, s->words, &hits);
    const bool found = hits.count > 0 || hits.failed;
    if (found)
        answer(s, join(s, s->word, s->words), &hits, BY_SEARCH);
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
    fprintf(stderr, "winevent: there is no code table '%s'\n", settings->table);
    print_names(s);
    return false;
}

static int explain(session *s) {
    const bool filtered = s->query.table != NULL || s->query.provider.ptr != NULL || s->query.channel.ptr != NULL;
    if (!take_words(s)) {
        fputs("winevent: no memory\n", stderr);
        return CLI_OUTPUT;
    }
    if (s->words == 0 && !filtered) {
        fputs("winevent explain: explain what? An event id, a code or a name; try 'winevent explain --help'\n", stderr);
        return CLI_USAGE;
    }
    s->out = cli_out_open(s->settings->color);
    if (are_prose(s) && answer_prose(s))
        return cli_out_close(&s->out, s->status);
    for (size_t i = 0; i < s->words && s->out.error == 0;)
        i += answer_at(s, i);
    if (s->out.error == 0 && (s->rests > 0 || (s->words == 0 && filtered)))
        answer_rest(s);
    return cli_out_close(&s->out, s->status);
}

static int run(const cli_settings *settings) {
    session s = {.settings = settings, .status = CLI_DONE};
    int status = CLI_USAGE;
    s.query.rulebase = cli_rules_load(settings, CLI_FOR_PEOPLE);
    wev_arena_init(&s.arena, 0);
    if (s.query.rulebase != NULL)
        s.query.tongue = cli_tongue_of(wev_rulebase_lang(s.query.rulebase));
    if (s.query.rulebase != NULL && set_filters(&s))
        status = explain(&s);
    wev_arena_free(&s.arena);
    wev_rulebase_unref(s.query.rulebase);
    return status;
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
