# SPDX-License-Identifier: Apache-2.0
# The liblognorm adapter, for the tool, the module and the tests; the core does not know it.

noinst_LTLIBRARIES += libwev_text.la

libwev_text_la_CPPFLAGS = $(wev_cppflags) -I$(top_srcdir)/plugin -D_POSIX_C_SOURCE=200809L $(LIBLOGNORM_CFLAGS) \
	$(LIBFASTJSON_CFLAGS)
libwev_text_la_CFLAGS = $(wev_cflags)
libwev_text_la_LDFLAGS = $(wev_ldflags)
libwev_text_la_LIBADD = $(LIBLOGNORM_LIBS) $(LIBFASTJSON_LIBS)
libwev_text_la_SOURCES = \
	%D%/context.c \
	%D%/fields.c %D%/fields.h \
	%D%/prose.c %D%/prose.h \
	%D%/read.c \
	%D%/rule_file.c %D%/rule_file.h \
	%D%/rule_line.c \
	%D%/rules.h \
	%D%/words.c %D%/words.h
