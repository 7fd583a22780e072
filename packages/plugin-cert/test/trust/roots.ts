import { certificateToPem, loadMozillaCertificates } from '@cert-health/core';

/** Real roots of the Mozilla store, for stores of tests. */
export interface Root {
  readonly name: string;
  readonly sha256: string;
  readonly sha1: string;
  readonly der: Uint8Array;
  readonly pem: string;
  readonly websites: boolean;
}

const store = await loadMozillaCertificates();

export const mozillaRoots: readonly Root[] = store.anchors.map(({ name, fingerprints, der, constraints }) => ({
  name,
  sha256: fingerprints.sha256 ?? '',
  sha1: fingerprints.sha1 ?? '',
  der: der ?? new Uint8Array(),
  pem: certificateToPem(der ?? new Uint8Array()),
  websites: constraints.websites === true,
}));

export function rootNamed(name: string): Root {
  const root = mozillaRoots.find((one) => one.name === name);
  if (!root) throw new Error(`there is no root ${name}`);
  return root;
}

export const g2 = rootNamed('DigiCert Global Root G2');
/** A small one, current. */
export const r4 = rootNamed('GTS Root R4');
/** Not for websites since NSS 3.123 (2026-04-16). */
export const oldDigicert = rootNamed('DigiCert Global Root CA');
/** Trusted by Mozilla only up to 2026-04-15. */
export const izenpe = rootNamed('Izenpe.com');

/** The day that tests judge. */
export const today = new Date('2026-11-22T02:15:00Z');

export const colons = (hex: string): string => (hex.match(/../g) ?? []).join(':').toUpperCase();

/** A page in a shape that /cacerts.jsp might have; its true shape is not known. */
export const pageOf = (body: string): string =>
  `<!DOCTYPE html>\n<html><head><title>Trusted roots</title></head>\n<body><h1>Certificates</h1>\n${body}\n</body></html>`;

/** A table of names and hashes. */
export const tableOf = (heading: string, rows: readonly (readonly [string, string])[]): string =>
  `<table><tr><th>Name</th><th>${heading}</th></tr>${rows.map(([name, hash]) => `<tr><td>${name}</td><td>${colons(hash)}</td></tr>`).join('\n')}</table>`;
