dnl SPDX-License-Identifier: Apache-2.0
dnl What only the tests need. Nothing of it is required: what cannot be tested is named in the summary.

AC_DEFUN([WEV_CRITERION], [
  PKG_CHECK_MODULES([CRITERION], [criterion >= 2.3], [wev_criterion=yes], [wev_criterion=no])
  AM_CONDITIONAL([HAVE_CRITERION], [test "$wev_criterion" = yes])
])

dnl expat says in the tests whether our XML reader is right.
AC_DEFUN([WEV_EXPAT], [
  PKG_CHECK_MODULES([EXPAT], [expat], [wev_expat=yes], [wev_expat=no])
  AM_CONDITIONAL([HAVE_EXPAT], [test "$wev_expat" = yes])
])
