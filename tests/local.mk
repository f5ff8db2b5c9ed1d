# SPDX-License-Identifier: Apache-2.0
# All tests speak TAP. What they find in their environment:
#   WINEVENT            the tool
#   MMWINEVENT          the module, as module(load=...) wants it
#   RSYSLOGD            rsyslogd, or empty
#   RULEBASE            the rulebase of the source tree
#   RSYSLOG_SOURCE      a source tree of rsyslog (--with-rsyslog), or empty
#   CC                  the compiler
#   MMWINEVENT_PRELOAD  what an uninstrumented program has to preload to load an instrumented module, or empty
#   abs_top_srcdir, abs_top_builddir

TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)

AM_TESTS_ENVIRONMENT = \
	WINEVENT='$(abs_top_builddir)/winevent$(EXEEXT)'; \
	MMWINEVENT='$(abs_top_builddir)/.libs/mmwinevent.so'; \
	RSYSLOGD='$(RSYSLOGD)'; \
	RULEBASE='$(abs_top_srcdir)/rulebase'; \
	RSYSLOG_SOURCE='$(RSYSLOG_SOURCE)'; \
	MMWINEVENT_PRELOAD='$(WEV_PRELOAD)'; \
	CC='$(CC)'; \
	CRITERION_OUTPUTS='tap:-'; \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0'; \
	abs_top_srcdir='$(abs_top_srcdir)'; \
	abs_top_builddir='$(abs_top_builddir)'; \
	export WINEVENT MMWINEVENT RSYSLOGD RULEBASE RSYSLOG_SOURCE MMWINEVENT_PRELOAD CC CRITERION_OUTPUTS LSAN_OPTIONS \
	  abs_top_srcdir abs_top_builddir;

EXTRA_DIST += %D%/lsan.supp

# Programs that name no flags of their own are tests. (clang takes long texts in a table for a forgotten comma.)
AM_CPPFLAGS = $(wev_cppflags) $(CRITERION_CFLAGS)
AM_CFLAGS = $(wev_cflags) -Wno-string-concatenation
AM_LDFLAGS = $(wev_ldflags)
LDADD = libwev.la $(CRITERION_LIBS)

unit_tests = \
	%D%/unit/test_arena \
	%D%/unit/test_codes \
	%D%/unit/test_cut \
	%D%/unit/test_documents \
	%D%/unit/test_ecs \
	%D%/unit/test_emit \
	%D%/unit/test_engine \
	%D%/unit/test_enrich \
	%D%/unit/test_envelope \
	%D%/unit/test_event \
	%D%/unit/test_event_xml \
	%D%/unit/test_fields \
	%D%/unit/test_hash \
	%D%/unit/test_ip \
	%D%/unit/test_json_nested \
	%D%/unit/test_json_oracle \
	%D%/unit/test_json_read \
	%D%/unit/test_labels \
	%D%/unit/test_wording \
	%D%/unit/test_limits \
	%D%/unit/test_num \
	%D%/unit/test_pairs \
	%D%/unit/test_prose \
	%D%/unit/test_prose_rules \
	%D%/unit/test_prose_text \
	%D%/unit/test_prose_words \
	%D%/unit/test_nxlog_json \
	%D%/unit/test_rulebase \
	%D%/unit/test_rulebase_faults \
	%D%/unit/test_rulebase_files \
	%D%/unit/test_rulebase_forms \
	%D%/unit/test_scan \
	%D%/unit/test_text \
	%D%/unit/test_time \
	%D%/unit/test_traps \
	%D%/unit/test_utf16 \
	%D%/unit/test_utf8 \
	%D%/unit/test_zone \
	%D%/unit/test_xml_leaf \
	%D%/unit/test_xml_read

unit_headers = \
	%D%/unit/describe.h \
	%D%/unit/expect.h \
	%D%/unit/fault.h \
	%D%/unit/folder.h \
	%D%/unit/guard.h \
	%D%/unit/json_check.h \
	%D%/unit/process.h \
	%D%/unit/random.h
EXTRA_DIST += $(unit_headers) $(unit_tests:=.c) %D%/unit/test_xml_oracle.c

# The judges of our JSON and XML readers.
%C%_unit_test_json_oracle_CPPFLAGS = $(AM_CPPFLAGS) $(LIBFASTJSON_CFLAGS)
%C%_unit_test_json_oracle_LDADD = $(LDADD) $(LIBFASTJSON_LIBS)

%C%_unit_test_xml_oracle_CPPFLAGS = $(AM_CPPFLAGS) $(EXPAT_CFLAGS)
%C%_unit_test_xml_oracle_LDADD = $(LDADD) $(EXPAT_LIBS)

# Tests of the liblognorm adapter.
prose_test_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/plugin
%C%_unit_test_prose_rules_CPPFLAGS = $(prose_test_cppflags)
%C%_unit_test_prose_rules_LDADD = libwev_text.la $(LDADD)
%C%_unit_test_prose_text_CPPFLAGS = $(prose_test_cppflags)
%C%_unit_test_prose_text_LDADD = libwev_text.la $(LDADD)
%C%_unit_test_prose_words_CPPFLAGS = $(prose_test_cppflags)
%C%_unit_test_prose_words_LDADD = libwev_text.la $(LDADD)

# Each allocation made to fail in turn. --wrap is for our own objects; those of json-c and the system go on as they are.
%C%_unit_oom_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc -Wl,--wrap=free
%C%_unit_oom_LDADD = libwev.la
check_PROGRAMS += %D%/unit/oom
TESTS += %D%/unit/oom

if HAVE_CRITERION
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
if HAVE_EXPAT
check_PROGRAMS += %D%/unit/test_xml_oracle
TESTS += %D%/unit/test_xml_oracle
endif
endif

# The other tests are scripts. Each is listed, so that a lost one is noticed.
golden_tests = \
	%D%/corpora/run.sh \
	%D%/golden/run.sh
cli_tests = \
	%D%/cli/holes.sh \
	%D%/cli/run.sh
host_tests = \
	%D%/host/interface/run.sh \
	%D%/host/counters.sh \
	%D%/host/formats.sh \
	%D%/host/hostile.sh \
	%D%/host/hup.sh \
	%D%/host/mmexternal.sh \
	%D%/host/parameters.sh \
	%D%/host/prose.sh \
	%D%/host/queue.sh \
	%D%/host/several.sh \
	%D%/host/severity.sh \
	%D%/host/text.sh \
	%D%/host/tree.sh
lint_tests = \
	%D%/lint/catalog.sh \
	%D%/lint/docs.sh \
	%D%/lint/ecs.sh \
	%D%/lint/formats.sh \
	%D%/lint/layers.sh \
	%D%/lint/linear.sh \
	%D%/lint/worst.sh \
	%D%/lint/rulebase.sh \
	%D%/lint/site.sh \
	%D%/lint/sizes.sh \
	%D%/lint/spdx.sh \
	%D%/lint/symbols.sh

TESTS += $(cli_tests) $(golden_tests) $(host_tests) $(lint_tests)
EXTRA_DIST += $(cli_tests) $(golden_tests) $(host_tests) $(lint_tests) %D%/host/lib.sh %D%/golden/README.md
EXTRA_DIST += %D%/lint/callgrind.sh %D%/lint/ecs_types.tsv
dist_trees += %D%/bench %D%/cli %D%/corpora %D%/fuzz/corpus %D%/golden %D%/host/fixtures %D%/host/interface %D%/lint/rulebase

check_PROGRAMS += %D%/host/send
%C%_host_send_CPPFLAGS = -D_POSIX_C_SOURCE=200809L
%C%_host_send_LDADD =

# The rulebase, row by row beside the tables that it was written from.
check_PROGRAMS += %D%/facts/test_facts
TESTS += %D%/facts/test_facts
%C%_facts_test_facts_CPPFLAGS = $(wev_cppflags) -D_DEFAULT_SOURCE
%C%_facts_test_facts_LDADD = libwev.la
%C%_facts_test_facts_SOURCES = \
	%D%/facts/check_events.c %D%/facts/check_events.h \
	%D%/facts/facts.c %D%/facts/facts.h \
	%D%/facts/test_facts.c
dist_trees += %D%/facts

# The fuzzers, run over what is in their corpus by any compiler.
fuzz_sources = \
	%D%/fuzz/fuzz_envelope.c \
	%D%/fuzz/fuzz_json.c \
	%D%/fuzz/fuzz_process.c \
	%D%/fuzz/fuzz_prose.c \
	%D%/fuzz/fuzz_rulebase.c \
	%D%/fuzz/fuzz_rules.c \
	%D%/fuzz/fuzz_xml.c
fuzz_helpers = \
	%D%/fuzz/check_json.c %D%/fuzz/check_json.h \
	%D%/fuzz/fuzz.h \
	%D%/fuzz/kept.c %D%/fuzz/kept.h \
	%D%/fuzz/kept_framing.c \
	%D%/fuzz/kept_xml.c

check_PROGRAMS += %D%/fuzz/replay
TESTS += %D%/fuzz/replay
%C%_fuzz_replay_CPPFLAGS = $(wev_cppflags) -I$(top_srcdir)/plugin -D_DEFAULT_SOURCE -DFUZZ_REPLAY
%C%_fuzz_replay_LDADD = libwev_text.la libwev.la
%C%_fuzz_replay_SOURCES = %D%/fuzz/replay.c $(fuzz_sources) $(fuzz_helpers)

# What holds for each golden input.
check_PROGRAMS += %D%/golden/properties
TESTS += %D%/golden/properties
%C%_golden_properties_CPPFLAGS = $(wev_cppflags) -D_DEFAULT_SOURCE
%C%_golden_properties_LDADD = libwev.la
%C%_golden_properties_SOURCES = \
	%D%/golden/large.c \
	%D%/golden/properties.c %D%/golden/properties.h \
	$(fuzz_helpers)

# One record in every framing.
check_PROGRAMS += %D%/golden/framings
TESTS += %D%/golden/framings
%C%_golden_framings_CPPFLAGS = $(wev_cppflags) -D_DEFAULT_SOURCE
%C%_golden_framings_LDADD = libwev.la
%C%_golden_framings_SOURCES = %D%/golden/framings.c

# --- more than `make check` -------------------------------------------------------------------------------------

.PHONY: check-valgrind fuzz lint bench bench-formats

# The verdict is taken from what valgrind writes: Criterion's runner swallows the exit status of its workers. (With
# CRITERION_OUTPUTS the runner itself would leak.)
memcheck = $(VALGRIND) -q --trace-children=yes --leak-check=full --errors-for-leak-kinds=definite \
	--show-leak-kinds=definite --log-file='$(abs_top_builddir)/valgrind/%p.log'

check-valgrind: all $(check_PROGRAMS)
	@test -n "$(VALGRIND)" || { echo "there is no valgrind; install it and configure again" >&2; exit 1; }
	@rm -rf valgrind && $(MKDIR_P) valgrind
	@printf '#!/bin/sh\nexec %s %s "$$@"\n' "$(memcheck)" '$(abs_top_builddir)/winevent' >valgrind/winevent
	@chmod +x valgrind/winevent
	@printf '%s\n' '#!/bin/sh' '# A test and the file for what it prints.' 'out=valgrind/`echo $$1 | tr / -`.out' \
	  'env -u CRITERION_OUTPUTS CUT_STEP=97 $(memcheck) ./$$1 >$$out 2>&1 && echo "ran  $$1" && exit' \
	  'cat $$out; echo "FAIL $$1"; exit 1' >valgrind/one
	@chmod +x valgrind/one
	@failed=0; $(AM_TESTS_ENVIRONMENT) \
	for test in $(check_PROGRAMS); do case $$test in */host/*) ;; *) echo $$test;; esac; done | \
	  xargs -n 1 -P 2 valgrind/one || failed=1; \
	WINEVENT='$(abs_top_builddir)/valgrind/winevent' $(srcdir)/tests/golden/run.sh \
	  $(abs_srcdir)/tests/golden/options/*.in >valgrind/out 2>&1 && echo 'ran  tests/golden/run.sh options' || \
	  { cat valgrind/out; echo 'FAIL tests/golden/run.sh options'; failed=1; }; \
	for log in `find valgrind -name '*.log' -size +0`; do echo "$$log:"; cat $$log; failed=1; done; \
	exit $$failed

# Each fuzzer for FUZZ_TIME seconds, with clang, over its corpus; what it finds on the way stays in fuzz/corpus.
FUZZ_TIME = 60
# libfastjson's <json.h> is for liblognorm.h; json-c's is asked for by its folder.
fuzz_flags = $(LIBLOGNORM_CFLAGS) $(LIBFASTJSON_CFLAGS) -I$(srcdir)/plugin -std=c11 -D_DEFAULT_SOURCE -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all $(wev_cppflags) $(JSON_C_CFLAGS)

fuzz:
	@test -n "$(CLANG)" || { echo "there is no clang; install it and configure again" >&2; exit 1; }
	@rm -rf fuzz/lib && $(MKDIR_P) fuzz/lib fuzz/corpus
	@for source in $(libwev_la_SOURCES) $(libwev_knowledge_la_SOURCES) $(libwev_text_la_SOURCES) $(fuzz_helpers); do \
	  case $$source in *.c) echo $$source;; esac; \
	done | xargs -P 4 -I '{}' sh -c 'exec $(CLANG) $(fuzz_flags) -fsanitize=fuzzer-no-link,address,undefined \
	  -c "$(srcdir)/{}" -o "fuzz/lib/`echo {} | tr / -`.o"'
	@for source in $(fuzz_sources); do \
	  name=`basename $$source .c`; echo "== $$name"; $(MKDIR_P) fuzz/corpus/$$name; \
	  $(CLANG) $(fuzz_flags) -fsanitize=fuzzer,address,undefined $(srcdir)/$$source fuzz/lib/*.o $(JSON_C_LIBS) $(LIBLOGNORM_LIBS) \
	    $(LIBFASTJSON_LIBS) \
	    -o fuzz/$$name || exit 1; \
	  seeds=$(srcdir)/tests/fuzz/corpus/$${name#fuzz_}; test -d $$seeds || seeds=; \
	  $(AM_TESTS_ENVIRONMENT) \
	  fuzz/$$name -max_total_time=$(FUZZ_TIME) -timeout=10 -print_final_stats=1 -artifact_prefix=fuzz/$$name- \
	    fuzz/corpus/$$name $$seeds >fuzz/$$name.log 2>&1 || \
	    { tail -n 50 fuzz/$$name.log; echo "$$name failed; its input is fuzz/$$name-*" >&2; exit 1; }; \
	  grep 'number_of_executed_units' fuzz/$$name.log; \
	done

lint: all
	@$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(lint_tests)'

bench: all %D%/host/send$(EXEEXT)
	@test -n "$(RSYSLOGD)" || { echo "there is no rsyslogd" >&2; exit 1; }
	@$(AM_TESTS_ENVIRONMENT) $(srcdir)/tests/bench/daemon.sh

bench-formats: all
	@$(AM_TESTS_ENVIRONMENT) $(srcdir)/tests/bench/formats.sh

clean-tests:
	rm -rf valgrind fuzz
