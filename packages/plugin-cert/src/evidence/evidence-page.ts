import { plural } from '@cert-health/core';
import { Page } from '../terminal/page.ts';
import type { Paint } from '../terminal/paint.ts';
import type { EvidenceVerdict, SignatureState } from './verify-evidence.ts';

const MOST = 20;

const signatureWords: Readonly<Record<SignatureState, (key: string) => string>> = {
  valid: (key) => `Signed with the key that you named (${key}).`,
  'valid-own-key': (key) =>
    `Signed with the key that came along (${key}). Whoever changes the file can sign it anew with a key of their own: compare that key with the signer's, or name it with --key.`,
  invalid: () => 'Its signature is not good.',
  'not-reached': () => 'Whether it is signed is not known: the file could not be read to its end.',
  none: () => 'Not signed: whoever changes the file can make its digests anew, so that nothing shows who wrote it.',
};

/** What became of a verification, for a terminal. Only a key that was named says that it is what somebody once wrote. */
export function evidencePage(verdict: EvidenceVerdict, { columns, paint }: { columns: number; paint: Paint }): string {
  const { file, intact, signature, files, problems, of } = verdict;
  const page = new Page(columns, paint);
  const isSure = intact && signature.state === 'valid';
  const each = `${plural(files.length, 'file')}, each with its digest`;
  if (isSure) page.text(`${file} is as it was written: ${each}.`, paint.good);
  else if (intact) page.text(`${file} agrees with itself: ${each}.`);
  else page.text(`${file} is not as it was written.`, paint.critical);
  page.text(signatureWords[signature.state](signature.key ?? 'unknown'), isSure ? paint.good : paint.warning);
  for (const problem of problems.slice(0, MOST)) page.flow('  ', [problem], paint.critical);
  if (problems.length > MOST) page.text(`… and ${problems.length - MOST} more; --json names them all.`);
  const covered = files.filter(({ status }) => status === 'as-it-was').length;
  if (!intact && files.length > 0)
    page.text(`Files with the digest that is listed for them: ${covered} of ${files.length}.`);
  if (of) {
    const where = of.org === null ? 'a project or files' : `the org ${of.org}, read with the rights of ${of.rightsOf}`;
    const says = `about ${where}, read at ${of.generatedAt} and judged as of ${of.asOf}: ${of.status}.`;
    page.text(isSure ? `It is ${says}` : `It says of itself that it is ${says}`);
  }
  return page.toString();
}
