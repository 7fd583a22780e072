import { createHash } from 'node:crypto';
import { certificateToPem, loadMozillaCertificates, parseCertificate, type Certificate } from '@cert-health/core';

/** Pages that list roots, in the shapes a page might have. unverified: which of them /cacerts.jsp has is not known. */

export interface ListedRoot {
  readonly alias: string;
  readonly certificate: Certificate;
  readonly pem: string;
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
}

const store = await loadMozillaCertificates();
const digest = (algorithm: string, der: Uint8Array): string => createHash(algorithm).update(der).digest('hex');

/** Three real roots, their names with and without commas inside. */
export const listed: readonly ListedRoot[] = [
  'DigiCert Global Root G2',
  'DigiCert TLS RSA4096 Root G5',
  'ISRG Root X1',
].map((name) => {
  const der = store.anchors.find((anchor) => anchor.name === name)?.der as Uint8Array;
  return {
    alias: name.toLowerCase().replaceAll(' ', ''),
    certificate: parseCertificate(der),
    pem: certificateToPem(der),
    sha256: digest('sha256', der),
    sha1: digest('sha1', der),
    md5: digest('md5', der),
  };
});

export const colons = (hex: string): string => (hex.match(/../g) ?? []).join(':').toUpperCase();
export const spaces = (hex: string): string => (hex.match(/../g) ?? []).join(' ').toUpperCase();

/** As Java prints names: last part first, quoted where a comma is inside. */
export const javaName = ({ certificate }: ListedRoot): string =>
  certificate.subject.rdns
    .flat()
    .map(
      ({ oid, value }) =>
        `${{ '2.5.4.3': 'CN', '2.5.4.6': 'C', '2.5.4.10': 'O', '2.5.4.11': 'OU' }[oid] ?? oid}=${value.includes(',') ? `"${value}"` : value}`,
    )
    .reverse()
    .join(', ');

export const page = (body: string): string =>
  `<!DOCTYPE html>\n<html><head><title>Trusted roots</title><style>td { color: #aabbcc }</style><script>var a = "CN=x";</script></head>\n<body>\n<h1>Certificates</h1>\n${body}\n</body></html>`;

const serial = '03:3a:f1:e6:a7:11:a9:a0:bb:28:64:b1:1d:09:fa:e5';

/** keytool -list -v */
export const keytoolVerbose = (roots: readonly ListedRoot[], newLine = '\n'): string =>
  ['Keystore type: JKS', 'Keystore provider: SUN', '', `Your keystore contains ${roots.length} entries`, '']
    .concat(
      roots.flatMap((root) => [
        `Alias name: ${root.alias}`,
        'Creation date: Aug 1, 2018',
        'Entry type: trustedCertEntry',
        '',
        `Owner: ${javaName(root)}`,
        `Issuer: ${javaName(root)}`,
        `Serial number: ${serial}`,
        'Valid from: Thu Aug 01 12:00:00 GMT 2013 until: Fri Jan 15 12:00:00 GMT 2038',
        'Certificate fingerprints:',
        `\t MD5:  ${colons(root.md5)}`,
        `\t SHA1: ${colons(root.sha1)}`,
        `\t SHA256: ${colons(root.sha256)}`,
        'Signature algorithm name: SHA256withRSA',
        'Subject Public Key Algorithm: 2048-bit RSA key',
        'Version: 3',
        '',
        'Extensions: ',
        '',
        '#1: ObjectId: 2.5.29.14 Criticality=false',
        'SubjectKeyIdentifier [',
        'KeyIdentifier [',
        '0000: 4E 22 54 20 18 95 E6 E3   6E E6 0F FA FA B9 12 ED  N"T ....n.......',
        '0010: 06 17 8F 39                                        ...9',
        ']',
        ']',
        '',
        '*******************************************',
        '',
      ]),
    )
    .join(newLine);

/** keytool -list */
export const keytoolShort = (roots: readonly ListedRoot[], hash: 'MD5' | 'SHA1' | 'SHA-256'): string =>
  roots
    .map((root) => {
      const hex = { MD5: root.md5, SHA1: root.sha1, 'SHA-256': root.sha256 }[hash];
      return `${root.alias}, Aug 1, 2018, trustedCertEntry, \nCertificate fingerprint (${hash}): ${colons(hex)}`;
    })
    .join('\n');

export const table = (roots: readonly ListedRoot[]): string =>
  `<table class="list">\n<thead><tr><th>Alias</th><th>Subject</th><th>Issuer</th><th>Serial Number</th><th>Expires</th><th>SHA-1 Fingerprint</th><th>SHA-256 Fingerprint</th></tr></thead>\n<tbody>${roots
    .map(
      (root) =>
        `\n<tr class="row">\n  <td>${root.alias}</td>\n  <td>${javaName(root).replaceAll('"', '&quot;')}</td><td>${javaName(root).replaceAll('"', '&quot;')}</td>\n  <td>${serial}</td><td>2038-01-15</td><td>${colons(root.sha1)}</td><td>${root.sha256}</td></tr>`,
    )
    .join('')}\n</tbody></table>`;

export const definitions = (roots: readonly ListedRoot[]): string =>
  `<dl>${roots
    .map(
      (root) =>
        `<dt>Subject</dt><dd>${javaName(root)}</dd><dt>Serial</dt><dd>${serial}</dd><dt>SHA1</dt><dd>${spaces(root.sha1)}</dd>`,
    )
    .join('')}</dl>`;
