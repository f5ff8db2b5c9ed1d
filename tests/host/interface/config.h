/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rsyslog's headers want from rsyslog's own config.h, so that its tree need not be configured: how Debian builds
 * it. The first three change the layout of objects, the others keep out substitutes for functions that glibc has.
 */
#define HAVE_ATOMIC_BUILTINS 1
#define HAVE_ATOMIC_BUILTINS64 1
#define NDEBUG 1
#define HAVE_ASPRINTF 1
#define HAVE_LSEEK64 1
#define HAVE_STRNDUP 1
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
