# SPDX-License-Identifier: Apache-2.0
# winevent, the tool; the only part that knows POSIX. libfastjson is for `winevent bench` alone.

bin_PROGRAMS += winevent

winevent_CPPFLAGS = $(wev_cppflags) -I$(top_srcdir)/plugin -D_POSIX_C_SOURCE=200809L \
	-DWEV_RULEBASE_DIR='"$(rulebasedir)"' $(LIBFASTJSON_CFLAGS)
winevent_CFLAGS = $(wev_cflags)
winevent_LDFLAGS = $(wev_ldflags)
winevent_LDADD = libwev_text.la libwev.la $(LIBFASTJSON_LIBS)
winevent_SOURCES = \
	%D%/bench.c \
	%D%/catalog.c \
	%D%/check.c \
	%D%/cli.h \
	%D%/decode.c \
	%D%/explain.c %D%/explain.h \
	%D%/explain_ask.c %D%/explain_ask.h \
	%D%/explain_code.c \
	%D%/explain_find.c \
	%D%/explain_json.c \
	%D%/explain_near.c \
	%D%/explain_order.c \
	%D%/explain_page.c %D%/explain_page.h \
	%D%/explain_rows.c \
	%D%/explain_search.c \
	%D%/explain_show.c \
	%D%/explain_terms.c %D%/explain_terms.h \
	%D%/explain_uses.c \
	%D%/explain_values.def \
	%D%/explain_words.c %D%/explain_words.def %D%/explain_words.h \
	%D%/external.c \
	%D%/main.c \
	%D%/options.c %D%/options.h \
	%D%/output.c %D%/output.h \
	%D%/pretty.c %D%/pretty.h \
	%D%/reader.c %D%/reader.h \
	%D%/rules.c %D%/rules.h \
	%D%/wrap.c %D%/wrap.h
