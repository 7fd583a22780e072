import { citationOf, plural } from '@cert-health/core';
import type { ImportStep, KeystoreImport } from '@cert-health/core';
import type { InspectedEntry, InspectedKeystore } from '../inspect/inspect-keystore.ts';
import type { Page, Status } from './page.ts';
import type { Paint } from './paint.ts';

const kinds: Readonly<Record<InspectedEntry['kind'], string>> = {
  key: 'private key with its chain',
  trusted: 'trusted certificate',
  unmarked: 'certificate that is not marked as trusted',
  keyless: 'certificate whose key is not here',
  other: 'secret key, or something else that is not looked at',
};

/** A keystore for a terminal: what it is, what its import would meet, and what to do about that. */
export function addKeystore(page: Page, keystore: InspectedKeystore): void {
  const { entries, label, notes } = keystore;
  page.text(`${label}: ${plural(entries.length, 'entry', 'entries')}`, page.paint.good);
  for (const { name, kind, certificates } of entries) {
    const chain = kind === 'key' && certificates.length > 0 ? ` (${plural(certificates.length, 'certificate')})` : '';
    page.hanging('  ', `${name}: ${kinds[kind]}${chain}`);
  }
  for (const note of notes) page.indented(note, 2, page.paint.dim);
  page.blank();
  addImport(page, keystore.import);
}

function addImport(page: Page, { verdict, steps, decidedBy }: KeystoreImport): void {
  page.text('Setup > Certificate and Key Management > Import from Keystore', page.paint.good);
  const decisive = steps.find(({ id }) => id === decidedBy);
  page.head(
    statusOf(verdict, page.paint),
    decisive ? decisive.detail : 'Nothing that the pages of Salesforce name speaks against it.',
  );
  for (const step of steps) addStep(page, step);
}

function statusOf(verdict: KeystoreImport['verdict'], paint: Paint): Status {
  if (verdict === 'accepted') return { symbol: '✔', word: 'FIT', paint: paint.good };
  if (verdict === 'refused') return { symbol: '✖', word: 'REFUSED', paint: paint.critical };
  return { symbol: '?', word: 'NOT KNOWN', paint: paint.unknown };
}

const marks = { pass: '✔', fail: '✖', unknown: '?' } as const;

/** What passes is one line; of what does not apply nothing is said. */
function addStep(page: Page, step: ImportStep): void {
  const { outcome, detail, consequence, rule, setupMessage, remedy, commands } = step;
  const { paint } = page;
  if (outcome === 'not-applicable') return;
  const color = { pass: paint.good, fail: paint.critical, unknown: paint.unknown }[outcome];
  page.hanging(`  ${marks[outcome]} `, detail, color);
  if (outcome === 'pass') return;
  if (setupMessage !== undefined) page.hanging('    Setup says  ', `"${setupMessage}"`, paint.dim);
  if (outcome === 'fail' && consequence === 'not-known') {
    page.indented('No page of Salesforce says that Setup refuses it for that.', 4, paint.dim);
  }
  page.hanging('    rule        ', citationOf(rule), paint.dim);
  if (remedy !== undefined) page.hanging('    do          ', remedy, paint.dim);
  for (const command of commands ?? []) page.hanging('                ', command);
}
