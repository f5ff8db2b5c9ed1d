dnl SPDX-License-Identifier: Apache-2.0
dnl Warnings, hardening, sanitizers. The user's CFLAGS come after ours on each command line and win.

dnl WEV_COMPILER_FLAGS: sets WEV_CFLAGS and WEV_LDFLAGS to what this compiler and linker take.
AC_DEFUN([WEV_COMPILER_FLAGS], [
  AX_APPEND_COMPILE_FLAGS(m4_normalize([
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings
    -Wformat=2 -Wundef -Wvla -fvisibility=hidden -fstack-protector-strong -fstack-clash-protection -fcf-protection
  ]), [WEV_CFLAGS], [-Werror])
  AX_APPEND_LINK_FLAGS([-Wl,-z,relro -Wl,-z,now], [WEV_LDFLAGS], [-Werror])

  dnl Without optimising it does nothing but warn, and who defined it already (Debian's build flags do) knows better.
  AC_CACHE_CHECK([whether to define _FORTIFY_SOURCE], [wev_cv_fortify], [
    AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
#if !defined __OPTIMIZE__ || defined _FORTIFY_SOURCE
#error "no"
#endif
int optimising;
]])], [wev_cv_fortify=yes], [wev_cv_fortify=no])])
  AS_VAR_IF([wev_cv_fortify], [yes], [WEV_CFLAGS="$WEV_CFLAGS -D_FORTIFY_SOURCE=2"])
  AC_SUBST([WEV_CFLAGS])
  AC_SUBST([WEV_LDFLAGS])
])

dnl WEV_SANITIZERS: --enable-sanitizers=LIST. A sanitized module runs in a plain rsyslogd only with the sanitizer's
dnl library preloaded; WEV_PRELOAD is its path, for the tests. (clang would also find the one of gcc.)
AC_DEFUN([WEV_SANITIZERS], [
  AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers=LIST], [instrument all code, for example with address,undefined])],
    [], [enable_sanitizers=no])
  AS_VAR_IF([enable_sanitizers], [yes], [enable_sanitizers=address,undefined])
  WEV_PRELOAD=
  AS_VAR_IF([enable_sanitizers], [no], [], [
    wev_flags="-fsanitize=$enable_sanitizers -fno-sanitize-recover=all -fno-omit-frame-pointer"
    AX_CHECK_LINK_FLAG([$wev_flags], [],
      [AC_MSG_ERROR([$CC cannot link with -fsanitize=$enable_sanitizers])])
    dnl Fortified calls hide overflows from the address sanitizer.
    WEV_CFLAGS=`AS_ECHO(["$WEV_CFLAGS"]) | $SED 's/ -D_FORTIFY_SOURCE=2//'`
    WEV_CFLAGS="$WEV_CFLAGS $wev_flags"
    WEV_LDFLAGS="$WEV_LDFLAGS $wev_flags"
    AS_CASE([,$enable_sanitizers,], [*,address,*], [
      for wev_library in libclang_rt.asan-`uname -m`.so libasan.so; do
        wev_path=`$CC -print-file-name=$wev_library`
        AS_CASE([$wev_path], [/*], [AS_IF([test -e "$wev_path"], [WEV_PRELOAD=$wev_path; break])])
      done])
  ])
  AC_SUBST([WEV_PRELOAD])
])

dnl WEV_PROFILE_GUIDED: --enable-profile-guided. How it is done: plugin/profile.mk.
AC_DEFUN([WEV_PROFILE_GUIDED], [
  AC_ARG_ENABLE([profile-guided],
    [AS_HELP_STRING([--enable-profile-guided],
      [build twice, the second time by the counts of a run over sample events: a sixth less time an event (gcc)])],
    [], [enable_profile_guided=no])
  WEV_PROFILE=
  AS_VAR_IF([enable_profile_guided], [no], [], [
    AS_VAR_IF([enable_sanitizers], [no], [],
      [AC_MSG_ERROR([--enable-profile-guided is for speed, --enable-sanitizers takes it: choose one])])
    WEV_PROFILE="-fprofile-use -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch"
    AX_CHECK_COMPILE_FLAG([$WEV_PROFILE], [],
      [AC_MSG_ERROR([--enable-profile-guided needs gcc 10 or newer; $CC does not know its flags])], [-Werror])
  ])
  AC_SUBST([WEV_PROFILE])
  AM_CONDITIONAL([PROFILE_GUIDED], [test "$enable_profile_guided" != no])
])

dnl WEV_WERROR: --enable-werror. Last of the flags, so that no check of configure fails for a warning.
AC_DEFUN([WEV_WERROR], [
  AC_ARG_ENABLE([werror],
    [AS_HELP_STRING([--enable-werror], [treat warnings as errors])], [], [enable_werror=no])
  AS_VAR_IF([enable_werror], [yes], [WEV_CFLAGS="$WEV_CFLAGS -Werror"])
])
