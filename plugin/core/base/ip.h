/* SPDX-License-Identifier: Apache-2.0 */
/* Internet addresses as text. */
#ifndef WEV_BASE_IP_H
#define WEV_BASE_IP_H

#include "base/str.h"

/*
 * Is the whole text one IPv4 address (four decimal numbers) or IPv6 address (RFC 4291, section 2.2; no zone)? An
 * IPv4-mapped one (::ffff:10.0.0.1) is shortened to its IPv4 part in *address.
 */
bool wev_ip_parse(wev_str text, wev_str *address);

#endif
