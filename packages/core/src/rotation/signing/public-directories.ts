/** A publicly trusted authority that speaks ACME. */
export interface PublicAuthority {
  /** As people call it. */
  readonly name: string;
  /** Whose roots it stands below, as policy data calls it. */
  readonly issuer: string;
  /** Hosts of its directories, themselves or what is below them. */
  readonly hosts: readonly string[];
}

/**
 * Hosts that issue from public hierarchies and nothing else. Those of platforms that serve private hierarchies too (DigiCert
 * ONE, GlobalSign Atlas) are left out, as what is not here is taken for private: a wrong guess costs an order that is refused.
 */
const publicAuthorities: readonly PublicAuthority[] = [
  { name: "Let's Encrypt", issuer: "Let's Encrypt", hosts: ['letsencrypt.org'] },
  { name: 'Google Trust Services', issuer: 'Google Trust Services', hosts: ['pki.goog'] },
  { name: 'ZeroSSL', issuer: 'Sectigo', hosts: ['acme.zerossl.com'] },
  { name: 'Sectigo', issuer: 'Sectigo', hosts: ['acme.sectigo.com'] },
  { name: 'DigiCert', issuer: 'DigiCert', hosts: ['acme.digicert.com'] },
  { name: 'SSL.com', issuer: 'SSL.com', hosts: ['acme.ssl.com'] },
  { name: 'Certum', issuer: 'Certum', hosts: ['acme.certum.pl'] },
  { name: 'Actalis', issuer: 'Actalis', hosts: ['acme-api.actalis.com'] },
  { name: 'Buypass', issuer: 'Buypass', hosts: ['api.buypass.com'] },
];

/** The public authority whose ACME directory is at a host; undefined when none is known to be. */
export function publicAuthorityOf(host: string): PublicAuthority | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  return publicAuthorities.find(({ hosts }) => hosts.some((known) => name === known || name.endsWith(`.${known}`)));
}
