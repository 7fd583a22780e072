/** A root: [label, SHA-256, SHA-1, MD5, SHA-256 of the key, SHA-256 of the subject's DER, subject key id, subject, from, to] */
export type KnownRootRow = readonly [
  label: string,
  sha256: string,
  sha1: string,
  md5: string,
  spkiSha256: string,
  subjectSha256: string,
  keyId: string | null,
  subject: string,
  notBefore: string,
  notAfter: string,
];

/** What Chrome says of a root: [SHA-256, name, last trusted SCT, Chrome version since which it holds] */
export type ChromeRow = readonly [sha256: string, name: string, sctNotAfter: string, minVersion: string | null];

/** What Mozilla says of a root: [SHA-256, websites, email, distrust-after] */
export type MozillaRow = readonly [sha256: string, websites: boolean, email: boolean, distrustAfter: string | null];

/** A change in the Mozilla store: [day, SHA-256, label, NSS version, change, websites before, distrust-after before] */
export type MozillaEventRow = readonly [
  day: string,
  sha256: string,
  label: string,
  version: string | null,
  change: 'removed' | 'websites-off' | 'websites-on' | 'distrust-after',
  websitesBefore: boolean,
  distrustAfterBefore: string | null,
];
