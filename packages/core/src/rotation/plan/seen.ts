import { sha256Hex } from '../../x509/index.ts';
import { isoDay, listOf } from '../../findings/wording.ts';
import type { Subject } from '../subject.ts';

/** What a plan was made from. `start` makes it again and compares. */
export interface Seen {
  readonly version: 1;
  /** Id of the org; null: a project. */
  readonly org: string | null;
  readonly certificate: {
    readonly source: string;
    readonly name: string;
    readonly id?: string;
    /** SHA-256; null: it could not be read. */
    readonly fingerprint: string | null;
    /** ISO day of the record's own end. */
    readonly ends?: string;
  };
  /** Every reference to it, by hand too, in order. */
  readonly references: readonly SeenReference[];
  /** Files that are changed, with the SHA-256 of what stood in them. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

export interface SeenReference {
  readonly source: string;
  readonly name: string;
  readonly field: string;
  readonly target?: string;
  readonly serverName?: string;
}

/** What is seen of a certificate and its references. */
export function seenOf(
  subject: Subject,
  org: string | null,
  files: readonly { readonly path: string; readonly text: string }[],
): Seen {
  const { source, name, id, record } = subject.holding;
  return {
    version: 1,
    org,
    certificate: {
      source,
      name,
      ...(id === undefined ? {} : { id }),
      fingerprint: subject.leaf?.fingerprint ?? null,
      ...(record?.expirationDate ? { ends: isoDay(record.expirationDate) } : {}),
    },
    references: subject.references
      .map(({ reference, target, serverName }) => ({
        source: reference.source,
        name: reference.name,
        field: reference.field,
        ...(target === undefined ? {} : { target }),
        ...(serverName === undefined ? {} : { serverName }),
      }))
      .sort((a, b) => compare(keyOf(a), keyOf(b))),
    files: files
      .map(({ path, text }) => ({ path, sha256: sha256Hex(new TextEncoder().encode(text)) }))
      .sort((a, b) => compare(a.path, b.path)),
  };
}

/** SHA-256 of what was seen, in lower-case hex; the same whatever the order in which it was read. */
export function digestOfSeen(seen: Seen): string {
  return digestOfFacts(seen);
}

/** SHA-256 of plain JSON, in lower-case hex; the order of keys does not count. */
export function digestOfFacts(facts: object): string {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(sorted(facts))));
}

/** What is different now, one sentence each; empty: everything is as planned. */
export function differencesOf(planned: Seen, now: Seen): string[] {
  const certificate = planned.certificate;
  const gone = now.certificate.fingerprint === null && certificate.fingerprint !== null;
  const [before, after] = [planned, now].map(({ references }) => new Set(references.map(keyOf))) as [
    Set<string>,
    Set<string>,
  ];
  const names = (seen: Seen, others: ReadonlySet<string>): string[] => [
    ...new Set(seen.references.filter((one) => !others.has(keyOf(one))).map(({ name, field }) => `${name} (${field})`)),
  ];
  const [less, more] = [names(planned, after), names(now, before)];
  const files = planned.files.filter(
    ({ path, sha256 }) => now.files.find((file) => file.path === path)?.sha256 !== sha256,
  );
  return [
    ...(planned.org === now.org ? [] : ['The plan was made for another org.']),
    ...(gone ? [`${certificate.name} is not there any more, or cannot be read.`] : []),
    ...(gone || certificate.fingerprint === now.certificate.fingerprint
      ? []
      : [`${certificate.name} holds another certificate than when the plan was made.`]),
    ...(certificate.id === now.certificate.id ? [] : [`${certificate.name} is another record of the same name.`]),
    ...(less.length === 0
      ? []
      : [`${listOf(less)} ${less.length === 1 ? 'does' : 'do'} not name ${certificate.name} any more.`]),
    ...(more.length === 0 ? [] : [`${listOf(more)} ${more.length === 1 ? 'names' : 'name'} ${certificate.name} now.`]),
    ...files.map(({ path }) => `${path} was changed since.`),
  ];
}

function keyOf({ source, name, field, target = '', serverName = '' }: SeenReference): string {
  return [source, name, field, target, serverName].join('\0');
}

/** Code unit order: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keys in order, so that the same facts give the same text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
