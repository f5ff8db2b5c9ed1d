/* SPDX-License-Identifier: Apache-2.0 */
/* What formats that are columns and pairs of plain text have in common. */
#ifndef WEV_FORMAT_COLUMNS_H
#define WEV_FORMAT_COLUMNS_H

#include "format/format.h"
#include "format/target.h"

/*
 * How a TAB is written in this text: itself, or as rsyslog writes control characters (`#011`, `\011`, `\t`:
 * parser.escapeControlCharactersCStyle and its kin). Absent if there is none.
 */
wev_str wev_tab_of(wev_str text);

/* The same for the line break: LF, CR LF, `#012`, `#015#012`, `\012`, `\n`. Absent if there is none. */
wev_str wev_line_break_of(wev_str text);

/*
 * What stands behind `mark:`, with which the line begins. A relay that took the mark for a tag writes a blank behind it
 * (rsyslogd, RSYSLOG_ForwardFormat), or has it as APP-NAME (RSYSLOG_SyslogProtocol23Format). Absent without the mark.
 */
wev_str wev_behind_mark(const wev_envelope *envelope, wev_str mark);

/* Sets a System field; `N/A`, `-` and the empty text stand for nothing. False only without memory. */
bool wev_set_column(wev_event *event, wev_sys field, wev_str name, wev_str value);

/*
 * The System fields of a type name (`Success Audit`, `Warning`): it stays as it was sent. False only without memory.
 */
bool wev_set_type(wev_event *event, wev_str value);

/* The header's time and host where the event brings none of its own. False only without memory. */
bool wev_take_header(const wev_input *input, wev_event *event);

/* The rendered text, without blanks at either end. */
void wev_set_text(wev_event *event, wev_str text);

/* Notes that the message ends before the format's last part. */
void wev_note_cut(const wev_input *input, wev_event *event);

/*
 * A source as syslog tags carry it, with `_` for blanks (NXLog to_syslog_bsd, evtsys): true if it is one of Windows, by
 * its name; *provider is then the source's own name. Memory is the arena's; without it the result is false.
 */
bool wev_windows_source(wev_arena *arena, wev_str tag, wev_str *provider);

#endif
