import { CertificateParseError, parseCertificate, type Certificate } from '../x509/index.ts';
import { nameKey } from './name-key.ts';
import { pageLines } from './page-lines.ts';
import { pageRecords, type PageRecord } from './page-records.ts';
import type { Fingerprints } from './trust-store.ts';

/**
 * Reader of a saved /cacerts.jsp page, the list of roots that a Salesforce instance trusts.
 *
 * unverified: no public copy of the page was found, so its shape is not known. What is read is whatever states
 * certificates in a usual way: PEM blocks, rows of a table, definition lists, keytool's and openssl's text. What looks
 * like an entry and cannot be read is counted, never dropped.
 */

export interface CacertsEntry {
  /** Alias or label beside the entry. */
  readonly name?: string;
  /** As the page writes it. */
  readonly subject?: string;
  readonly fingerprints: Fingerprints;
  readonly certificate?: Certificate;
}

export interface CacertsPage {
  readonly entries: readonly CacertsEntry[];
  /** Number of entries. */
  readonly understood: number;
  /** Of those, how many tell a name only: enough to find a root, too little to be sure of it. */
  readonly nameOnly: number;
  /** What looked like an entry and was not understood; at least 1 when nothing was. */
  readonly notUnderstood: number;
  /** Why, a sentence each, for the first few. */
  readonly problems: readonly string[];
  /** Day the page states for itself or, failing that, when it was fetched; ISO. */
  readonly pageDate?: string;
}

const problemsKept = 10;

/**
 * Reads the page in any of the shapes above. Never throws: what cannot be read is told.
 *
 * @param html the page's markup, or text
 * @param about.fetchedAt when it was fetched, ISO
 */
export function readCacertsPage(html: string, about: { readonly fetchedAt?: string } = {}): CacertsPage {
  const lines = pageLines(html);
  const entries = new Map<string, CacertsEntry>();
  const problems: string[] = [];
  for (const record of pageRecords(lines)) {
    const read = entryOf(record);
    if (typeof read === 'string') problems.push(read);
    else if (read) add(entries, read);
  }
  const list = [...entries.values()];
  if (list.length === 0 && problems.length === 0)
    problems.push('Nothing on the page looks like a list of certificates.');
  const date = statedDate(lines.map(({ cells }) => cells.join(' ')).join('\n')) ?? about.fetchedAt;
  return {
    entries: list,
    understood: list.length,
    nameOnly: list.filter((entry) => !entry.certificate && Object.keys(entry.fingerprints).length === 0).length,
    notUnderstood: problems.length,
    problems: problems.slice(0, problemsKept),
    ...(date === undefined ? {} : { pageDate: date }),
  };
}

/** An entry, a sentence on why there is none, or undefined for what is no entry at all (other text of the page). */
function entryOf(record: PageRecord): CacertsEntry | string | undefined {
  const { name, subject, fingerprints, pem, unreadable } = record;
  const label = name === undefined ? {} : { name };
  if (pem !== undefined) {
    try {
      const certificate = parseCertificate(pem);
      const own = certificate.subject.text;
      // A name beside the block that is not the certificate's own belongs to something else on the page.
      const written = subject !== undefined && nameKey(subject) === nameKey(own) ? subject : own;
      return { ...label, subject: written, fingerprints, certificate };
    } catch (error) {
      if (!(error instanceof CertificateParseError)) throw error;
      return `The certificate ${name ?? subject ?? 'in a PEM block'} cannot be read: ${error.message}`;
    }
  }
  if (subject !== undefined) return { ...label, subject, fingerprints };
  if (Object.keys(fingerprints).length > 0) return { ...label, fingerprints };
  const what = [name, unreadable].filter((text) => text !== undefined).join(' ');
  return what === '' ? undefined : `No fingerprint and no distinguished name was understood in: ${what.slice(0, 120)}`;
}

/** Entries are told apart by what they state; the same one twice (an index and its details) is one. */
function add(entries: Map<string, CacertsEntry>, entry: CacertsEntry): void {
  const { sha256, sha1, md5 } = entry.fingerprints;
  const key = entry.certificate?.fingerprint ?? sha256 ?? sha1 ?? md5 ?? entry.subject ?? '';
  const before = entries.get(key);
  entries.set(
    key,
    before ? { ...before, ...entry, fingerprints: { ...before.fingerprints, ...entry.fingerprints } } : entry,
  );
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date that the page gives for itself: after "updated", "generated" or "as of". */
function statedDate(text: string): string | undefined {
  const near =
    /(?:last[ -]updated|last[ -]modified|generated|as of)\s*(?:on|at)?\s*[:=]?\s*(.{0,40})/i.exec(text)?.[1] ?? '';
  const iso = /\b(\d{4}-\d\d-\d\d)\b/.exec(near)?.[1];
  if (iso !== undefined) return iso;
  const words = /\b([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4})\b/.exec(near) ?? [];
  const [, month, day, year] =
    words.length > 0 ? words : (swap(/\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})\b/.exec(near)) ?? []);
  const index = months.indexOf(month?.toLowerCase() ?? '');
  return index < 0 || day === undefined
    ? undefined
    : `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** "3 Nov 2026" in the order of "Nov 3 2026". */
function swap(match: RegExpExecArray | null): (string | undefined)[] | undefined {
  return match ? [match[0], match[2], match[1], match[3]] : undefined;
}
