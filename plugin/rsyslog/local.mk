# SPDX-License-Identifier: Apache-2.0
# mmwinevent, the module; the only part that knows rsyslog and libfastjson. What it takes from rsyslogd itself stays
# undefined until it is loaded, and all that it shows is modInit.

rsyslogmod_LTLIBRARIES = mmwinevent.la

mmwinevent_la_CPPFLAGS = $(wev_cppflags) -I$(top_srcdir)/plugin -D_POSIX_C_SOURCE=200809L -DWEV_RULEBASE_DIR='"$(rulebasedir)"' \
	$(LIBFASTJSON_CFLAGS) $(LIBESTR_CFLAGS)
mmwinevent_la_CFLAGS = $(wev_cflags) -pthread
mmwinevent_la_LDFLAGS = $(wev_ldflags) -module -avoid-version -shared -export-symbols-regex '^modInit$$'
mmwinevent_la_LIBADD = libwev_text.la libwev.la $(LIBFASTJSON_LIBS) $(LIBESTR_LIBS)
mmwinevent_la_SOURCES = \
	%D%/action.c %D%/action.h \
	%D%/container.c %D%/container.h \
	%D%/counters.c %D%/counters.h \
	%D%/host.h \
	%D%/host_types.h \
	%D%/language.c \
	%D%/live.c %D%/live.h \
	%D%/mmwinevent.c \
	%D%/settings.c %D%/settings.h \
	%D%/sink_fjson.c %D%/sink_fjson.h \
	%D%/worker.c
