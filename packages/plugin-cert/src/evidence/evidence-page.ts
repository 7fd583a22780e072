import { Page } from '../terminal/page.ts';
import type { Paint } from '../terminal/paint.ts';
import type { EvidenceVerdict, SignatureState } from './verify-evidence.ts';

const MOST = 20;

const signatureWords: Readonly<Record<SignatureState, (key: string) => string>> = {
  valid: (key) => `Signed with the key that you named (${key}).`,
  'valid-own-key': (key) =>
    `Signed with the key that came along (${key}). Whoever changes the file can sign it anew: compare that key with the signer's, or name it with --key.`,
  invalid: () => 'Its signature is not good.',
  none: () => 'Not signed: whoever changes the file can make its digests anew.',
};

/** What became of a verification, for a terminal. */
export function evidencePage(verdict: EvidenceVerdict, { columns, paint }: { columns: number; paint: Paint }): string {
  const { file, intact, signature, files, problems, of } = verdict;
  const page = new Page(columns, paint);
  if (intact) page.text(`${file} is as it was written: ${files.length} files, each with its digest.`, paint.good);
  else page.text(`${file} is not as it was written.`, paint.critical);
  const isSure = signature.state === 'valid';
  page.text(signatureWords[signature.state](signature.key ?? 'unknown'), isSure ? paint.good : paint.warning);
  for (const problem of problems.slice(0, MOST)) page.flow('  ', [problem], paint.critical);
  if (problems.length > MOST) page.text(`… and ${problems.length - MOST} more; --json names them all.`);
  if (of) {
    const where = of.org === null ? 'a project or files' : `the org ${of.org}, read with the rights of ${of.rightsOf}`;
    page.text(`It is about ${where}, read at ${of.generatedAt} and judged as of ${of.asOf}: ${of.status}.`);
  }
  return page.toString();
}
