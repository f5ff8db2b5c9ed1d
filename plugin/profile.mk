# SPDX-License-Identifier: Apache-2.0
# --enable-profile-guided: before anything else is compiled, an instrumented winevent is built and runs over sample
# events (tests/bench/train.sh); then its objects are removed. The counts (*.gcda) stay where each of them was, which is
# where gcc looks for them when it compiles that object again. A source that changed has other counts, which gcc takes for
# an error, so all of it is done again then; `make clean` forgets the counts.

EXTRA_DIST += %D%/profile.mk

if PROFILE_GUIDED
wev_profile_stamp = profile.stamp
CLEANFILES += profile.stamp
endif

wev_forget_objects = find plugin -name '*.o' -exec rm -f {} + && find plugin -name '*.lo' -exec rm -f {} + && \
	rm -f winevent$(EXEEXT) $(noinst_LTLIBRARIES)

wev_forget_counts = find plugin -name '*.gcda' -exec rm -f {} +

profile.stamp: $(libwev_la_SOURCES) $(libwev_knowledge_la_SOURCES) $(libwev_text_la_SOURCES) $(winevent_SOURCES)
	@echo '  PROFILE  winevent: a build that counts, and its run'
	$(AM_V_at)$(wev_forget_objects) && $(wev_forget_counts)
	$(AM_V_at)$(MAKE) $(AM_MAKEFLAGS) wev_profile_stamp= WEV_PROFILE='-fprofile-generate -fprofile-update=single' winevent$(EXEEXT)
	$(AM_V_at)WINEVENT='$(abs_builddir)/winevent$(EXEEXT)' RULEBASE='$(abs_srcdir)/rulebase' abs_top_srcdir='$(abs_srcdir)' \
	  $(srcdir)/tests/bench/train.sh
	$(AM_V_at)test -n "`find plugin -name '*.gcda' | head -n 1`" || { echo 'winevent counted nothing' >&2; exit 1; }
	$(AM_V_at)$(wev_forget_objects)
	$(AM_V_at)echo 'the counts are in *.gcda files' >$@

$(libwev_la_OBJECTS) $(libwev_knowledge_la_OBJECTS) $(libwev_text_la_OBJECTS) $(winevent_OBJECTS) $(mmwinevent_la_OBJECTS): \
	$(wev_profile_stamp)

clean-profile:
	-$(wev_forget_counts)
