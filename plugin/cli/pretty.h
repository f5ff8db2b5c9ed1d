/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compact JSON, laid out for a reader: indented, coloured, or both. Works on the text, so that what is shown is
 * what was written, number by number; linear, and trusts that the text is valid JSON, as ours is.
 */
#ifndef WEV_CLI_PRETTY_H
#define WEV_CLI_PRETTY_H

#include "cli/output.h"

/* Writes the document and a line break. */
void cli_pretty_put(cli_out *out, wev_str json, bool indented);

#endif
