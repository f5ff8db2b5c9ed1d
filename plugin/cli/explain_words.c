/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/explain_words.h"

static const wev_str langs[CLI_TONGUES] = {
    [CLI_ENGLISH] = SV_INIT("en"), [CLI_KOREAN] = SV_INIT("ko"),   [CLI_CHINESE] = SV_INIT("zh-TW"),
    [CLI_RUSSIAN] = SV_INIT("ru"), [CLI_JAPANESE] = SV_INIT("ja"),
};

static const wev_str words[CLI_WORDS][CLI_TONGUES] = {
#define CLI_WORD(name, english, korean, chinese, russian, japanese)                                                    \
    {SV_INIT(english), SV_INIT(korean), SV_INIT(chinese), SV_INIT(russian), SV_INIT(japanese)},
#include "cli/explain_words.def"
#undef CLI_WORD
};

static const wev_str values[][CLI_TONGUES] = {
#define CLI_VALUE(english, korean, chinese, russian, japanese)                                                         \
    {SV_INIT(english), SV_INIT(korean), SV_INIT(chinese), SV_INIT(russian), SV_INIT(japanese)},
#include "cli/explain_values.def"
#undef CLI_VALUE
};

cli_tongue cli_tongue_of(wev_str lang) {
    for (unsigned i = 0; i < CLI_TONGUES; i++)
        if (wev_str_same(langs[i], lang))
            return (cli_tongue)i;
    return CLI_ENGLISH;
}

wev_str cli_word_in(cli_tongue tongue, cli_word word) {
    return words[word][tongue];
}

void cli_say(wev_buf *to, cli_tongue tongue, cli_word word, wev_str one, wev_str two) {
    wev_str text = words[word][tongue];
    while (text.len > 0) {
        const bool first = wev_str_starts(text, SV("{1}")), second = wev_str_starts(text, SV("{2}"));
        if (first || second)
            wev_buf_add(to, first ? one : two);
        else
            wev_buf_char(to, text.ptr[0]);
        text = wev_str_skip(text, first || second ? 3 : 1);
    }
}

/* English and Korean labels are short; a longer one would push the text out of line. */
size_t cli_label_columns(cli_tongue tongue) {
    static const size_t columns[CLI_TONGUES] = {14, 16, 14, 16, 16};
    return columns[tongue];
}

void cli_add_value(wev_buf *to, cli_tongue tongue, wev_str value) {
    for (size_t i = 0; tongue != CLI_ENGLISH && i < sizeof values / sizeof *values; i++) {
        if (!wev_str_equal(values[i][CLI_ENGLISH], value))
            continue;
        wev_buf_add(to, values[i][tongue]);
        wev_buf_add(to, SV(" ("));
        wev_buf_add(to, value);
        wev_buf_add(to, SV(")"));
        return;
    }
    wev_buf_add(to, value);
}
