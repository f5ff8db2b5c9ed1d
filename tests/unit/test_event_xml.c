/* SPDX-License-Identifier: Apache-2.0 */
/* The XML of an event: which element goes where. Each case compares the whole event (see describe.h). */
#define _GNU_SOURCE /* memmem */

#include "expect.h"
#include "process.h"

static process p;

static void open_process(void) {
    p = process_open(&(wev_options){.seed = 7}, NULL);
}

static void close_process(void) {
    process_close(&p);
}

TestSuite(event_xml, .init = open_process, .fini = close_process);

typedef struct xml_case {
    const char *title, *text, *want;
} xml_case;

static void expect_events(const xml_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect_text(cases[i].title, process_describe(&p, wev_str_of(cases[i].text)), cases[i].want);
}

#define NS "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>"
#define SYSTEM "<System><EventID>1</EventID></System>"
#define EVENT(inside) NS SYSTEM inside "</Event>"
#define READ "event-xml ok | id=1"

Test(event_xml, each_system_element_and_attribute_has_its_place) {
    static const xml_case cases[] = {
        {"all of them",
         "<13>May 18 06:41:12 collector wef: " NS "<System><Provider Name='P&amp;1' Guid='{2}' EventSourceName='S'/>"
         "<EventID Qualifiers='3'>4</EventID><Version>5</Version><Level>6</Level><Task>7</Task><Opcode>8</Opcode>"
         "<Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime='2020-05-18T06:41:12.1234567Z'/>"
         "<EventRecordID>9</EventRecordID><Correlation ActivityID='{10}' RelatedActivityID='{11}'/><Execution "
         "ProcessID='12' ThreadID='13' ProcessorID='14' SessionID='15' KernelTime='16' UserTime='17' "
         "ProcessorTime='18'/><Channel>Security</Channel><Computer>PC</Computer><Container>c</Container><Security "
         "UserID='S-1-5-18'/></System></Event>",
         "event-xml ok | provider=P&1 provider_guid={2} event_source=S id=4 qualifiers=3 version=5 level=6 task=7 "
         "opcode=8 keywords=0x8020000000000000 time_created=2020-05-18T06:41:12.1234567Z record_id=9 activity_id={10} "
         "related_activity_id={11} process_id=12 thread_id=13 processor_id=14 session_id=15 kernel_time=16 "
         "user_time=17 processor_time=18 channel=Security computer=PC container=c user.id=S-1-5-18"},
        {"another order, and blanks",
         NS "\r\n <System>\r\n  <Computer>PC</Computer>\r\n <EventID>1</EventID> </System>#012</Event>\r\n",
         "event-xml ok | id=1 computer=PC"},
        {"empty elements",
         NS "<System><Correlation/><Security/><Channel></Channel><EventID>1</EventID></System></Event>", READ},
        {"a prefix",
         "<e:Event xmlns:e='http://schemas.microsoft.com/win/2004/08/events/event'><e:System><e:EventID>1</e:EventID>"
         "</e:System><e:EventData><e:Data Name='a'>b</e:Data></e:EventData></e:Event>",
         READ " | data a=b"},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, what_has_no_place_is_kept_beside) {
    static const xml_case cases[] = {
        {"an element of System", NS "<System><EventID>1</EventID><New>x</New></System></Event>", READ " | other New=x"},
        {"an attribute", NS "<System><EventID New='x'>1</EventID><Other New='y'/></System></Event>",
         READ " | other EventID_New=x Other_New=y"},
        {"a second one", NS "<System><EventID>1</EventID><EventID>2</EventID></System></Event>",
         READ " | other EventID=2"},
        {"no number", NS "<System><EventID>1</EventID><Level>high</Level></System></Event>",
         READ " | other Level=high"},
        {"an element of Event", EVENT("<DebugData><SequenceNumber>1</SequenceNumber></DebugData>"),
         READ " | other DebugData=<SequenceNumber>1</SequenceNumber>"},
        {"its text", EVENT("<New a='b'>x</New>"), READ " | other New_a=b New=x"},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, event_data_is_named_unnamed_or_both) {
    static const xml_case cases[] = {
        {"named", EVENT("<EventData><Data Name='a'>1</Data><Data Name=\"b\">2</Data></EventData>"),
         READ " | data a=1 b=2"},
        {"unnamed", EVENT("<EventData><Data>1</Data><Data>2</Data></EventData>"), READ " | data param1?=1 param2?=2"},
        {"mixed", EVENT("<EventData><Data Name='a'>1</Data><Data>2</Data><Data Name=''>3</Data></EventData>"),
         READ " | data a=1 param2?=2 param3?=3"},
        {"repeated", EVENT("<EventData><Data Name='a'>1</Data><Data Name='A'>2</Data></EventData>"),
         READ " | data a=1 a#2=2"},
        {"empty and null", EVENT("<EventData><Data Name='a'></Data><Data Name='b'/><Data/></EventData>"),
         READ " | data a= b null param3? null"},
        {"references and CDATA",
         EVENT("<EventData><Data Name='a&lt;b'>1&amp;2&#13;&#10;</Data><Data Name='c'>1<![CDATA[<&>]]>2</Data>"
               "</EventData>"),
         READ " | data a<b=1&2\r\n c=1<&>2"},
        {"Binary", EVENT("<EventData><Data>1</Data><Binary>00FF</Binary></EventData>"),
         READ " | data param1?=1 Binary=00FF"},
        {"markup", EVENT("<EventData><ComplexData Name='a'><x y='1'>2</x></ComplexData></EventData>"),
         READ " | data a^=<x y='1'>2</x>"},
        {"the data's name", EVENT("<EventData Name='Template'><Data Name='a'>1</Data></EventData>"),
         READ " | name Template | data a=1"},
        {"bare text", EVENT("<EventData>loose<Data Name='a'>1</Data></EventData>"), READ " | data text=loose a=1"},
        {"none", EVENT("<EventData/>"), READ},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, the_leaves_of_user_data_become_data) {
    static const xml_case cases[] = {
        {"leaves",
         EVENT("<UserData><LogFileCleared xmlns='m'><SubjectUserName>adm</SubjectUserName><Empty></Empty><Null/>"
               "</LogFileCleared></UserData>"),
         READ " | name LogFileCleared | user data SubjectUserName=adm Empty= Null null"},
        {"an attribute is enough of a value", EVENT("<UserData><E><C b='1'></C><D b='2'/></E></UserData>"),
         READ " | name E | user data C_b=1 D_b=2"},
        {"the element that holds all is none itself", EVENT("<UserData><E></E></UserData>"), READ " | name E"},
        {"nested, by the leaf's name", EVENT("<UserData><E><A><B>1</B><C>2</C></A><D>3</D></E></UserData>"),
         READ " | name E | user data B=1 C=2 D=3"},
        {"a list keeps its order", EVENT("<UserData><E><I><N>1</N></I><I><N>2</N></I></E></UserData>"),
         READ " | name E | user data N=1 N#2=2"},
        {"attributes", EVENT("<UserData><E a='1'><C b='2' xmlns:x='n'>3</C><D b='4'/></E></UserData>"),
         READ " | name E | user data E_a=1 C_b=2 C=3 D_b=4"},
        {"a prefix", EVENT("<UserData><x:E xmlns:x='n'><x:C>1</x:C></x:E></UserData>"),
         READ " | name E | user data C=1"},
        {"CDATA and references", EVENT("<UserData><E><C>1<![CDATA[<2>]]>&amp;</C></E></UserData>"),
         READ " | name E | user data C=1<2>&"},
        {"text beside children", EVENT("<UserData><E><C>1<D>2</D>3</C></E></UserData>"),
         READ " | name E | user data C=1 D=2 C#2=3"},
        {"blanks between elements", EVENT("<UserData>\r\n <E>\r\n  <C>1</C>\r\n </E>\r\n</UserData>"),
         READ " | name E | user data C=1"},
        {"blanks alone are a value", EVENT("<UserData><E><C> </C></E></UserData>"), READ " | name E | user data C= "},
        {"text of the one element", EVENT("<UserData><E>1</E></UserData>"), READ " | name E | user data E=1"},
    };
    expect_events(cases, COUNT(cases));
}

/* No schema has it, but nothing that was received may be missing; under which name it stands is not said. */
Test(event_xml, text_where_no_schema_has_any_is_not_lost) {
    static const char *const texts[] = {
        EVENT("<EventData>loose</EventData>"),
        EVENT("<EventData><Data Name='a'>1</Data>loose</EventData>"),
        EVENT("<UserData>loose</UserData>"),
        EVENT("<UserData>loose<E><C>1</C></E></UserData>"),
        EVENT("<UserData><E><C>1</C></E>loose</UserData>"),
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const wev_str said = process_describe(&p, wev_str_of(texts[i]));
        cr_expect(memmem(said.ptr, said.len, "loose", 5) != NULL, "%s is %.*s", texts[i], (int)said.len, said.ptr);
    }
}

Test(event_xml, what_stands_in_for_data_is_data) {
    static const xml_case cases[] = {
        {"ProcessingErrorData",
         EVENT("<ProcessingErrorData><ErrorCode>15003</ErrorCode><DataItemName>x</DataItemName><EventPayload>"
               "00FF</EventPayload></ProcessingErrorData>"),
         READ " | name ProcessingErrorData | data ErrorCode=15003 DataItemName=x EventPayload=00FF"},
        {"BinaryEventData", EVENT("<BinaryEventData>00FF</BinaryEventData>"), READ " | data BinaryEventData=00FF"},
    };
    expect_events(cases, COUNT(cases));
}

#define RENDERED                                                                                                       \
    "<RenderingInfo Culture='en-US'><Message>A "                                                                       \
    "&lt;B&gt;&#13;&#10;C</Message><Level>Information</Level><Task>Logon</Task>"                                       \
    "<Opcode>Info</Opcode><Channel>Security</Channel><Provider>Auditing.</Provider><Keywords><Keyword>Audit "          \
    "Failure</Keyword>"                                                                                                \
    "<Keyword>Other</Keyword></Keywords></RenderingInfo>"
#define WAS_RENDERED                                                                                                   \
    " rendered.level=Information rendered.task=Logon rendered.opcode=Info rendered.channel=Security "                  \
    "rendered.provider=Auditing. rendered.culture=en-US"
#define WAS_WORDS "keywords Keyword=Audit Failure Keyword#2=Other | message A <B>\r\nC"

Test(event_xml, what_was_rendered_has_its_place) {
    static const xml_case cases[] = {
        {"behind the data", EVENT("<EventData><Data Name='a'>1</Data></EventData>" RENDERED),
         READ WAS_RENDERED " | data a=1 | " WAS_WORDS},
        {"in front of the data", EVENT(RENDERED "<EventData><Data Name='a'>1</Data></EventData>"),
         READ WAS_RENDERED " | data a=1 | " WAS_WORDS},
        {"a keyword that is empty",
         EVENT("<RenderingInfo><Keywords><Keyword/><Keyword>A</Keyword></Keywords></RenderingInfo>"),
         READ " | keywords Keyword=A"},
        {"an empty message is none, an empty element too", EVENT("<RenderingInfo><Message/><Level/></RenderingInfo>"),
         READ},
        {"an element that is new", EVENT("<RenderingInfo><New>x</New></RenderingInfo>"), READ " | other New=x"},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, the_root_and_its_namespace_make_the_format) {
    static const xml_case cases[] = {
        {"the namespace", "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'/>", "event-xml ok"},
        {"no namespace, but System", "<Event><System><EventID>1</EventID></System></Event>", READ},
        {"a declaration and a comment",
         "<?xml version='1.0'?>\r\n<!-- c --><Event><System><EventID>1</EventID></System></Event>", READ},
        {"another root", "<Logs><Event><System/></Event></Logs>", "no event"},
        {"several events", "<Events><Event><System/></Event></Events>", "event-xml ok"},
        {"another namespace", "<Event xmlns='http://example.com/'><Data/></Event>", "no event"},
        {"a document type", "<!DOCTYPE Event><Event><System/></Event>", "no event"},
        {"no XML", "<Event", "no event"},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, what_stands_behind_the_root_is_the_rest) {
    static const xml_case cases[] = {
        {"another event", EVENT("") "<Event/>", READ " | rest <Event/>"},
        {"blanks are none", EVENT("") "#015#012\r\n", READ},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, a_broken_document_keeps_what_stood_before_and_the_rest_as_text) {
    static const xml_case cases[] = {
        {"a wrong closing tag", NS SYSTEM "<EventData><Data Name='a'>1</Data></System></Event>",
         "event-xml malformed | id=1 | data a=1 | rest </System></Event>"},
        {"a document type inside", NS SYSTEM "<!DOCTYPE x></Event>",
         "event-xml malformed | id=1 | rest <!DOCTYPE x></Event>"},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, a_cut_value_is_no_system_field) {
    static const xml_case cases[] = {
        {"the id", NS "<System><EventID>46", "event-xml truncated | other EventID~=46 | cut EventID"},
        {"in the id's closing tag", NS "<System><EventID>46</Event",
         "event-xml truncated | other EventID~=46 | rest </Event | cut EventID"},
        {"an attribute has no value until its quote", NS "<System><Provider Name='Mic",
         "event-xml truncated | rest <Provider Name='Mic"},
        {"data", NS SYSTEM "<EventData><Data Name='Status'>0xc0",
         "event-xml truncated | id=1 | data Status~=0xc0 | cut Status"},
        {"data without a name", NS SYSTEM "<EventData><Data>0xc0",
         "event-xml truncated | id=1 | data param1?~=0xc0 | cut param1"},
        {"user data", NS SYSTEM "<UserData><E><C>0xc0",
         "event-xml truncated | id=1 | name E | user data C~=0xc0 | cut C"},
        {"user data in front of its text", NS SYSTEM "<UserData><E><C>",
         "event-xml truncated | id=1 | name E | user data C~= | cut C"},
        {"and data", NS SYSTEM "<EventData><Data Name='C'>", "event-xml truncated | id=1 | data C~= | cut C"},
        {"in user data's tags", NS SYSTEM "<UserData><E>", "event-xml truncated | id=1 | name E"},
        {"the message", NS SYSTEM "<RenderingInfo><Message>A us",
         "event-xml truncated | id=1 | message A us | cut Message"},
        {"between elements", NS SYSTEM "<EventData><Data Name='a'>1</Data>", "event-xml truncated | id=1 | data a=1"},
    };
    expect_events(cases, COUNT(cases));
}

Test(event_xml, more_than_sixty_four_levels_are_too_big) {
    char text[1024] = NS SYSTEM "<UserData>";
    for (int i = 0; i < 64; i++)
        strcat(text, "<a>");
    strcat(text, "x");
    process_describe(&p, wev_str_of(text));
    cr_expect(p.result.status == WEV_TOO_BIG && p.result.event->id == 1);
    cr_expect(p.result.event->offset == sizeof NS SYSTEM "<UserData>" - 1 + (64 - 2) * 3, "%zu",
              p.result.event->offset);
}

/* A blank in front of the last bracket of each tag that is not empty: who knows only the usual spelling does not get
 * by. */
static wev_str loosen(wev_buf *out, wev_str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '>' && text.ptr[i - 1] != '/')
            wev_buf_char(out, ' ');
        wev_buf_char(out, text.ptr[i]);
    }
    return wev_buf_text(out);
}

Test(event_xml, blanks_in_tags_change_nothing) {
    static const char whole[] =
        NS "<System><Provider Name='P'/><EventID>4625</EventID><Version>0</Version><Level>0</Level><Task>1</Task>"
           "<Opcode>2</Opcode><Keywords>0x0</Keywords><EventRecordID>7</EventRecordID><Channel>Security</Channel>"
           "<Computer>PC</Computer></System><EventData><Data Name='a'>1</Data><Data Name='b'></Data><Data Name='c'/>"
           "<Data>2</Data></EventData><RenderingInfo><Message>m&amp;</Message><Level>l</Level></RenderingInfo></Event>";
    wev_buf loose = {0}, usual = {0};
    wev_buf_add(&usual, process_describe(&p, SV(whole)));
    cr_assert(p.result.status == WEV_OK);
    const wev_str text = loosen(&loose, SV(whole));
    expect_str("the same event", process_describe(&p, text), wev_buf_text(&usual));
    wev_buf_free(&loose);
    wev_buf_free(&usual);
}
