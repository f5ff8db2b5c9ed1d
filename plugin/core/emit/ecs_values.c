/* SPDX-License-Identifier: Apache-2.0 */
#include "emit/ecs_values.h"

#include "base/ip.h"

/* What Windows writes where there is nobody or nothing. */
static bool is_placeholder(wev_str text) {
    switch (text.len) {
    case 0:
        return true;
    case 1:
        return text.ptr[0] == '-';
    case 7:
        return wev_str_equal(text, SV("S-1-0-0"));
    case 8:
        return wev_str_equal(text, SV("NULL SID"));
    case 36:
        return wev_str_equal(text, SV("00000000-0000-0000-0000-000000000000"));
    case 38:
        return wev_str_equal(text, SV("{00000000-0000-0000-0000-000000000000}"));
    default:
        return false;
    }
}

static bool set_number(wev_ecs_value *out, wev_str text, uint64_t low, uint64_t high) {
    uint64_t value = 0;
    wev_num_form form;
    if (!wev_num_code(text, 64, &value, &form) || form == WEV_NUM_SIGNED || value < low || value > high)
        return false;
    out->digits_len = wev_num_put_u64(out->digits, value);
    return true;
}

/* Of `10.0.0.1:3389` or `[2001:db8::1]:3389` the address, and what stands behind it. */
static bool split_endpoint(wev_str text, wev_str *address, wev_str *port) {
    size_t at = text.len;
    while (at > 0 && text.ptr[at - 1] != ':')
        at--;
    if (at < 2)
        return false;
    wev_str host = {text.ptr, at - 1};
    if (host.ptr[0] == '[' && host.ptr[host.len - 1] == ']')
        host = (wev_str){host.ptr + 1, host.len - 2};
    else if (memchr(host.ptr, ':', host.len) != NULL)
        return false;
    *port = wev_str_skip(text, at);
    return wev_ip_parse(host, address);
}

static bool set_port(wev_ecs_value *out, wev_str text) {
    wev_str address, port;
    return set_number(out, split_endpoint(text, &address, &port) ? port : text, 1, 65535);
}

static wev_str basename_of(wev_str path) {
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '\\' && path.ptr[start - 1] != '/')
        start--;
    return wev_str_skip(path, start);
}

/*
 * Of `DOMAIN\name` the part before or behind the last backslash, of `name@REALM` that behind or before the first @;
 * absent where there is neither.
 */
static wev_str account_part(wev_str account, bool domain) {
    size_t at = account.len;
    while (at > 0 && account.ptr[at - 1] != '\\')
        at--;
    if (at > 0)
        return domain ? (wev_str){account.ptr, at - 1} : wev_str_skip(account, at);
    const char *const sign = memchr(account.ptr, '@', account.len);
    const size_t name = sign != NULL ? (size_t)(sign - account.ptr) : 0;
    if (name == 0 || name + 1 == account.len)
        return (wev_str){NULL, 0};
    return domain ? wev_str_skip(account, name + 1) : (wev_str){account.ptr, name};
}

static bool set_part(wev_ecs_value *out, wev_str part) {
    out->text = wev_text_of(part);
    return part.len > 0;
}

/* Of `SHA1=12,MD5=34` the value with the name, whatever its case: Sysmon's Hashes. */
static wev_str listed(wev_str list, wev_str name) {
    while (list.len > 0) {
        const char *const comma = memchr(list.ptr, ',', list.len);
        const wev_str one = wev_str_trim((wev_str){list.ptr, comma != NULL ? (size_t)(comma - list.ptr) : list.len});
        if (one.len > name.len && one.ptr[name.len] == '=' && wev_str_same((wev_str){one.ptr, name.len}, name))
            return wev_str_skip(one, name.len + 1);
        list = comma != NULL ? wev_str_skip(list, (size_t)(comma - list.ptr) + 1) : (wev_str){NULL, 0};
    }
    return (wev_str){NULL, 0};
}

/* Is the text all of a hash of this name, by its length? */
static bool is_bare_hash(wev_str text, wev_str name) {
    static const struct {
        wev_str name;
        size_t digits;
    } hashes[] = {{SV_INIT("md5"), 32}, {SV_INIT("sha1"), 40}, {SV_INIT("sha256"), 64}};
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++)
        if (wev_str_equal(name, hashes[i].name))
            return text.len == hashes[i].digits && memchr(text.ptr, '=', text.len) == NULL;
    return false;
}

/* In small letters, as lists of known hashes have them. Zeros stand for a file that has no such hash: an imphash. */
static bool set_hash(wev_ecs_value *out, wev_arena *arena, wev_str text, wev_str name) {
    const wev_str found = is_bare_hash(text, name) ? text : listed(text, name);
    char *const small = found.len > 0 ? wev_arena_alloc(arena, found.len) : NULL;
    bool zeros = true;
    if (small == NULL)
        return false;
    for (size_t i = 0; i < found.len; i++) {
        small[i] = wev_lower(found.ptr[i]);
        zeros = zeros && small[i] == '0';
    }
    return !zeros && set_part(out, (wev_str){small, found.len});
}

/*
 * Defender's resources: `file:_C:\a.exe;regkey:_HKLM\b`, `containerfile:_C:\a.zip; file:_C:\a.zip->b.exe`, in Windows 7
 * without the underscore. How many bytes of the text are such a scheme; *file: is it that of a file?
 */
static size_t scheme_of(wev_str text, bool *file) {
    size_t at = 0;
    while (at < text.len && wev_lower(text.ptr[at]) >= 'a' && wev_lower(text.ptr[at]) <= 'z')
        at++;
    if (at < 2 || at == text.len || text.ptr[at] != ':')
        return 0;
    const wev_str word = {text.ptr, at};
    const bool underscore = at + 1 < text.len && text.ptr[at + 1] == '_';
    *file = wev_str_same(word, SV("file")) || wev_str_same(word, SV("containerfile"));
    return *file || underscore || wev_str_same(word, SV("process")) ? at + 1 + underscore : 0;
}

/* The path of the first file among such resources; the text itself if it has no schemes. Absent: there is no file. */
static wev_str file_of(wev_str text) {
    bool file = false;
    if (scheme_of(text, &file) == 0)
        return text;
    while (text.len > 0) {
        wev_str one;
        wev_str_split(&text, SV(";"), &one);
        one = wev_str_trim(one);
        const size_t scheme = scheme_of(one, &file);
        if (scheme > 0 && file) {
            one = wev_str_skip(one, scheme);
            wev_str_split(&one, SV("->"), &text);
            return text;
        }
    }
    return (wev_str){NULL, 0};
}

static bool is_separator(char c) {
    return c == '\\' || c == '/';
}

/* What stands before the last part of a path; the separator behind it counts for the root of a drive only, and alone.
 */
static wev_str directory_of(wev_str path) {
    size_t len = path.len - basename_of(path).len;
    while (len > 1 && is_separator(path.ptr[len - 1]) && !(len == 3 && path.ptr[1] == ':'))
        len--;
    return (wev_str){path.ptr, len};
}

/* Of `a.tar.gz` it is `gz`, of `a.exe:stream` `exe`; none of `.profile`, `a.`, and of a sentence. */
static wev_str extension_of(wev_str name) {
    const char *const stream = memchr(name.ptr, ':', name.len);
    const size_t end = stream != NULL ? (size_t)(stream - name.ptr) : name.len;
    size_t at = end;
    while (at > 0 && name.ptr[at - 1] != '.' && name.ptr[at - 1] != ' ')
        at--;
    return (wev_str){name.ptr + at, at > 1 && name.ptr[at - 1] == '.' ? end - at : 0};
}

/* The part of a file's path that is wanted. */
static bool set_file_part(wev_ecs_value *out, wev_ecs_kind kind, wev_str path) {
    if (path.ptr == NULL)
        return false;
    if (kind == WEV_ECS_FILE_DIRECTORY)
        return set_part(out, directory_of(path));
    const wev_str name = basename_of(path);
    return set_part(out, kind == WEV_ECS_FILE_EXTENSION ? extension_of(name) : name);
}

/* Sysmon's Initiated, and the parameters of the audits of the filtering platform (msobjs.dll) with their English words.
 */
static bool set_direction(wev_ecs_value *out, wev_str text) {
    static const struct {
        wev_str word;
        wev_text direction;
    } words[] = {
        {SV_INIT("true"), TX_INIT("egress")},     {SV_INIT("false"), TX_INIT("ingress")},
        {SV_INIT("%%14593"), TX_INIT("egress")},  {SV_INIT("%%14592"), TX_INIT("ingress")},
        {SV_INIT("Outbound"), TX_INIT("egress")}, {SV_INIT("Inbound"), TX_INIT("ingress")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (wev_str_same(text, words[i].word)) {
            out->text = words[i].direction;
            return true;
        }
    }
    return false;
}

/* A value that is too long for a placeholder in whatever writing need not be decoded to see that it is none. */
enum { LONGER_THAN_PLACEHOLDER = 64 };

/*
 * Of a path inside a JSON string the last part without decoding the rest: what stands behind the last backslash or
 * slash, if that is no escape. Absent where it must be decoded.
 */
static wev_text basename_as_sent(wev_text path) {
    const char *const start = path.ptr, *const end = start + path.len, *at = end;
    while (at > start && at[-1] != '\\' && at[-1] != '/')
        at--;
    const char *run = at;
    while (run > start && run[-1] == '\\')
        run--;
    if (at == start || at == end || (at - run) % 2 != 0 || *at == ' ' || end[-1] == ' ')
        return WEV_ABSENT;
    return wev_text_as((wev_str){at, (size_t)(end - at)}, WEV_CLEAN);
}

/* As basename_as_sent, what stands before it; absent where that is not plain to see, as in the root of a drive. */
static wev_text directory_as_sent(wev_text path) {
    const wev_text name = basename_as_sent(path);
    if (name.ptr == NULL || path.ptr[0] == ' ')
        return WEV_ABSENT;
    const size_t len = (size_t)(name.ptr - path.ptr); /* with two backslashes, which are one */
    if (len < 4 || path.ptr[len - 1] != '\\' || path.ptr[len - 3] == '\\' || path.ptr[len - 3] == ':')
        return WEV_ABSENT;
    return wev_text_as((wev_str){path.ptr, len - 2}, WEV_JSON);
}

/* As basename_as_sent, its extension. */
static wev_text extension_as_sent(wev_text path) {
    const wev_text name = basename_as_sent(path);
    const wev_str part = name.ptr != NULL ? extension_of(wev_text_raw(name)) : (wev_str){NULL, 0};
    return part.len > 0 ? wev_text_as(part, WEV_CLEAN) : WEV_ABSENT;
}

/* Is the first escape inside this JSON string that of a backslash? No placeholder has one, so there is no need to
 * decode it. */
static bool has_backslash(wev_text value) {
    const char *const slash = value.writing == WEV_JSON ? memchr(value.ptr, '\\', value.len) : NULL;
    return slash != NULL && slash[1] == '\\'; /* each escape is valid, so something stands behind it */
}

/* A path that begins with a drive, a backslash, a slash or a variable has no scheme. */
static bool is_plain_path(wev_text value) {
    return value.len > 1 && (value.ptr[1] == ':' || memchr("\\/%", value.ptr[0], 3) != NULL);
}

/* What needs no look inside the value; false: look. */
static bool convert_as_sent(wev_ecs_value *out, wev_ecs_kind kind, wev_text value) {
    const bool name = kind == WEV_ECS_BASENAME || (kind == WEV_ECS_FILE_NAME && is_plain_path(value));
    const bool whole = kind == WEV_ECS_KEYWORD || (kind == WEV_ECS_FILE_PATH && is_plain_path(value));
    if (value.len <= LONGER_THAN_PLACEHOLDER && value.writing != WEV_JSON)
        return false;
    if (whole && (value.len > LONGER_THAN_PLACEHOLDER || has_backslash(value)))
        out->text = value;
    else if (name && value.writing == WEV_JSON)
        out->text = basename_as_sent(value);
    else if (kind == WEV_ECS_FILE_DIRECTORY && value.writing == WEV_JSON && is_plain_path(value))
        out->text = directory_as_sent(value);
    else if (kind == WEV_ECS_FILE_EXTENSION && value.writing == WEV_JSON && is_plain_path(value))
        out->text = extension_as_sent(value);
    else
        return false;
    return out->text.ptr != NULL;
}

/* The account's name or domain, or the value as it is; a name without a domain is not the domain too. */
static bool set_account(wev_ecs_value *out, wev_ecs_kind kind, bool of_account, wev_text value, wev_str text) {
    const bool domain = kind == WEV_ECS_DOMAIN;
    const wev_str part = domain && !of_account && memchr(text.ptr, '\\', text.len) == NULL ? (wev_str){NULL, 0}
                                                                                           : account_part(text, domain);
    if (part.ptr != NULL)
        return set_part(out, part);
    out->text = value;
    return !of_account;
}

bool wev_ecs_convert(wev_ecs_value *out, wev_arena *arena, const wev_ecs_target *target, bool of_account,
                     wev_text value) {
    const wev_ecs_kind kind = (wev_ecs_kind)target->kind;
    out->digits_len = 0;
    if (convert_as_sent(out, kind, value))
        return true;
    const wev_str text = wev_str_trim(wev_text_plain(arena, value));
    wev_str part, port;
    if (text.ptr == NULL || is_placeholder(text))
        return false;
    out->text = value;
    switch (kind) {
    case WEV_ECS_KEYWORD:
        return true;
    case WEV_ECS_IP:
        if (!wev_ip_parse(text, &part) && !split_endpoint(text, &part, &port))
            return false;
        out->text = wev_text_as(part, WEV_CLEAN);
        return true;
    case WEV_ECS_PORT:
        return set_port(out, text);
    case WEV_ECS_NUMBER:
        return set_number(out, text, 0, INT64_MAX);
    case WEV_ECS_BASENAME:
        return set_part(out, basename_of(text));
    case WEV_ECS_FILE_PATH:
        part = file_of(text);
        return part.ptr == text.ptr || set_part(out, part);
    case WEV_ECS_FILE_NAME:
    case WEV_ECS_FILE_DIRECTORY:
    case WEV_ECS_FILE_EXTENSION:
        return set_file_part(out, kind, file_of(text));
    case WEV_ECS_ACCOUNT:
    case WEV_ECS_DOMAIN:
        return set_account(out, kind, of_account, value, text);
    case WEV_ECS_LISTED:
        return set_hash(out, arena, text, wev_text_raw(target->part[target->depth - 1]));
    case WEV_ECS_DIRECTION:
        return set_direction(out, text);
    case WEV_ECS_SESSION:
        return !wev_str_same(text, SV("0x0"));
    case WEV_ECS_IP_LIST:
    case WEV_ECS_CODE_NAME:
        return false;
    }
    return false;
}

bool wev_ecs_next_ip(wev_ecs_value *out, wev_str *list) {
    wev_str one, address;
    out->digits_len = 0;
    while (list->len > 0) {
        wev_str_split(list, SV(";"), &one);
        if (wev_ip_parse(wev_str_trim(one), &address)) {
            out->text = wev_text_as(address, WEV_CLEAN);
            return true;
        }
    }
    return false;
}
