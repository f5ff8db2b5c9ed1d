dnl SPDX-License-Identifier: Apache-2.0
dnl The host. It is not needed for building; the tests run in it and compare our view of it with its headers.

dnl WEV_RSYSLOGD: the installed rsyslogd and the folder that it loads modules from.
AC_DEFUN([WEV_RSYSLOGD], [
  AC_ARG_VAR([RSYSLOGD], [the rsyslogd to test in])
  AC_PATH_PROG([RSYSLOGD], [rsyslogd], [], [$PATH$PATH_SEPARATOR/usr/sbin$PATH_SEPARATOR/usr/local/sbin])
  AC_CACHE_CHECK([where rsyslogd keeps its modules], [wev_cv_rsyslog_modules], [
    wev_cv_rsyslog_modules=unknown
    wev_multiarch=`$CC -print-multiarch 2>/dev/null`
    wev_prefix=`AS_DIRNAME(["$RSYSLOGD"])`/..
    for wev_dir in "$wev_prefix/lib/$wev_multiarch" "$wev_prefix/lib64" "$wev_prefix/lib"; do
      AS_IF([test -n "$RSYSLOGD" && test -e "$wev_dir/rsyslog/lmnet.so"],
        [wev_cv_rsyslog_modules=`cd "$wev_dir/rsyslog" && pwd`; break])
    done])
])

dnl WEV_RSYSLOG_MODDIR: --with-rsyslog-moddir=DIR. The default stays below the prefix, as a default must.
AC_DEFUN([WEV_RSYSLOG_MODDIR], [
  AC_ARG_WITH([rsyslog-moddir],
    [AS_HELP_STRING([--with-rsyslog-moddir=DIR], [install the module in DIR @<:@LIBDIR/rsyslog@:>@])],
    [AS_CASE([$withval], [/*|'${'*], [], [AC_MSG_ERROR([--with-rsyslog-moddir wants an absolute path])])],
    [with_rsyslog_moddir='${libdir}/rsyslog'])
  AC_SUBST([rsyslogmoddir], [$with_rsyslog_moddir])
])

dnl WEV_RSYSLOG_SOURCE(OLDEST): --with-rsyslog=DIR, an unpacked source tree of rsyslog; it need not be configured.
AC_DEFUN([WEV_RSYSLOG_SOURCE], [
  AC_ARG_WITH([rsyslog],
    [AS_HELP_STRING([--with-rsyslog=DIR],
      [test our declarations against the source tree of rsyslog in DIR ($1 or newer)])],
    [], [with_rsyslog=no])
  RSYSLOG_SOURCE=
  wev_rsyslog_version=
  AS_VAR_IF([with_rsyslog], [no], [], [
    AS_IF([test ! -d "$with_rsyslog"],
      [AC_MSG_ERROR([--with-rsyslog=$with_rsyslog: there is no such folder.
It is to be an unpacked source tree of rsyslog. On Debian 12: apt-get source rsyslog=8.2302.0-1+deb12u1])])
    AC_MSG_CHECKING([for the source of rsyslog in $with_rsyslog])
    AS_IF([test -f "$with_rsyslog/configure.ac" && test -f "$with_rsyslog/runtime/module-template.h"],
      [wev_rsyslog_version=`$SED -n \
        's/^AC.INIT(\@<:@rsyslog\@:>@,\@<:@\(@<:@^@:>@@:>@*\)\@:>@.*/\1/p' "$with_rsyslog/configure.ac"`])
    AS_IF([test -z "$wev_rsyslog_version"],
      [AC_MSG_RESULT([no])
       AC_MSG_ERROR([--with-rsyslog=$with_rsyslog: this is no source tree of rsyslog.
It has no runtime/module-template.h, or no configure.ac that names a version of rsyslog.])])
    AC_MSG_RESULT([$wev_rsyslog_version])
    AS_VERSION_COMPARE([$wev_rsyslog_version], [$1],
      [AC_MSG_ERROR([--with-rsyslog=$with_rsyslog: rsyslog $wev_rsyslog_version is too old; $1 is the oldest that we know.])])
    RSYSLOG_SOURCE=`cd "$with_rsyslog" && pwd`
  ])
  AC_SUBST([RSYSLOG_SOURCE])
])
