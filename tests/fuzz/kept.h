/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is each value of a message in its document? A value counts as kept if the document has its text, the same number
 * in another spelling, the same time, or JSON or XML in which it stands. Knows JSON, XML and no Windows, and shares no
 * line with the library.
 */
#ifndef WEV_TESTS_KEPT_H
#define WEV_TESTS_KEPT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct kept kept;

/* The values of a document, which is valid JSON. The caller frees it; NULL without memory. */
kept *kept_read(const char *document, size_t len);
void kept_free(kept *set);

/* One value of XML, whose names of data become names of members; or nothing but blanks. */
bool kept_has(const kept *set, const char *text, size_t len);

/*
 * All values of a valid JSON object, or of well-formed XML without a DOCTYPE, that end in front of offset `limit`. The
 * first value that is not kept is copied to `lost` (`room` bytes, with a NUL), and false is the answer. XML that is not
 * well formed is looked at as far as it is.
 */
bool kept_json(const kept *set, const char *text, size_t len, size_t limit, char *lost, size_t room);
bool kept_xml(const kept *set, const char *text, size_t len, size_t limit, char *lost, size_t room);

/* Is the value of that member one that no document is to show? `key` NULL: it has none. */
bool kept_is_framing(const char *key, size_t key_len, const char *text, size_t len);

#endif
