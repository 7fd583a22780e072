/**
 * Hosts of ACME directories of publicly trusted authorities. What is not here is taken for private: a wrong guess costs an
 * order that the authority refuses.
 */
const directories: readonly { readonly ca: string; readonly domains: readonly string[] }[] = [
  { ca: "Let's Encrypt", domains: ['letsencrypt.org'] },
  { ca: 'Google Trust Services', domains: ['pki.goog', 'publicca.googleapis.com'] },
  { ca: 'Sectigo', domains: ['zerossl.com', 'acme.sectigo.com'] },
  { ca: 'DigiCert', domains: ['acme.digicert.com', 'one.digicert.com'] },
  { ca: 'SSL.com', domains: ['ssl.com'] },
  { ca: 'GlobalSign', domains: ['globalsign.com'] },
  { ca: 'Certum', domains: ['certum.pl'] },
  { ca: 'GoDaddy', domains: ['godaddy.com'] },
  { ca: 'Entrust', domains: ['entrust.net'] },
  { ca: 'Buypass', domains: ['buypass.com'] },
];

/** The public authority whose ACME directory is at a host, by its usual name; undefined when none is known to be. */
export function publicAuthorityOf(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  return directories.find(({ domains }) => domains.some((domain) => name === domain || name.endsWith(`.${domain}`)))
    ?.ca;
}
