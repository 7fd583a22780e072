import { successorLabel } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';

const TYPE = 'InboundCertificate';

/** Path of the content of an entry of the mutual authentication list in a package. */
export function entryPath(name: string): string {
  return `inboundCertificates/${name}.inboundCertificate`;
}

export function entriesNamed(...names: readonly string[]): Map<string, readonly string[]> {
  return new Map([[TYPE, names]]);
}

/** An entry that is there, by which the spelling of a new one goes. */
export interface EntryLike {
  /** Its properties file. */
  readonly properties: string;
  readonly leaf: Certificate;
}

/**
 * The properties of a new entry. All four are required, though its content tells them (Metadata API Developer Guide,
 * InboundCertificate).
 *
 * unverified: whether the org takes them from here or from the content, and in which spelling: they are spelt as in the entry
 * that is there, else as in the guide's example.
 */
export function entryProperties(name: string, leaf: Certificate, like: EntryLike): string {
  const fields = {
    expirationDate: spelt('expirationDate', ends, leaf, like),
    issuer: spelt('issuer', issuers, leaf, like),
    masterLabel: successorLabel(name),
    serialId: spelt('serialId', serials, leaf, like),
  };
  const lines = Object.entries(fields).map(([field, value]) => `    <${field}>${escaped(value)}</${field}>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${TYPE} xmlns="http://soap.sforce.com/2006/04/metadata">\n${lines.join('')}</${TYPE}>\n`;
}

type Spelling = (certificate: Certificate) => string;
/** That of the guide's example first. */
type Spellings = readonly [Spelling, ...Spelling[]];

const ends: Spellings = [
  ({ notAfter }) => notAfter.toISOString().slice(0, 10),
  ({ notAfter }) => notAfter.toISOString(),
  ({ notAfter }) => notAfter.toISOString().replace('Z', '+0000'),
];
const issuers: Spellings = [
  ({ issuer }) => issuer.text.replaceAll(/(?<!\\), /g, ','),
  ({ issuer }) => issuer.text,
  ({ issuer }) => backward(issuer.text).join(','),
  ({ issuer }) => backward(issuer.text).join(', '),
];
const serials: Spellings = [
  ({ serialNumber }) => BigInt(`0x${serialNumber}`).toString(),
  ({ serialNumber }) => serialNumber,
  ({ serialNumber }) => serialNumber.toUpperCase(),
];

function backward(text: string): string[] {
  return text.split(/(?<!\\), /).reverse();
}

/** The way in which the entry that is there is spelt. */
function spelt(field: string, spellings: Spellings, leaf: Certificate, like: EntryLike): string {
  const [, written] = new RegExp(`<${field}>([^<]*)</${field}>`).exec(like.properties) ?? [];
  const same = spellings.find((spelling) => escaped(spelling(like.leaf)) === written?.trim());
  return (same ?? spellings[0])(leaf);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
