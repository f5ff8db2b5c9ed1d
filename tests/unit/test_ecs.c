/* SPDX-License-Identifier: Apache-2.0 */
/* The ecs profile where it decides something: copies under ECS names, severities, levels, names of keywords. */
#include "folder.h"

#include "expect.h"
#include "json_check.h"
#include "process.h"

static folder base;
static const wev_rulebase *rulebase;
static process p;

/* One entry with a copy of each kind, and one of each severity. */
static const char pack[] =
    "{\"pack\": \"q\", \"title\": \"T\", \"match\": [{\"provider\": \"Q\"}], \"sources\": {\"s\": \"S\"}, \"copies\": "
    "{\"all\": {\"Ip\": \"source.ip\", \"Port\": \"source.port\", \"Host\": \"source.domain\", \"User\": "
    "\"user.name\", \"Sid\": \"user.id\",\"Target\": \"user.target.name\", \"Path\": [\"process.executable\", "
    "\"process.name\"], \"Pid\": \"process.pid\",\"Parent\": [\"process.parent.name\"], \"Account\": "
    "[\"user.effective.domain\", \"user.effective.name\"], \"Realm\": \"user.domain\", \"Peer\": [\"destination.ip\", "
    "\"destination.port\"], \"Hashes\": [\"file.hash.md5\", \"file.hash.sha256\"], \"File\": [\"file.name\", "
    "\"file.path\"], \"Owner\": \"process.parent.user.name\", \"Doc\": [\"file.directory\", "
    "\"file.extension\"], \"Way\": \"network.direction\", \"Answers\": \"dns.resolved_ip\", \"Session\": "
    "\"winlog.logon.id\", \"Kind\": \"winlog.logon.type\"}, \"key\": {\"if\": {\"Type\": \"Key\"}, \"Object\": "
    "[\"registry.path\", \"registry.value\"]}}, \"events\": [\n"
#define ENTRY(id, severity)                                                                                            \
    "{\"id\": " id ", \"name\": \"E" id "\", \"outcome\": \"unknown\", \"severity\": \"" severity                      \
    "\", \"category\": \"process\", \"codes\": {\"Kind\": \"t\"}, \"copy\": [\"all\", \"key\"], \"source\": \"s\"}"
    ENTRY("2", "critical") ",\n" ENTRY("3", "error") ",\n" ENTRY("4", "warning") ",\n" ENTRY("5", "notice") ",\n" ENTRY(
        "6", "information") ",\n" ENTRY("7",
                                        "debug") ",\n"
                                                 "{\"id\": 8, \"name\": \"E8\", \"fields\": [\"Type\"], \"outcome\": "
                                                 "\"unknown\", \"severity\": \"debug\", \"category\": "
                                                 "\"object\", \"ecs\": {\"by\": \"Type\", \"*\": {\"category\": "
                                                 "[\"host\"], \"type\": [\"info\"], \"action\": \"any\"}, "
                                                 "\"File\": {\"category\": [\"file\"], \"type\": [\"access\", "
                                                 "\"change\"], \"action\": \"opened\"}}, \"source\": \"s\"},\n"
                                                 "{\"id\": 9, \"name\": \"E9\", \"outcome\": \"unknown\", "
                                                 "\"severity\": \"debug\", \"category\": \"object\", "
                                                 "\"ecs\": {\"by\": \"Type\", \"Key\": {\"category\": [\"registry\"], "
                                                 "\"type\": [\"access\"], \"action\": \"read\"}}, "
                                                 "\"source\": \"s\"}]}";

static void open_process(void) {
    wev_fault why;
    base = folder_open();
    folder_write_tiny(&base);
    folder_write(&base, "events/q.json", pack);
    rulebase = wev_rulebase_load(base.path, NULL, "en", &why);
    cr_assert(rulebase != NULL, "%s:%u: %s %s", why.file, why.line, why.what, why.detail);
    p = process_open(&(wev_options){.profile = WEV_ECS, .seed = 7}, rulebase);
}

static void close_process(void) {
    process_close(&p);
    wev_rulebase_unref(rulebase);
    folder_close(&base);
}

TestSuite(ecs, .init = open_process, .fini = close_process);

/* The document of an event of provider Q with these members, between the first `from` and the first `to` behind it. */
static wev_str part(const char *members, const char *from, const char *to) {
    char message[1024];
    const int len = snprintf(message, sizeof message, "{\"EventTime\":\"-\",\"SourceName\":\"Q\",%s}", members);
    const wev_str document = process_document(&p, (wev_str){message, (size_t)len});
    cr_expect(is_document(document), "%.*s", (int)document.len, document.ptr);
    const char *const start = memmem(document.ptr, document.len, from, strlen(from));
    if (start == NULL)
        return (wev_str){NULL, 0};
    const wev_str rest = wev_str_skip(document, (size_t)(start - document.ptr) + strlen(from));
    const char *const stop = memmem(rest.ptr, rest.len, to, strlen(to));
    cr_assert(stop != NULL, "%s is not behind %s", to, from);
    return (wev_str){rest.ptr, (size_t)(stop - rest.ptr)};
}

typedef struct ecs_case {
    const char *title, *members, *want;
} ecs_case;

/* What stands between `event` and `winlog`: the copies. */
static void expect_copies(const ecs_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect_text(cases[i].title, part(cases[i].members, "\"severity\":10},", "\"winlog\":"), cases[i].want);
}

Test(ecs, data_is_copied_to_its_ecs_field_in_that_fields_type) {
    static const ecs_case cases[] = {
        {"text", "\"EventID\":6,\"User\":\"bob \\\"x\\\"\"",
         "\"user\":{\"name\":\"bob \\\"x\\\"\"},\"related\":{\"user\":[\"bob \\\"x\\\"\"]},"},
        {"an address", "\"EventID\":6,\"Ip\":\"2001:db8::1\"",
         "\"source\":{\"ip\":\"2001:db8::1\"},\"related\":{\"ip\":[\"2001:db8::1\"]},"},
        {"an IPv4-mapped address", "\"EventID\":6,\"Ip\":\"::ffff:192.0.2.1\"",
         "\"source\":{\"ip\":\"192.0.2.1\"},\"related\":{\"ip\":[\"192.0.2.1\"]},"},
        {"a port", "\"EventID\":6,\"Port\":\"49812\"", "\"source\":{\"port\":49812},"},
        {"a number in hexadecimal", "\"EventID\":6,\"Pid\":\"0x2d0\"", "\"process\":{\"pid\":720},"},
        {"a path and its last part", "\"EventID\":6,\"Path\":\"C:\\\\a\\\\b.exe\"",
         "\"process\":{\"executable\":\"C:\\\\a\\\\b.exe\",\"name\":\"b.exe\"},"},
        {"a path with slashes", "\"EventID\":6,\"Parent\":\"/usr/bin/x\"",
         "\"process\":{\"parent\":{\"name\":\"x\"}},"},
        {"an account with its domain", "\"EventID\":6,\"Account\":\"CORP\\\\eve\"",
         "\"user\":{\"effective\":{\"domain\":\"CORP\",\"name\":\"eve\"}},\"related\":{\"user\":[\"eve\"]},"},
        {"an account without a domain", "\"EventID\":6,\"Account\":\"eve\"",
         "\"user\":{\"effective\":{\"name\":\"eve\"}},\"related\":{\"user\":[\"eve\"]},"},
        {"a domain alone", "\"EventID\":6,\"Realm\":\"CORP\"", "\"user\":{\"domain\":\"CORP\"},"},
        {"the hashes of a list", "\"EventID\":6,\"Hashes\":\"SHA1=1A, sha256=3C,MD5=2B\"",
         "\"file\":{\"hash\":{\"md5\":\"2b\",\"sha256\":\"3c\"}},\"related\":{\"hash\":[\"2b\",\"3c\"]},"},
        {"a hash alone, by its length", "\"EventID\":6,\"Hashes\":\"D41D8CD98F00B204E9800998ECF8427E\"",
         "\"file\":{\"hash\":{\"md5\":\"d41d8cd98f00b204e9800998ecf8427e\"}},"
         "\"related\":{\"hash\":[\"d41d8cd98f00b204e9800998ecf8427e\"]},"},
        {"a name with its realm", "\"EventID\":6,\"Account\":\"eve$@CORP.EXAMPLE\"",
         "\"user\":{\"effective\":{\"domain\":\"CORP.EXAMPLE\",\"name\":\"eve$\"}},\"related\":{\"user\":[\"eve$\"]},"},
        {"a domain with an at sign", "\"EventID\":6,\"Realm\":\"a@b\"", "\"user\":{\"domain\":\"a@b\"},"},
        {"an at sign behind a domain", "\"EventID\":6,\"User\":\"AzureAD\\\\eve@corp.example\"",
         "\"user\":{\"name\":\"eve@corp.example\"},\"related\":{\"user\":[\"eve@corp.example\"]},"},
        {"an at sign that parts nothing", "\"EventID\":6,\"User\":\"eve@\"",
         "\"user\":{\"name\":\"eve@\"},\"related\":{\"user\":[\"eve@\"]},"},
        {"an address with a port", "\"EventID\":6,\"Peer\":\"192.0.2.7:3389\"",
         "\"destination\":{\"ip\":\"192.0.2.7\",\"port\":3389},\"related\":{\"ip\":[\"192.0.2.7\"]},"},
        {"an IPv6 address with a port", "\"EventID\":6,\"Peer\":\"[2001:db8::1]:3389\"",
         "\"destination\":{\"ip\":\"2001:db8::1\",\"port\":3389},\"related\":{\"ip\":[\"2001:db8::1\"]},"},
        {"a path of a file", "\"EventID\":6,\"File\":\"C:\\\\a\\\\b;c.exe\"",
         "\"file\":{\"name\":\"b;c.exe\",\"path\":\"C:\\\\a\\\\b;c.exe\"},"},
        {"a stream", "\"EventID\":6,\"File\":\"notes:Zone.Identifier\"",
         "\"file\":{\"name\":\"notes:Zone.Identifier\",\"path\":\"notes:Zone.Identifier\"},"},
        {"a resource of Defender", "\"EventID\":6,\"File\":\"file:_C:\\\\a\\\\b.exe\"",
         "\"file\":{\"name\":\"b.exe\",\"path\":\"C:\\\\a\\\\b.exe\"},"},
        {"the first file of several, without what is inside",
         "\"EventID\":6,\"File\":"
         "\"regkey:_HKLM\\\\a; containerfile:_C:\\\\a\\\\b.zip->c.exe;file:_D:\\\\d\"",
         "\"file\":{\"name\":\"b.zip\",\"path\":\"C:\\\\a\\\\b.zip\"},"},
        {"a resource of Windows 7", "\"EventID\":6,\"File\":\"file:C:\\\\a\\\\b.exe\"",
         "\"file\":{\"name\":\"b.exe\",\"path\":\"C:\\\\a\\\\b.exe\"},"},
        {"four objects deep", "\"EventID\":6,\"Parent\":\"p\",\"Owner\":\"CORP\\\\eve\"",
         "\"process\":{\"parent\":{\"name\":\"p\",\"user\":{\"name\":\"eve\"}}},\"related\":{\"user\":[\"eve\"]},"},
        {"where another field allows it", "\"EventID\":6,\"Type\":\"Key\",\"Object\":\"\\\\REGISTRY\\\\a\"",
         "\"registry\":{\"path\":\"\\\\REGISTRY\\\\a\",\"value\":\"a\"},"},
        {"the address of the other side", "\"EventID\":6,\"Peer\":\"192.0.2.7\"",
         "\"destination\":{\"ip\":\"192.0.2.7\"},\"related\":{\"ip\":[\"192.0.2.7\"]},"},
        {"a name without a path", "\"EventID\":6,\"Parent\":\"x\"", "\"process\":{\"parent\":{\"name\":\"x\"}},"},
    };
    expect_copies(cases, COUNT(cases));
}

Test(ecs, what_ecs_would_refuse_is_left_out) {
    static const ecs_case cases[] = {
        {"a dash", "\"EventID\":6,\"User\":\"-\",\"Ip\":\"-\",\"Port\":\"-\",\"Pid\":\"-\",\"Path\":\"-\"", ""},
        {"nothing", "\"EventID\":6,\"User\":\"\",\"Ip\":\"\",\"Sid\":null", ""},
        {"the null SID", "\"EventID\":6,\"Sid\":\"S-1-0-0\",\"User\":\"NULL SID\"", ""},
        {"a host in place of an address", "\"EventID\":6,\"Ip\":\"LOCAL\"", ""},
        {"an address with a zone", "\"EventID\":6,\"Ip\":\"fe80::1%eth0\"", ""},
        {"an account without a name", "\"EventID\":6,\"Account\":\"CORP\\\\\"",
         "\"user\":{\"effective\":{\"domain\":\"CORP\"}},"},
        {"a list without the hash", "\"EventID\":6,\"Hashes\":\"SHA512=1A,MD5=,IMPHASH\"", ""},
        {"a hash of zeros", "\"EventID\":6,\"Hashes\":\"MD5=00000000000000000000000000000000\"", ""},
        {"text that has not the length of a hash", "\"EventID\":6,\"Hashes\":\"D41D8CD98F00B204E9800998ECF8427\"", ""},
        {"the nil GUID", "\"EventID\":6,\"Sid\":\"{00000000-0000-0000-0000-000000000000}\"", ""},
        {"an address whose port is none", "\"EventID\":6,\"Peer\":\"192.0.2.7:x\"",
         "\"destination\":{\"ip\":\"192.0.2.7\"},\"related\":{\"ip\":[\"192.0.2.7\"]},"},
        {"a host with a port", "\"EventID\":6,\"Peer\":\"host:80\"", ""},
        {"brackets around nothing", "\"EventID\":6,\"Peer\":\"[]:80\"", ""},
        {"a bracket", "\"EventID\":6,\"Peer\":\"[:80\"", ""},
        {"a resource that is no file", "\"EventID\":6,\"File\":\"CmdLine:_C:\\\\a.exe -x;process:pid:4\"", ""},
        {"a resource of Windows 7 that is no file", "\"EventID\":6,\"File\":\"process:pid:9660\"", ""},
        {"a scheme alone", "\"EventID\":6,\"File\":\"file:_\"", ""},
        {"where another field forbids it", "\"EventID\":6,\"Type\":\"File\",\"Object\":\"x\"", ""},
        {"where the other field is missing", "\"EventID\":6,\"Object\":\"x\"", ""},
        {"port 0", "\"EventID\":6,\"Port\":\"0\"", ""},
        {"a port that is none", "\"EventID\":6,\"Port\":\"65536\"", ""},
        {"a negative number", "\"EventID\":6,\"Pid\":\"-1\"", ""},
        {"a path that ends in a backslash", "\"EventID\":6,\"Parent\":\"C:\\\\a\\\\\"", ""},
    };
    expect_copies(cases, COUNT(cases));
}

Test(ecs, a_file_has_a_directory_and_an_extension) {
    static const ecs_case cases[] = {
        {"both", "\"EventID\":6,\"Doc\":\"C:\\\\a b\\\\c.tar.gz\"",
         "\"file\":{\"directory\":\"C:\\\\a b\",\"extension\":\"gz\"},"},
        {"as it was sent", "\"EventID\":6,\"Doc\":\"C:\\\\\\u0061\\\\c.exe\"",
         "\"file\":{\"directory\":\"C:\\\\\\u0061\",\"extension\":\"exe\"},"},
        {"as it must be decoded", "\"EventID\":6,\"Doc\":\"C:\\\\\\u0061\\\\c.\\u0065xe\"",
         "\"file\":{\"directory\":\"C:\\\\a\",\"extension\":\"exe\"},"},
        {"in the root of a drive", "\"EventID\":6,\"Doc\":\"C:\\\\c.dll\"",
         "\"file\":{\"directory\":\"C:\\\\\",\"extension\":\"dll\"},"},
        {"on a share", "\"EventID\":6,\"Doc\":\"\\\\\\\\s\\\\d\\\\e\"", "\"file\":{\"directory\":\"\\\\\\\\s\\\\d\"},"},
        {"backslashes that are written twice", "\"EventID\":6,\"Doc\":\"C:\\\\\\\\a\\\\\\\\b.c\"",
         "\"file\":{\"directory\":\"C:\\\\\\\\a\",\"extension\":\"c\"},"},
        {"slashes", "\"EventID\":6,\"Doc\":\"/a/b.c\"", "\"file\":{\"directory\":\"/a\",\"extension\":\"c\"},"},
        {"slashes with escapes", "\"EventID\":6,\"Doc\":\"\\/a\\/b.c\"",
         "\"file\":{\"directory\":\"/a\",\"extension\":\"c\"},"},
        {"the root of all", "\"EventID\":6,\"Doc\":\"/b\"", "\"file\":{\"directory\":\"/\"},"},
        {"a stream", "\"EventID\":6,\"Doc\":\"C:\\\\a\\\\b.exe:Zone.Identifier\"",
         "\"file\":{\"directory\":\"C:\\\\a\",\"extension\":\"exe\"},"},
        {"a resource of Defender", "\"EventID\":6,\"Doc\":\"file:_C:\\\\a\\\\b.exe\"",
         "\"file\":{\"directory\":\"C:\\\\a\",\"extension\":\"exe\"},"},
        {"a name alone", "\"EventID\":6,\"Doc\":\"b.exe\"", "\"file\":{\"extension\":\"exe\"},"},
        {"a folder", "\"EventID\":6,\"Doc\":\"C:\\\\a\\\\\"", "\"file\":{\"directory\":\"C:\\\\a\"},"},
        {"a name that begins with a dot", "\"EventID\":6,\"Doc\":\".profile\"", ""},
        {"a name that ends in a dot", "\"EventID\":6,\"Doc\":\"a.\"", ""},
        {"a dot in a sentence", "\"EventID\":6,\"Doc\":\"Mr. Smith\"", ""},
        {"a resource that is no file", "\"EventID\":6,\"Doc\":\"regkey:_HKLM\\\\a.b\"", ""},
    };
    expect_copies(cases, COUNT(cases));
}

Test(ecs, a_connection_has_a_direction) {
    static const ecs_case cases[] = {
        {"begun here", "\"EventID\":6,\"Way\":\"true\"", "\"network\":{\"direction\":\"egress\"},"},
        {"begun elsewhere", "\"EventID\":6,\"Way\":\"false\"", "\"network\":{\"direction\":\"ingress\"},"},
        {"a parameter", "\"EventID\":6,\"Way\":\"%%14592\"", "\"network\":{\"direction\":\"ingress\"},"},
        {"the other parameter", "\"EventID\":6,\"Way\":\"%%14593\"", "\"network\":{\"direction\":\"egress\"},"},
        {"a word", "\"EventID\":6,\"Way\":\"Outbound\"", "\"network\":{\"direction\":\"egress\"},"},
        {"the other word", "\"EventID\":6,\"Way\":\"Inbound\"", "\"network\":{\"direction\":\"ingress\"},"},
        {"a parameter that is none", "\"EventID\":6,\"Way\":\"%%14594\"", ""},
    };
    expect_copies(cases, COUNT(cases));
}

Test(ecs, the_addresses_of_a_list_are_a_list) {
    static const ecs_case cases[] = {
        {"one", "\"EventID\":6,\"Answers\":\"10.0.1.14;\"",
         "\"dns\":{\"resolved_ip\":[\"10.0.1.14\"]},\"related\":{\"ip\":[\"10.0.1.14\"]},"},
        {"two", "\"EventID\":6,\"Answers\":\"10.0.1.14;10.0.1.15\"",
         "\"dns\":{\"resolved_ip\":[\"10.0.1.14\",\"10.0.1.15\"]},\"related\":{\"ip\":[\"10.0.1.14\",\"10.0.1.15\"]},"},
        {"several behind a name, one twice",
         "\"EventID\":6,\"Answers\":\"type:  5 a.example;::ffff:192.0.2.2;2001:db8::1; "
         "192.0.2.2;\",\"Ip\":\"2001:db8::1\"",
         "\"dns\":{\"resolved_ip\":[\"192.0.2.2\",\"2001:db8::1\",\"192.0.2.2\"]},\"source\":{\"ip\":\"2001:db8::1\"},"
         "\"related\":{\"ip\":[\"192.0.2.2\",\"2001:db8::1\"]},"},
        {"none", "\"EventID\":6,\"Answers\":\"type:  5 a.example;-;\"", ""},
        {"nothing", "\"EventID\":6,\"Answers\":\"\"", ""},
    };
    expect_copies(cases, COUNT(cases));
}

Test(ecs, a_list_that_finds_no_room_is_cut) {
    char members[1024] = "\"EventID\":6,\"Port\":\"1\",\"Answers\":\"";
    for (int i = 0; i < 100; i++)
        strcat(members, "1.1.1.1;");
    strcat(members, "\"");
    const wev_str list = part(members, "\"resolved_ip\":[", "]");
    size_t count = 0;
    for (size_t i = 0; i < list.len; i++)
        count += list.ptr[i] == ',';
    cr_expect_eq(count, 63);
}

Test(ecs, a_logon_session_stands_in_winlog) {
    static const ecs_case cases[] = {
        {"its id", "\"EventID\":6,\"Session\":\"0x3e7\"", "\"logon\":{\"id\":\"0x3e7\"},"},
        {"id and type", "\"EventID\":6,\"Kind\":\"2\",\"Session\":\"0x3e7\"",
         "\"logon\":{\"id\":\"0x3e7\",\"type\":\"BAD\"},"},
        {"no session", "\"EventID\":6,\"Session\":\"0x0\"", ""},
        {"a dash", "\"EventID\":6,\"Session\":\"-\"", ""},
        {"a type without a name", "\"EventID\":6,\"Kind\":\"77\"", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_text(cases[i].title, part(cases[i].members, "\"provider_name\":\"Q\",", "\"event_data\":"),
                    cases[i].want);
        expect_text(cases[i].title, part(cases[i].members, "\"severity\":10},", "\"winlog\":"), "");
    }
}

Test(ecs, neighbours_share_their_object_and_related_has_each_value_once) {
    static const ecs_case cases[] = {
        {"two users", "\"EventID\":6,\"User\":\"bob\",\"Sid\":\"S-1-5-18\",\"Target\":\"eve\"",
         "\"user\":{\"id\":\"S-1-5-18\",\"name\":\"bob\",\"target\":{\"name\":\"eve\"}},"
         "\"related\":{\"user\":[\"bob\",\"eve\"]},"},
        {"one user twice", "\"EventID\":6,\"User\":\"bob\",\"Target\":\"bob\"",
         "\"user\":{\"name\":\"bob\",\"target\":{\"name\":\"bob\"}},\"related\":{\"user\":[\"bob\"]},"},
        {"in the order of the fields, not of the data",
         "\"EventID\":6,\"Parent\":\"p\",\"Host\":\"h\",\"Pid\":4,\"Ip\":\"10.0.0.1\"",
         "\"process\":{\"pid\":4,\"parent\":{\"name\":\"p\"}},\"source\":{\"domain\":\"h\",\"ip\":\"10.0.0.1\"},"
         "\"related\":{\"hosts\":[\"h\"],\"ip\":[\"10.0.0.1\"]},"},
    };
    expect_copies(cases, COUNT(cases));
}

Test(ecs, a_cut_value_is_not_copied) {
    p.result = wev_process(p.worker, SV("{\"EventTime\":\"-\",\"SourceName\":\"Q\",\"EventID\":6,\"Ip\":\"10.0.0.1"));
    const wev_str document = process_emit(&p);
    cr_expect(is_document(document) && memmem(document.ptr, document.len, "\"source\"", 8) == NULL, "%.*s",
              (int)document.len, document.ptr);
}

Test(ecs, severities_have_the_scale_of_elastics_rules) {
    static const char *const want[] = {[2] = "99", [3] = "73", [4] = "47", [5] = "21", [6] = "10", [7] = "0"};
    for (size_t severity = 2; severity < COUNT(want); severity++) {
        char members[32];
        snprintf(members, sizeof members, "\"EventID\":%zu", severity);
        expect_text(members, part(members, "\"outcome\":\"unknown\",\"severity\":", "}"), want[severity]);
    }
}

/* In turns, so that what was kept of one event would show in the next one. */
Test(ecs, data_may_decide_what_an_event_is) {
    static const ecs_case cases[] = {
        {"a value with a row", "\"EventID\":8,\"Type\":\"File\"",
         ",\"action\":\"opened\",\"category\":[\"file\"],\"type\":[\"access\",\"change\"]"},
        {"any other value", "\"EventID\":8,\"Type\":\"Key\"",
         ",\"action\":\"any\",\"category\":[\"host\"],\"type\":[\"info\"]"},
        {"in other letters, with blanks", "\"EventID\":8,\"Type\":\" FILE \"",
         ",\"action\":\"opened\",\"category\":[\"file\"],\"type\":[\"access\",\"change\"]"},
        {"no value", "\"EventID\":8", ",\"action\":\"any\",\"category\":[\"host\"],\"type\":[\"info\"]"},
        {"a row of its own", "\"EventID\":9,\"Type\":\"Key\"",
         ",\"action\":\"read\",\"category\":[\"registry\"],\"type\":[\"access\"]"},
        {"no row: the task's name", "\"EventID\":9,\"Type\":\"File\",\"Category\":\"Some Task\"",
         ",\"action\":\"Some Task\""},
        {"no row and no task", "\"EventID\":9", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_str(cases[i].title, part(cases[i].members, "\"provider\":\"Q\"", ",\"kind\":\"event\",\"outcome\":"),
                   wev_str_of(cases[i].want));
}

Test(ecs, the_level_is_what_windows_said) {
    static const ecs_case cases[] = {
        {"LogAlways", "\"LevelValue\":0", "information"},
        {"Critical", "\"LevelValue\":1", "critical"},
        {"Error", "\"LevelValue\":2", "error"},
        {"Warning", "\"LevelValue\":3", "warning"},
        {"Information", "\"LevelValue\":4", "information"},
        {"Verbose", "\"LevelValue\":5", "verbose"},
        {"a provider's own", "\"LevelValue\":16", NULL},
        {"none", "\"EventID\":1", NULL},
        {"of the agent's severity", "\"EventID\":1,\"SeverityValue\":3", "warning"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char members[64];
        snprintf(members, sizeof members, "\"RecordNumber\":1,%s", cases[i].members);
        expect_text(cases[i].title, part(members, "\"log\":{\"level\":\"", "\""), cases[i].want);
    }
}

Test(ecs, keywords_have_the_rendered_names_or_those_of_the_standard_bits) {
    static const ecs_case cases[] = {
        {"audits", "\"EventID\":1,\"Channel\":\"Security\",\"Keywords\":\"0x8030000000000000\"",
         "\"Audit Failure\",\"Audit Success\""},
        {"the others", "\"EventID\":1,\"Keywords\":\"0x808F000000000000\"",
         "\"Response Time\",\"WDI Context\",\"WDI Diag\",\"SQM\",\"Classic\""},
        {"CorrelationHint is no audit", "\"EventID\":1,\"Channel\":\"System\",\"Keywords\":\"0x8011000000000000\"",
         "\"Response Time\""},
        {"none of them", "\"EventID\":1,\"Keywords\":\"0x8000000000000000\"", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_text(cases[i].title, part(cases[i].members, "\"keywords\":[", "]"), cases[i].want);
    p.result = wev_process(
        p.worker,
        SV("<Event><System><EventID>1</EventID><Keywords>0x8020000000000000</Keywords></System><RenderingInfo>"
           "<Keywords><Keyword>Success</Keyword></Keywords></RenderingInfo></Event>"));
    const wev_str document = process_emit(&p);
    cr_expect(memmem(document.ptr, document.len, "\"keywords\":[\"Success\"]", 22) != NULL, "%.*s", (int)document.len,
              document.ptr);
}

Test(ecs, task_and_opcode_are_the_rendered_names_or_the_numbers) {
    expect_text("a number", part("\"EventID\":1,\"TaskValue\":12544,\"OpcodeValue\":3", "\"task\":", "}"),
                "\"12544\",\"opcode\":\"3\"");
    expect_text("a name",
                part("\"EventID\":1,\"TaskValue\":12544,\"Category\":\"Logon\",\"OpcodeValue\":0,\"Opcode\":\"Info\"",
                     "\"task\":", "}"),
                "\"Logon\",\"opcode\":\"Info\"");
    expect_text("the action of an unknown event", part("\"EventID\":1,\"Category\":\"Logon\"", "\"action\":\"", "\""),
                "Logon");
}
