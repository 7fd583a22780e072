import customDomainLabel from '@salesforce/label/c.CertHealth_Use_CustomDomain';
import inboundApiMtlsLabel from '@salesforce/label/c.CertHealth_Use_InboundApiMtls';
import inboundOneWayTlsLabel from '@salesforce/label/c.CertHealth_Use_InboundOneWayTls';
import inboundSsoLabel from '@salesforce/label/c.CertHealth_Use_InboundSso';
import inboundUserMtlsLabel from '@salesforce/label/c.CertHealth_Use_InboundUserMtls';
import outboundApexMtlsLabel from '@salesforce/label/c.CertHealth_Use_OutboundApexMtls';
import outboundApexOneWayTlsLabel from '@salesforce/label/c.CertHealth_Use_OutboundApexOneWayTls';
import outboundSsoLabel from '@salesforce/label/c.CertHealth_Use_OutboundSso';

/** In the order of Salesforce's taxonomy. Labels, so that they can be translated; a test holds them to core's catalog. */
const names: Readonly<Record<string, string>> = {
  'inbound-one-way-tls': inboundOneWayTlsLabel,
  'custom-domain': customDomainLabel,
  'outbound-apex-one-way-tls': outboundApexOneWayTlsLabel,
  'inbound-user-mtls': inboundUserMtlsLabel,
  'inbound-api-mtls': inboundApiMtlsLabel,
  'outbound-apex-mtls': outboundApexMtlsLabel,
  'inbound-sso': inboundSsoLabel,
  'outbound-sso': outboundSsoLabel,
};

/** Ids of the eight uses. */
export const useIds: readonly string[] = Object.keys(names);

/** The name of a use; its id where a later version knows more than these eight. */
export function useName(id: string): string {
  return names[id] ?? id;
}
