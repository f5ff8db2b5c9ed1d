# SPDX-License-Identifier: Apache-2.0
# Man pages are written by hand; nothing is needed to build them.

dist_man_MANS = \
	%D%/mmwinevent.7 \
	%D%/winevent.1

dist_trees += %D%

# The page of all events, out of the rulebase.
.PHONY: catalog
catalog: winevent$(EXEEXT)
	$(AM_V_GEN)./winevent$(EXEEXT) catalog --lang en $(srcdir)/rulebase >catalog.new && \
	  mv catalog.new $(srcdir)/%D%/CATALOG.md
