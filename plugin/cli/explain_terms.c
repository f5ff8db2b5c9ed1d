/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/explain_terms.h"

#include "cli/explain.h"

/* What people say, and what Windows and our texts say for it. */
typedef struct synonym {
    cli_tongue tongue;
    wev_str said, usual;
} synonym;

static const synonym synonyms[] = {
    {CLI_ENGLISH, SV_INIT("login"), SV_INIT("logon")},
    {CLI_ENGLISH, SV_INIT("certificate authority"), SV_INIT("certification authority")},
    {CLI_ENGLISH, SV_INIT("pre-authentication"), SV_INIT("preauthentication")},
    {CLI_KOREAN, SV_INIT("비밀번호"), SV_INIT("암호")},
    {CLI_KOREAN, SV_INIT("패스워드"), SV_INIT("암호")},
    {CLI_KOREAN, SV_INIT("폐기"), SV_INIT("해지")},
    {CLI_KOREAN, SV_INIT("폐지"), SV_INIT("해지")},
    {CLI_KOREAN, SV_INIT("로그인"), SV_INIT("로그온")},
    {CLI_KOREAN, SV_INIT("인증기관"), SV_INIT("인증 기관")},
    {CLI_KOREAN, SV_INIT("발행"), SV_INIT("발급")},
    {CLI_KOREAN, SV_INIT("해지목록"), SV_INIT("CRL")},
    {CLI_KOREAN, SV_INIT("잠김"), SV_INIT("잠겼")},
    {CLI_KOREAN, SV_INIT("없음"), SV_INIT("없")},
    {CLI_KOREAN, SV_INIT("틀림"), SV_INIT("틀")},
    {CLI_CHINESE, SV_INIT("憑證撤銷清單"), SV_INIT("CRL")},
    {CLI_CHINESE, SV_INIT("撤銷清單"), SV_INIT("CRL")},
    {CLI_CHINESE, SV_INIT("廢止"), SV_INIT("撤銷")},
    {CLI_CHINESE, SV_INIT("註銷"), SV_INIT("撤銷")},
    {CLI_CHINESE, SV_INIT("吊銷"), SV_INIT("撤銷")},
    {CLI_CHINESE, SV_INIT("證書"), SV_INIT("憑證")},
    {CLI_CHINESE, SV_INIT("凭证"), SV_INIT("憑證")},
    {CLI_CHINESE, SV_INIT("帳號"), SV_INIT("帳戶")},
    {CLI_CHINESE, SV_INIT("賬戶"), SV_INIT("帳戶")},
    {CLI_CHINESE, SV_INIT("登錄"), SV_INIT("登入")},
    {CLI_CHINESE, SV_INIT("設備"), SV_INIT("裝置")},
    {CLI_CHINESE, SV_INIT("核發"), SV_INIT("發行")},
    {CLI_RUSSIAN, SV_INIT("логон"), SV_INIT("вход")},
    {CLI_RUSSIAN, SV_INIT("логин"), SV_INIT("вход")},
    {CLI_RUSSIAN, SV_INIT("аннулировани"), SV_INIT("отзыв")},
    {CLI_RUSSIAN, SV_INIT("аннулир"), SV_INIT("отозван")},
    {CLI_RUSSIAN, SV_INIT("просроч"), SV_INIT("истек")},
    {CLI_JAPANESE, SV_INIT("ログイン"), SV_INIT("ログオン")},
    {CLI_JAPANESE, SV_INIT("証明書失効リスト"), SV_INIT("CRL")},
    {CLI_JAPANESE, SV_INIT("失効リスト"), SV_INIT("CRL")},
    {CLI_JAPANESE, SV_INIT("取り消し"), SV_INIT("失効")},
    {CLI_JAPANESE, SV_INIT("取消"), SV_INIT("失効")},
    {CLI_JAPANESE, SV_INIT("認証局"), SV_INIT("証明機関")},
    {CLI_JAPANESE, SV_INIT("暗証番号"), SV_INIT("PIN")},
};

/* Words that say no more than that something is wrong, or what is asked for. */
static const wev_str weak_words[] = {
    SV_INIT("error"),    SV_INIT("code"),   SV_INIT("event"), SV_INIT("오류"),    SV_INIT("에러"),   SV_INIT("코드"),
    SV_INIT("이벤트"),   SV_INIT("錯誤"),   SV_INIT("代碼"),  SV_INIT("事件"),    SV_INIT("エラー"), SV_INIT("コード"),
    SV_INIT("イベント"), SV_INIT("ошибка"), SV_INIT("код"),   SV_INIT("событие"),
};

/* What words end with, the longest first, and the bytes that must be left: two syllables, four letters. */
static const char *const korean_endings[] = {
    "되었습니다", "하였습니다", "되었음", "됐습니다", "했습니다", "입니다", "합니다", "됩니다", "에서는", "으로",
    "에서",       "에게",       "까지",   "부터",     "하기",     "하는",   "되는",   "되지",   "하지",   "되어",
    "하여",       "이",         "가",     "을",       "를",       "은",     "는",     "의",     "에",     "로",
    "와",         "과",         "도",     "된",       "한",       "할",     "될",     "됨",     "함",     NULL};
static const char *const russian_endings[] = {
    "иями", "иях", "ием", "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ных", "ный", "ные", "ная",
    "ное",  "ной", "ным", "ена", "ено", "ены", "ть",  "ся",  "ах",  "ях",  "ов",  "ев",  "ей",  "ой",  "ый",
    "ий",   "ая",  "яя",  "ое",  "ее",  "ые",  "ие",  "ом",  "ем",  "ам",  "ям",  "ую",  "юю",  "ию",  "ия",
    "ии",   "ен",  "а",   "я",   "о",   "е",   "ы",   "и",   "у",   "ю",   "ь",   "й",   NULL};
static const char *const english_endings[] = {"ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y", NULL};

/* Chinese has no endings; Japanese ones fall away with the pieces. */
static const struct {
    const char *const *endings;
    size_t left;
} grammars[CLI_TONGUES] = {
    [CLI_ENGLISH] = {english_endings, 4},
    [CLI_KOREAN] = {korean_endings, 6},
    [CLI_RUSSIAN] = {russian_endings, 8},
};

/*
 * Sets `usual`: the word with each synonym's usual word in its place. In Russian the endings change with the word, and
 * the usual one takes the place of all of it.
 */
static void replace(cli_term *term, cli_tongue tongue) {
    wev_str left = term->typed;
    char *const to = term->room[0];
    size_t len = 0;
    bool found = false;
    while (left.len > 0) {
        const synonym *same = NULL;
        for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms && same == NULL; i++)
            if (synonyms[i].tongue == tongue && cli_text_begins(left, synonyms[i].said))
                same = &synonyms[i];
        const wev_str from = same != NULL ? same->usual : (wev_str){left.ptr, 1};
        if (len + from.len > CLI_TERM_ROOM)
            return;
        memcpy(to + len, from.ptr, from.len);
        len += from.len;
        found = found || same != NULL;
        if (same != NULL && tongue == CLI_RUSSIAN)
            break;
        left = wev_str_skip(left, same != NULL ? same->said.len : 1);
    }
    if (found)
        term->usual = (wev_str){to, len};
}

static void take_stem(cli_term *term, cli_tongue tongue) {
    const wev_str word = term->usual.ptr != NULL ? term->usual : term->typed;
    const char *const *const endings = grammars[tongue].endings;
    for (size_t i = 0; endings != NULL && endings[i] != NULL; i++) {
        const wev_str ending = wev_str_of(endings[i]);
        if (word.len < ending.len + grammars[tongue].left || word.len > CLI_TERM_ROOM)
            continue;
        const size_t rest = word.len - ending.len;
        if (!wev_str_same(wev_str_skip(word, rest), ending) && !cli_text_begins(wev_str_skip(word, rest), ending))
            continue;
        memcpy(term->room[1], word.ptr, rest);
        term->stem = (wev_str){term->room[1], rest};
        return;
    }
}

static bool is_letter(char c) {
    return wev_lower(c) >= 'a' && wev_lower(c) <= 'z';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool all_of(wev_str word, bool (*is)(char c)) {
    for (size_t i = 0; i < word.len; i++)
        if (!is(word.ptr[i]))
            return false;
    return word.len > 0;
}

/* UTF-8 from U+3000 on: kana, Chinese characters, Hangul syllables. */
static bool is_wide_byte(char c) {
    return ((unsigned char)c & 0xC0) == 0x80 || (unsigned char)c >= 0xE3;
}

bool cli_is_weak_word(wev_str word) {
    for (size_t i = 0; i < sizeof weak_words / sizeof *weak_words; i++)
        if (word.len == weak_words[i].len && cli_text_begins(word, weak_words[i]))
            return true;
    return false;
}

void cli_term_set(cli_term *term, cli_tongue tongue, wev_str word) {
    *term = (cli_term){.typed = word};
    if (word.len > CLI_TERM_ROOM || word.len == 0)
        return;
    term->number = all_of(word.ptr[0] == '-' ? wev_str_skip(word, 1) : word, wev_is_digit);
    term->brief = word.len <= 3 && all_of(word, is_letter);
    term->wide = all_of(word, is_wide_byte);
    term->weak = cli_is_weak_word(word);
    replace(term, tongue);
    if (!term->number && !term->brief)
        take_stem(term, tongue);
}

static bool is_alnum(char c) {
    return wev_is_digit(c) || is_letter(c);
}

/* Is what stands at `at` the whole number, or a word, be it in a name as GetCACaps, or in the plural? */
static bool stands_alone(const cli_term *term, wev_str text, size_t at) {
    const size_t end = at + term->typed.len;
    const char before = at > 0 ? text.ptr[at - 1] : ' ', first = text.ptr[at];
    const char behind = end < text.len ? text.ptr[end] : ' ', last = end + 1 < text.len ? text.ptr[end + 1] : ' ';
    if (term->number)
        return !is_alnum(before) && !is_alnum(behind);
    const bool begins = !is_letter(before) || (is_capital(first) && !is_capital(before));
    return begins && (!is_letter(behind) || is_capital(behind) || (behind == 's' && !is_letter(last)));
}

static bool has_typed(const cli_term *term, wev_str text) {
    enum { TELLING = 3 }; /* digits: shorter numbers stand in any text and say nothing */
    if (term->number && term->typed.len < TELLING)
        return false;
    if (!term->number && !term->brief)
        return cli_text_contains(text, term->typed);
    for (size_t at = 0; at + term->typed.len <= text.len; at++)
        if (cli_text_begins(wev_str_skip(text, at), term->typed) && stands_alone(term, text, at))
            return true;
    return false;
}

/* Bytes of the character at the front; the text is valid UTF-8, and wide. */
static size_t character(wev_str text) {
    size_t n = 1;
    while (n < text.len && ((unsigned char)text.ptr[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* U+3041 to U+309F: what binds words in Japanese, and ends them. */
static bool is_hiragana(wev_str text) {
    const unsigned char *const byte = (const unsigned char *)text.ptr;
    return text.len >= 3 && byte[0] == 0xE3 && (byte[1] == 0x81 || (byte[1] == 0x82 && byte[2] < 0xA0));
}

/* Chinese characters between words that bear no meaning of their own. */
static bool is_particle(wev_str text) {
    static const wev_str particles[] = {SV_INIT("被"), SV_INIT("的"), SV_INIT("了"), SV_INIT("已")};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (wev_str_starts(text, particles[i]))
            return true;
    return false;
}

/* The longest beginning of the word that the text has: two characters or more, or one that hiragana go on; else 0. */
static size_t piece_at(wev_str word, wev_str text) {
    size_t n = character(word), found = 0;
    const wev_str first = {word.ptr, n};
    if (!is_hiragana(word) && is_hiragana(wev_str_skip(word, n)) && cli_text_contains(text, first))
        found = n;
    while (n < word.len) {
        n += character(wev_str_skip(word, n));
        if (!cli_text_contains(text, (wev_str){word.ptr, n}))
            break;
        found = n;
    }
    return found;
}

/* Are all pieces of the word in the text? 密碼錯誤 is, where 密碼 and 錯誤 are. */
static bool has_pieces(wev_str word, wev_str text) {
    bool any = false;
    while (word.len > 0) {
        const size_t n = piece_at(word, text);
        if (n == 0 && !is_hiragana(word) && !is_particle(word))
            return false;
        any = any || n > 0;
        word = wev_str_skip(word, n > 0 ? n : character(word));
    }
    return any;
}

bool cli_term_in(const cli_term *term, cli_reading reading, wev_str text) {
    const wev_str word = term->usual.ptr != NULL ? term->usual : term->typed;
    if (text.len == 0)
        return term->typed.len == 0;
    if (has_typed(term, text) || (term->usual.ptr != NULL && cli_text_contains(text, term->usual)))
        return true;
    if (reading >= CLI_BY_STEM && term->stem.ptr != NULL && cli_text_contains(text, term->stem))
        return true;
    return reading >= CLI_BY_PIECES && term->wide && has_pieces(term->stem.ptr != NULL ? term->stem : word, text);
}
