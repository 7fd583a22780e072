import { blindSpots, referrerOf } from '../../uses/index.ts';
import type { ByHand } from '../model.ts';
import type { SubjectReference } from '../subject.ts';
import { isRepointed } from '../subject.ts';
import { setupOf, setupUrlOf } from './setup-pages.ts';

/** What only people can change, and where they must look because no API shows it. */
export function byHandOf(references: readonly SubjectReference[], name: string, successor: string): ByHand[] {
  const own = references
    .filter((reference) => !isRepointed(reference))
    .map((reference) => instructionFor(reference, name, successor));
  return [...own, ...blindSpotsFor(references, name, successor)];
}

function instructionFor(entry: SubjectReference, name: string, successor: string): ByHand {
  const { reference, way, kept, ofRepository, label } = entry;
  const { way: setup, url } = setupOf(reference.field);
  const where =
    reference.path === undefined
      ? `${setup}, ${referrerOf(reference)}`
      : `${reference.path}${reference.line === undefined ? '' : `:${reference.line}`}`;
  const blocks = !ofRepository;
  if (ofRepository) {
    const instruction = `Put ${successor} in the place of ${name} in ${where}, and commit it when the switch is done: the next deployment would bring the old one back.`;
    return { reference, instruction, blocks };
  }
  const why = kept ?? (way?.by === 'hand' ? way.why : 'how this field is changed is not known');
  return {
    reference,
    instruction: `Put ${successor} in the place of ${name} in ${where} (${label}); it is left to you, as ${why}.`,
    ...(url === undefined ? {} : { setupUrl: url }),
    blocks,
  };
}

/**
 * Where a certificate may be chosen that no API shows. Names kept in data or packages are among what a scan says of
 * itself.
 */
function blindSpotsFor(references: readonly SubjectReference[], name: string, successor: string): ByHand[] {
  const uses = new Set(references.flatMap((entry) => ('use' in entry ? [entry.use as string] : [])));
  const url = setupUrlOf('certificates');
  return blindSpots
    .filter(({ uses: served }) => served.length > 0 && (uses.size === 0 || served.some((use) => uses.has(use))))
    .map(({ label, reason, setup }) => ({
      reference: { source: 'org.setup', name: label, field: label },
      instruction: `Look whether ${name} is chosen in ${setup}, and choose ${successor} there. ${reason}`,
      ...(url === undefined || !setup.includes('Certificate and Key Management') ? {} : { setupUrl: url }),
      blocks: false,
    }));
}
