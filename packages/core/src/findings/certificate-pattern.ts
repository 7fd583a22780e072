import type { Finding } from './model.ts';

/** What a decision of people is about: where it is held or named, and which certificate it is. */
export interface DecisionSubject {
  /** Id of the source, such as `org.certificates`. */
  readonly source?: string;
  /** API name of the holding, else of the configuration that refers. */
  readonly name?: string;
  /** SHA-256, lower-case hex. */
  readonly fingerprint?: string;
}

/** The subject of a finding: the holding where there is one, else the configuration. */
export function subjectOfFinding({ holding, reference, certificate }: Finding): DecisionSubject {
  const { source, name } = holding ?? reference ?? {};
  return {
    ...(source === undefined ? {} : { source }),
    ...(name === undefined ? {} : { name }),
    ...(certificate === undefined ? {} : { fingerprint: certificate }),
  };
}

/**
 * Whether a certificate is meant by a fingerprint (SHA-256, 64 hex digits, colons allowed) or by a pattern of its name.
 *
 * @param pattern In a name, `*` stands for any characters; upper and lower case are the same, as they are to Salesforce.
 *   `*` alone also means what has no name.
 */
export function meansCertificate(pattern: string, { name, fingerprint }: DecisionSubject): boolean {
  const wanted = fingerprintIn(pattern);
  return wanted === undefined ? fitsPattern(pattern, name ?? '') : wanted === fingerprint;
}

/** The fingerprint that a text spells, in lower-case hex; undefined when it is something else. */
export function fingerprintIn(text: string): string | undefined {
  const digits = text.replaceAll(':', '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}

/** Whether a text is what a pattern says, `*` standing for any characters; upper and lower case are the same. */
export function fitsPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const name = text.toLowerCase();
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  // Each piece is taken where it stands first: no backtracking, so no pattern is slow.
  let from = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return name.length - from >= last.length && name.endsWith(last);
}
