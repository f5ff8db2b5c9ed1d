/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A pull reader for the XML that event logs write: elements, attributes, character data, CDATA. It knows no
 * Windows. Namespaces are ignored: a name is handed over without its prefix. A document type declaration is
 * refused, so there is nothing to expand; comments and processing instructions are passed over. Well-formedness is
 * asked for only as far as reading needs it.
 */
#ifndef WEV_READ_XML_READ_H
#define WEV_READ_XML_READ_H

#include "base/status.h"
#include "base/text.h"

typedef enum wev_xml_token {
    WEV_XML_OPEN,  /* r->name, attributes by wev_xml_attribute; an empty element gives OPEN and then CLOSE */
    WEV_XML_TEXT,  /* r->text: never empty; one run of text may come in several pieces */
    WEV_XML_CLOSE, /* r->name */
    WEV_XML_END    /* the root element is closed, or a fault: see r->status */
} wev_xml_token;

enum { WEV_XML_DEPTH = 64 };

typedef struct wev_xml {
    const char *at, *end;
    wev_str name;
    wev_text text;
    const char *tag;  /* where the last opening tag begins */
    const char *rest; /* at a fault: what was not handed over begins here */
    unsigned depth;   /* of open elements */
    bool in_tag;      /* behind the name of the last OPEN: its attributes are not all read */
    bool empty;       /* the last OPEN was an empty element: its CLOSE comes next */
    bool cut;         /* the message ends inside the last TEXT */
    wev_status status;
    const char *what;
    wev_str open[WEV_XML_DEPTH];  /* names of the open elements as they stand in the tags */
    wev_str local[WEV_XML_DEPTH]; /* and without their prefixes */
} wev_xml;

/* A reader over a document; `text` begins with `<`, after blanks at most. */
void wev_xml_init(wev_xml *r, wev_str text);

wev_xml_token wev_xml_next(wev_xml *r);

/*
 * The next attribute of the element just opened; false when there are no more, or at a fault. Prefixes are kept in
 * names. Attributes that nobody asks for are passed over.
 */
bool wev_xml_attribute(wev_xml *r, wev_str *name, wev_text *value);

/*
 * After OPEN: everything up to the matching CLOSE, which is consumed. Plain text (references, CDATA pieces) in
 * *text; with child elements *text is the markup between the tags as it stands, and *nested is set. False if the
 * message ends before; *text then holds what there was.
 */
bool wev_xml_content(wev_xml *r, wev_arena *arena, wev_text *text, bool *nested);

/* How one sort of leaf is written without any blank: `<Data Name=` or `<Level>`, and `</Data>`. */
typedef struct wev_xml_leaf {
    wev_str open, close;
} wev_xml_leaf;

/*
 * If exactly such a leaf comes next, with plain text in it, consumes all of it and hands over the attribute and the
 * text; else leaves the reader as it was and gives false. What wev_xml_next and its companions would give, in one
 * step: most of an event is such leaves.
 */
bool wev_xml_take_leaf(wev_xml *r, const wev_xml_leaf *leaf, wev_text *attribute, wev_text *text);

/* The same for a leaf without attributes. */
bool wev_xml_take_bare_leaf(wev_xml *r, const wev_xml_leaf *leaf, wev_text *text);

/* Appends a piece of text (around CDATA and comments) to *text, decoded where there is more than one. False: no memory.
 */
bool wev_xml_join(wev_arena *arena, wev_text *text, wev_text piece);

/*
 * What was not handed over: behind the closed root element, or, at a fault, from the tag that could not be read. Blanks
 * in front of it are left out.
 */
wev_str wev_xml_rest(const wev_xml *r);

#endif
