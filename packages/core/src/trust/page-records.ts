import type { PageLine } from './page-lines.ts';
import type { Fingerprints } from './trust-store.ts';

/** What stands together on a page about one certificate. */
export interface PageRecord {
  readonly name?: string;
  /** A distinguished name, as written. */
  readonly subject?: string;
  readonly fingerprints: Fingerprints;
  /** A PEM block, markers included. */
  readonly pem?: string;
  /** Text that should have been a hash or a name, and is not. */
  readonly unreadable?: string;
}

type Label = 'name' | 'subject' | 'fingerprint' | keyof Fingerprints | 'other';

/** What a heading or the words before a colon announce; the first that fits. */
const labels: readonly [RegExp, Label][] = [
  [
    /issuer|serial|valid|creat|expir|not (?:before|after)|signature|version|type|public key|usage|algorithm|identifier|key id|size/i,
    'other',
  ],
  [/sha-?256/i, 'sha256'],
  [/sha-?1\b|^sha$/i, 'sha1'],
  [/md5/i, 'md5'],
  [/fingerprint|thumbprint|digest/i, 'fingerprint'],
  [/subject|owner|distinguished|^dn$/i, 'subject'],
  [/alias|label|^name$|common name|friendly|certificate name/i, 'name'],
];

/** Groups lines into records, one for each certificate that the page seems to be about. */
export function pageRecords(lines: readonly PageLine[]): PageRecord[] {
  const records = new Records();
  let headings: readonly string[] | undefined;
  for (const { cells, blocks, overlong } of lines) {
    const filled = cells.filter((text) => text !== '');
    const [first = '', second = ''] = filled;
    if (filled.length > 1 && filled.every(isHeading)) headings = cells;
    else if (filled.length === 2 && isHeading(first) && !isHeading(second)) records.take(labelOf(first), second);
    else if (filled.length > 1 || (headings && cells.length >= headings.length)) {
      records.begin();
      for (const [column, text] of cells.entries()) records.take(labelOf(headings?.[column] ?? ''), text);
    } else if (first !== '') {
      headings = undefined;
      readLine(records, first);
    }
    if (overlong) records.take('fingerprint', filled.join(' ').slice(0, 80));
    for (const block of blocks) records.take('pem', block);
  }
  return records.end();
}

/** A line of text: `Key: value`, `key=value`, keytool's "alias, date, trustedCertEntry", or a value alone. */
function readLine(records: Records, text: string): void {
  const alias = /^(.+?), .*trustedCertEntry/i.exec(text)?.[1] ?? /^alias name: *(.*)$/i.exec(text)?.[1];
  if (alias !== undefined) {
    records.begin();
    return records.take('name', alias);
  }
  const keyed = /^([A-Za-z][\w ()./-]{0,48}?) *[:=] *(.*)$/.exec(text);
  const label = keyed ? labelOf(keyed[1] as string) : undefined;
  if (keyed && label !== undefined) return records.take(label, keyed[2] as string);
  // Without a label only what speaks for itself: 64 hex digits are no serial number, an attribute is no prose.
  const hash = fingerprintIn(text);
  const named = distinguishedNameIn(hash ? text.replace(hash.text, ' ') : text);
  if (named !== undefined) records.take('subject', named);
  if (hash?.hash === 'sha256') records.take('sha256', text);
}

function labelOf(text: string): Label | undefined {
  return labels.find(([pattern]) => pattern.test(text))?.[1];
}

/** A heading of a column or a term: short, of known words, and no value itself. */
function isHeading(text: string): boolean {
  return (
    text.length <= 40 &&
    !text.includes('=') &&
    !/[0-9a-f]{2}[: ][0-9a-f]{2}[: ]/i.test(text) &&
    labelOf(text) !== undefined
  );
}

/** A name as it begins with an attribute type: from there to the end. */
function distinguishedNameIn(text: string): string | undefined {
  return (
    /(?:^|[\s,])((?:CN|OU|O|C|L|ST|DC|E|EMAILADDRESS) ?= ?\S.*)$/.exec(text)?.[1]?.trim() ??
    /^(\/[A-Z]{1,2}=\S.*)$/.exec(text)?.[1]
  );
}

const hashByLength: Readonly<Record<number, keyof Fingerprints>> = { 64: 'sha256', 40: 'sha1', 32: 'md5' };

/** Hex with colons, spaces, dashes or nothing between the octets; its length tells which hash it is. */
function fingerprintIn(
  text: string,
): { readonly hash: keyof Fingerprints; readonly hex: string; readonly text: string } | undefined {
  const found = /(?<![0-9a-z])[0-9a-f]{2}(?:[: -]?[0-9a-f]{2}){15,31}(?![0-9a-z]|[: -]?[0-9a-f]{2}(?![0-9a-z]))/i.exec(
    text,
  )?.[0];
  const hex = found?.replaceAll(/[^0-9a-f]/gi, '').toLowerCase() ?? '';
  const hash = hashByLength[hex.length];
  return found !== undefined && hash !== undefined ? { hash, hex, text: found } : undefined;
}

/** Gathers what is said of one certificate; something said a second time is said of the next one. */
class Records {
  readonly #done: PageRecord[] = [];
  #current: PageRecord = { fingerprints: {} };

  begin(): void {
    const { fingerprints, ...rest } = this.#current;
    if (Object.keys(rest).length > 0 || Object.keys(fingerprints).length > 0) this.#done.push(this.#current);
    this.#current = { fingerprints: {} };
  }

  end(): PageRecord[] {
    this.begin();
    return this.#done;
  }

  take(label: Label | 'pem' | undefined, text: string): void {
    if (text === '' || label === 'other') return;
    if (label === 'pem' || label === 'name') return this.#set(label, text);
    const hash = fingerprintIn(text);
    if (hash && (label === 'fingerprint' || label === hash.hash || (label === undefined && hash.hash === 'sha256'))) {
      if (this.#current.fingerprints[hash.hash] !== undefined) this.begin();
      this.#current = { ...this.#current, fingerprints: { ...this.#current.fingerprints, [hash.hash]: hash.hex } };
      return;
    }
    const name = label === undefined || label === 'subject' ? distinguishedNameIn(text) : undefined;
    if (name !== undefined) this.#set('subject', name);
    else if (label === 'subject' && this.#current.name === undefined) this.#set('name', text);
    // An unlabeled number may be a SHA-1 hash or a serial number: not to be guessed, and not to be passed over.
    else if (label !== undefined || hash) this.#current = { ...this.#current, unreadable: text };
  }

  #set(field: 'name' | 'subject' | 'pem', text: string): void {
    if (this.#current[field] !== undefined) this.begin();
    this.#current = { ...this.#current, [field]: text };
  }
}
