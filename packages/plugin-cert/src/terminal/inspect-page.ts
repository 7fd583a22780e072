import type { ChainSummary, InspectedPart, Inspection } from '../inspect/inspect-file.ts';
import type { HoldingInspection } from '../inspect/inspect-holding.ts';
import type { KeystoreInspection } from '../inspect/inspect-keystore.ts';
import type { ServerInspection } from '../inspect/inspect-server.ts';
import { addKeystore } from './keystore-section.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { columnsOf, padTo } from './text.ts';

/** Width of the explanation in front of a value. */
const labelColumns = 30;

/** A decoded file for a terminal: what each part means first, the field's term and the exact value with it. */
export function inspectPage(
  inspection: Inspection &
    Partial<
      Pick<KeystoreInspection, 'keystore'> & Pick<ServerInspection, 'server'> & Pick<HoldingInspection, 'holding'>
    >,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const page = new Page(options.columns, options.paint);
  const { keystore, server, holding } = inspection;
  if (keystore) addKeystore(page, keystore);
  if (server) addServer(page, server);
  if (holding) page.text(`What is held as ${holding.label}${holding.path === undefined ? '' : ` (${holding.path})`}`);
  inspection.parts.forEach((part, position) => {
    if (position > 0 || keystore || server || holding) page.blank();
    const number = inspection.parts.length > 1 ? `${position + 1} of ${inspection.parts.length}: ` : '';
    const entry = part.entry === undefined ? '' : ` (${part.entry})`;
    page.text(`${number}${part.title}${entry}`, options.paint.good);
    addPart(page, part);
  });
  const chains = [inspection.chain, ...(keystore?.entries.map(({ chain }) => chain) ?? [])];
  const lacking = server ? 'sent; a root need not be' : holding ? 'held with it' : 'in the file';
  const next = server ? 'sf cert probe' : holding ? 'sf cert health' : 'sf cert verify';
  for (const chain of chains) if (chain) addChain(page, chain, { lacking, next });
  for (const problem of inspection.problems) {
    page.blank();
    page.head({ symbol: '?', word: 'NOT READ', paint: options.paint.unknown }, problem);
  }
  return page.toString();
}

function addServer(page: Page, { target, address, protocol }: ServerInspection['server']): void {
  const facts = [address !== null && `at ${address}`, protocol].filter((fact) => typeof fact === 'string');
  page.text(`What ${target} sends, in this order${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`);
}

function addPart(page: Page, part: InspectedPart): void {
  for (const { plain, term, values } of part.facts) {
    const label = `${plain} (${term})`;
    const first = columnsOf(label) < labelColumns && page.columns >= 70;
    if (!first) page.indented(label, 2, page.paint.dim);
    values.forEach((value, position) => {
      const start = first && position === 0 ? padTo(label, labelColumns) : ' '.repeat(first ? labelColumns : 2);
      page.hanging(`  ${start}`, value, page.paint.dim);
    });
  }
  for (const { code, message, rule } of part.irregularities) {
    page.indented(`${wordsOn(code)}: ${message} (${rule})`, 2, page.paint.warning);
  }
}

function orderOf({ inOrder }: ChainSummary): string {
  if (inOrder === null) return 'It is a PKCS#7 bundle, in which their order means nothing.';
  return inOrder ? 'They stand in the right order.' : 'They do not stand in the order in which TLS sends them.';
}

/** A text that says nothing is more than a breach of form. */
function wordsOn(code: string): string {
  return code === 'text-not-decoded' ? 'Could not be read' : 'Breaks a rule of its form, harmlessly';
}

function addChain(
  page: Page,
  chain: ChainSummary,
  { lacking, next }: { readonly lacking: string; readonly next: string },
): void {
  page.blank();
  page.text('How they belong together (chain)', page.paint.good);
  chain.path.forEach((subject, depth) =>
    page.hanging(`  ${'  '.repeat(depth)}${depth === 0 ? '' : '└ vouched for by '}`, subject),
  );
  const notes = [
    chain.complete
      ? 'It ends in a certificate that vouches for itself (root).'
      : `The certificate that vouches for the last one is not ${lacking}.`,
    orderOf(chain),
    ...(chain.faults.length > 0
      ? chain.faults.map(({ message }) => message)
      : chain.strays.map((subject) => `Does not belong to it: ${subject}`)),
    `Signatures were not verified; use "${next}" for that.`,
  ];
  for (const note of notes) page.indented(note, 2);
}
