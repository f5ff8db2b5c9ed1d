dnl SPDX-License-Identifier: Apache-2.0
dnl WEV_SUMMARY: what configure decided, and what to pass where that is not what was wanted.
AC_DEFUN([WEV_SUMMARY], [
  wev_or() { if test -n "$[]1"; then AS_ECHO(["$[]1"]); else AS_ECHO(["$[]2"]); fi; }
  wev_yes() { if test "$[]1" = yes; then AS_ECHO([yes]); else AS_ECHO(["$[]2"]); fi; }

  wev_moddir=$rsyslogmoddir
  for wev_round in libdir exec_prefix prefix; do eval "wev_moddir=$wev_moddir"; done

  AS_ECHO(["
mmwinevent $PACKAGE_VERSION

  compiler          $CC $CFLAGS
  sanitizers        $enable_sanitizers
  profile-guided    `wev_yes "$enable_profile_guided" "no (--enable-profile-guided: a sixth less time an event)"`
  rsyslogd          `wev_or "$RSYSLOGD" "not found: tests in a real rsyslogd are skipped"`
  module            $wev_moddir/mmwinevent.so
  unit tests        `wev_yes "$wev_criterion" "SKIPPED: Criterion is missing (Debian: libcriterion-dev)"`
  XML oracle test   `wev_yes "$wev_expat" "SKIPPED: expat is missing (Debian: libexpat1-dev)"`
  interface test    `wev_or "${wev_rsyslog_version:+against rsyslog $wev_rsyslog_version}" "SKIPPED: no source of rsyslog (--with-rsyslog=DIR)"`
"])
  AS_IF([test "$wev_cv_rsyslog_modules" != unknown && test "$wev_cv_rsyslog_modules" != "$wev_moddir"],
    [AS_ECHO(["  $RSYSLOGD looks for modules in $wev_cv_rsyslog_modules.
  To install the module there: --with-rsyslog-moddir=$wev_cv_rsyslog_modules
"])])
])
