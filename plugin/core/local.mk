# SPDX-License-Identifier: Apache-2.0
# libwev. Built once for the module, the tool and the tests; only what is in libwev_knowledge sees json-c.

noinst_LTLIBRARIES += libwev.la libwev_knowledge.la

libwev_la_CPPFLAGS = $(wev_cppflags) -DWEV_VERSION='"$(PACKAGE_VERSION)"'
libwev_la_CFLAGS = $(wev_cflags)
libwev_la_LDFLAGS = $(wev_ldflags)
libwev_la_LIBADD = libwev_knowledge.la
libwev_la_SOURCES = \
	%D%/engine.c \
	%D%/summary.c \
	%D%/wev.h \
	%D%/base/arena.c %D%/base/arena.h \
	%D%/base/buf.c %D%/base/buf.h \
	%D%/base/hash.c %D%/base/hash.h \
	%D%/base/ip.c %D%/base/ip.h \
	%D%/base/num.c %D%/base/num.h \
	%D%/base/scan.h %D%/base/scan_json.h %D%/base/scan_pairs.h \
	%D%/base/status.c %D%/base/status.h \
	%D%/base/str.c %D%/base/str.h \
	%D%/base/text.c %D%/base/text.h \
	%D%/base/time.c %D%/base/time.h \
	%D%/base/time_named.c \
	%D%/base/zone.c %D%/base/zone.h \
	%D%/base/zone_file.c %D%/base/zone_file.h \
	%D%/base/utf16.c %D%/base/utf16.h \
	%D%/base/utf8.c %D%/base/utf8.h \
	%D%/read/json_read.c %D%/read/json_read.h %D%/read/json_item.h %D%/read/json_simple.h \
	%D%/read/xml_read.c %D%/read/xml_read.h \
	%D%/event/event.c %D%/event/event.h \
	%D%/event/fields.c %D%/event/fields.h \
	%D%/event/finish.c \
	%D%/event/system.def \
	%D%/format/azure.c \
	%D%/format/cef.c \
	%D%/format/columns.c %D%/format/columns.h \
	%D%/format/csv.c %D%/format/csv.h \
	%D%/format/envelope.c %D%/format/envelope.h \
	%D%/format/event_reporter.c \
	%D%/format/event_xml.c %D%/format/event_xml.h \
	%D%/format/event_xml_data.c \
	%D%/format/event_tree.c \
	%D%/format/flat_json.c \
	%D%/format/fluent.c \
	%D%/format/format.h \
	%D%/format/formats.c \
	%D%/format/json_index.c %D%/format/json_index.h \
	%D%/format/gelf.c \
	%D%/format/json_again.c \
	%D%/format/json_data.c \
	%D%/format/json_inner.c \
	%D%/format/json_keywords.c \
	%D%/format/json_map.c %D%/format/json_map.h %D%/format/json_shape.h \
	%D%/format/json_order.h \
	%D%/format/json_user_data.c \
	%D%/format/keys.def \
	%D%/format/leef.c \
	%D%/format/minifi_raw.c \
	%D%/format/names.h \
	%D%/format/nxlog.c %D%/format/nxlog.h \
	%D%/format/nxlog_csv.c \
	%D%/format/nxlog_ietf.c \
	%D%/format/nxlog_json.c \
	%D%/format/nxlog_restore.c \
	%D%/format/nxlog_kvp.c \
	%D%/format/nxlog_xml.c \
	%D%/format/openwec_raw.c \
	%D%/format/osquery.c \
	%D%/format/ossec.c \
	%D%/format/otel.c \
	%D%/format/pairs.c %D%/format/pairs.h \
	%D%/format/rsa.c \
	%D%/format/rsyslog_agent.c \
	%D%/format/several.c %D%/format/several.h \
	%D%/format/snare.c %D%/format/snare.h \
	%D%/format/snare_json.c \
	%D%/format/source_text.c \
	%D%/format/splunk_text.c \
	%D%/format/syslog_ng.c \
	%D%/format/tail.c %D%/format/tail.h \
	%D%/format/target.c %D%/format/target.h \
	%D%/format/vector.c \
	%D%/format/wazuh.c \
	%D%/format/wincollect.c \
	%D%/format/winlogbeat.c \
	%D%/emit/ecs.c \
	%D%/emit/ecs_copies.c %D%/emit/ecs_copies.h \
	%D%/emit/ecs_values.c %D%/emit/ecs_values.h \
	%D%/emit/emit.h \
	%D%/emit/fixed.c %D%/emit/fixed.h \
	%D%/emit/json_sink.c %D%/emit/json_sink.h \
	%D%/emit/meaning.c \
	%D%/emit/native.c \
	%D%/emit/pieces.c \
	%D%/emit/profiles.c \
	%D%/emit/sink.h

libwev_knowledge_la_CPPFLAGS = $(wev_cppflags) $(JSON_C_CFLAGS)
libwev_knowledge_la_CFLAGS = $(wev_cflags)
libwev_knowledge_la_LDFLAGS = $(wev_ldflags)
libwev_knowledge_la_LIBADD = $(JSON_C_LIBS)
libwev_knowledge_la_SOURCES = \
	%D%/knowledge/codes.c \
	%D%/knowledge/ecs_targets.c %D%/knowledge/ecs_targets.h \
	%D%/knowledge/enrich.c \
	%D%/knowledge/find_codes.c \
	%D%/knowledge/jfile.c %D%/knowledge/jfile.h \
	%D%/knowledge/jscan.c %D%/knowledge/jscan.h \
	%D%/knowledge/labels.c %D%/knowledge/labels.h \
	%D%/knowledge/load.c %D%/knowledge/load.h \
	%D%/knowledge/load_code_fields.c \
	%D%/knowledge/load_codes.c \
	%D%/knowledge/load_ecs.c \
	%D%/knowledge/load_events.c \
	%D%/knowledge/load_fallback.c \
	%D%/knowledge/load_index.c \
	%D%/knowledge/load_pack.c %D%/knowledge/load_pack.h \
	%D%/knowledge/load_rows.c \
	%D%/knowledge/load_table.h \
	%D%/knowledge/load_texts.c \
	%D%/knowledge/load_values.c \
	%D%/knowledge/load_wording.c \
	%D%/knowledge/wording.c %D%/knowledge/wording.h \
	%D%/knowledge/meaning.h \
	%D%/knowledge/rulebase.c %D%/knowledge/rulebase.h \
	%D%/knowledge/rulebase_data.h \
	%D%/knowledge/search.h
