/* SPDX-License-Identifier: Apache-2.0 */
#include "properties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON "{\"EventTime\":\"2020-08-01 05:46:45\",\"EventID\":1,\"SourceName\":\"P\""
#define SYSTEM                                                                                                         \
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>1</EventID></System>"
#define XML SYSTEM "<EventData>"
#define USER SYSTEM "<UserData><x><a>"
#define RENDERED SYSTEM "<RenderingInfo><Keywords>"
#define XML_END "</EventData></Event>"

/* A head, `count` times a middle in which each % becomes the number of the round, and a tail. */
typedef struct large {
    const char *title, *head, *middle, *tail;
    unsigned count;
    wev_status status;
} large;

static const large inputs[] = {
    {"10,000 fields in JSON", JSON, ",\"f%\":\"%\"", "}", 10000, WEV_OK},
    {"more fields than the limit in JSON", JSON, ",\"f%\":\"%\"", "}", 25000, WEV_TOO_BIG},
    {"one name 5,000 times in JSON", JSON, ",\"name\":\"%\"", "}", 5000, WEV_OK},
    {"names that look like those of copies", JSON, ",\"a\":\"%\",\"a#%\":\"\"", "}", 5000, WEV_OK},
    {"a value of 1 MiB", JSON ",\"Text\":\"", "xxxxxxxx", "\"}", 131072, WEV_OK},
    {"100,000 nested arrays", JSON ",\"Deep\":", "[", "}", 100000, WEV_TRUNCATED},
    {"10,000 Data in XML", XML, "<Data Name='f%'>%</Data>", XML_END, 10000, WEV_OK},
    {"more Data than the limit", XML, "<Data Name='f%'>%</Data>", XML_END, 25000, WEV_TOO_BIG},
    {"5,000 Data without a name", XML, "<Data>%</Data>", XML_END, 5000, WEV_OK},
    {"100,000 nested elements", XML, "<a>", XML_END, 100000, WEV_TOO_BIG},
    {"1 MiB of references", XML "<Data Name='a'>", "&amp;&#65;", "</Data>" XML_END, 100000, WEV_OK},
    {"10,000 pieces of CDATA", XML "<Data Name='a'>", "<![CDATA[x]]>y", "</Data>" XML_END, 10000, WEV_OK},
    {"10,000 pieces of CDATA in UserData", USER, "<![CDATA[x]]>y", "</a></x></UserData></Event>", 10000, WEV_OK},
    {"more elements than the limit", SYSTEM, "<a%>%</a%>", "</Event>", 25000, WEV_TOO_BIG},
    {"more keywords than the limit", RENDERED, "<Keyword>%</Keyword>", "</Keywords></RenderingInfo></Event>", 25000,
     WEV_TOO_BIG},
    {"1 MiB that is no event", "", "text ", "", 200000, WEV_NOT_EVENT},
};

static char *put(char *to, const char *text) {
    const size_t len = strlen(text);
    memcpy(to, text, len);
    return to + len;
}

static char *put_middle(char *to, const char *middle, unsigned number) {
    for (; *middle != '\0'; middle++) {
        if (*middle == '%')
            to += sprintf(to, "%u", number);
        else
            *to++ = *middle;
    }
    return to;
}

/* The caller frees the bytes; NULL without memory. */
static wev_str build(const large *input) {
    const size_t most = strlen(input->head) + input->count * (strlen(input->middle) + 20) + strlen(input->tail);
    char *const room = malloc(most + 1);
    if (room == NULL)
        return (wev_str){NULL, 0};
    char *to = put(room, input->head);
    for (unsigned i = 1; i <= input->count; i++)
        to = put_middle(to, input->middle, i);
    to = put(to, input->tail);
    return (wev_str){room, (size_t)(to - room)};
}

void large_inputs(test *t, const char *name, void (*check)(test *t, wev_str message)) {
    (void)name;
    (void)check;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        const wev_str message = build(&inputs[i]);
        (void)snprintf(t->path, sizeof t->path, "%s", inputs[i].title);
        if (message.ptr == NULL) {
            complain(t, "no memory", "");
            continue;
        }
        const wev_status status = check_cut(t, message, message.len);
        if (status != inputs[i].status)
            complain(t, "another status", wev_status_name(status));
        free((char *)message.ptr);
    }
}
