# SPDX-License-Identifier: Apache-2.0
# What events and codes mean. Installed with its folders; each file is listed, `make dist` says which one is not.

rulebasedir = $(pkgdatadir)/rulebase

nobase_dist_pkgdata_DATA = \
	%D%/README.md \
	%D%/events/intune-certificate-connectors.json \
	%D%/events/certificate-services.json \
	%D%/events/intune-connector.json \
	%D%/events/windows-security.json \
	%D%/codes/intune-connector.json \
	%D%/codes/kerberos-encryption-type.json \
	%D%/codes/kerberos-error.json \
	%D%/codes/kerberos-preauth-type.json \
	%D%/codes/kerberos-ticket-options.json \
	%D%/codes/logon-type.json \
	%D%/codes/message-parameter.json \
	%D%/codes/ntstatus.json \
	%D%/text/en/intune-certificate-connectors.json \
	%D%/text/en/intune-connector.json \
	%D%/text/en/kerberos-encryption-type.json \
	%D%/text/en/kerberos-error.json \
	%D%/text/en/kerberos-preauth-type.json \
	%D%/text/en/logon-type.json \
	%D%/text/en/message-parameter.json \
	%D%/text/en/ntstatus.json \
	%D%/text/en/windows-security.json \
	%D%/text/ko/intune-certificate-connectors.json \
	%D%/text/ko/intune-connector.json \
	%D%/text/zh-TW/intune-certificate-connectors.json \
	%D%/text/zh-TW/intune-connector.json \
	%D%/text/ru/intune-certificate-connectors.json \
	%D%/text/ru/intune-connector.json \
	%D%/text/ja/intune-certificate-connectors.json \
	%D%/text/ja/intune-connector.json
