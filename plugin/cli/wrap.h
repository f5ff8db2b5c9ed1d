/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text for a terminal, counted in columns: East Asian wide characters take two. Lines break at blanks, and between
 * Chinese and Japanese characters where their rules allow it; Korean breaks at blanks only.
 */
#ifndef WEV_CLI_WRAP_H
#define WEV_CLI_WRAP_H

#include "cli/output.h"

/* The columns that a text takes on one line. */
size_t cli_columns(wev_str text);

/*
 * Writes the text and a line break. The cursor stands in column `at`, and further lines begin in column `indent`.
 */
void cli_wrap(cli_out *out, wev_str text, size_t at, size_t indent);

/* n blanks. */
void cli_blanks(cli_out *out, size_t n);

#endif
