import { dayOf, when } from '../../findings/index.ts';
import type { RuleSource } from '../../findings/index.ts';
import { evidenceOf, keysOf, nameOfEntry, outcomeOf } from './entry-words.ts';
import type { Judged } from './entry-words.ts';
import type { ImportStep, KeystoreEntryFacts, KeystoreFacts } from './model.ts';

const source: RuleSource = {
  document: 'RFC 5280',
  section: '4.1.2.5',
  url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
};

/** No page says whether Setup refuses a certificate that has ended; it serves nobody. */
export function judgeDates(facts: KeystoreFacts, at: Date): ImportStep {
  const judged: Judged = Object.groupBy(keysOf(facts), ({ certificates: [own] }) =>
    !own ? 'unknown' : at < own.notBefore || at > own.notAfter ? 'fail' : 'pass',
  );
  const outcome = outcomeOf(judged);
  const sentences = (entries: readonly KeystoreEntryFacts[] = []): string =>
    entries.map((entry) => validity(entry, at)).join(' ');
  return {
    id: 'dates',
    title: 'Its certificate is valid now',
    outcome,
    detail: {
      pass: sentences(judged.pass),
      fail: sentences(judged.fail),
      unknown: 'The certificate does not show.',
      'not-applicable': 'There is no key with a certificate.',
    }[outcome],
    consequence: 'not-known',
    evidence: evidenceOf(judged),
    rule: source,
    ...(outcome === 'fail'
      ? { remedy: 'Have a new certificate issued, and import that: whoever checks this one refuses it.' }
      : {}),
  };
}

function validity(entry: KeystoreEntryFacts, at: Date): string {
  const { notBefore, notAfter } = entry.certificates[0]!;
  const name = nameOfEntry(entry);
  if (notAfter < notBefore) return `${name} ends before it starts, so it is never valid.`;
  if (at > notAfter) return `${name} ended ${when(notAfter, at)}.`;
  return at < notBefore ? `${name} starts ${when(notBefore, at)}.` : `${name} is valid until ${dayOf(notAfter)}.`;
}
