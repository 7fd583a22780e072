import type { Holding, Reference, Source } from '../inventory/index.ts';
import {
  bodiesSource,
  bodiesThatWereRead,
  bodyNotGiven,
  certificatesSource,
  keyPairOf,
  listedCertificates,
  newestOfEachName,
  readable,
} from './certificates.ts';
import type { BodyText } from './certificates.ts';
import { emptyCertificates } from './empty-certificates.ts';
import type { Gap } from './gap.ts';
import { readByCommand } from './out-of-reach.ts';
import { gapOfProblem } from './problem-gap.ts';
import { rowsOf } from './snapshot-answers.ts';
import type { OrgSnapshot, SnapshotBody, SnapshotProblem } from './snapshot.ts';

const content = {
  what: 'the content of certificates',
  permission: 'View Setup and Configuration',
  through: 'tooling',
} as const;

/** API names of the certificates whose bodies are to be asked for; empty when the list could not be read. */
export function namesOfBodies(snapshot: OrgSnapshot): string[] {
  const answer = rowsOf(snapshot, 'certificates');
  return 'rows' in answer ? newestOfEachName(answer.rows).map(({ DeveloperName }) => DeveloperName) : [];
}

/**
 * The certificates whose private keys the org holds.
 *
 * @param references What configuration names: an empty list is held against it.
 */
export function certificatesOfSnapshot(
  snapshot: OrgSnapshot,
  given: readonly SnapshotBody[],
  references: readonly Reference[],
): { readonly sources: readonly Source[]; readonly holdings: readonly Holding[] } {
  const answer = rowsOf(snapshot, 'certificates');
  if ('gap' in answer) return { sources: [{ ...certificatesSource, ...answer.gap, items: 0 }], holdings: [] };
  const rows = newestOfEachName(answer.rows);
  if (rows.length === 0) return { sources: [emptyCertificates({ ...seenFromTheApp, references })], holdings: [] };
  const list = listedCertificates(rows);
  const byName = new Map(given.map((body) => [body.name, body]));
  const gaps: Gap[] = [];
  const bodies = new Map(
    rows.map((row): [string, BodyText] => {
      const body = byName.get(row.DeveloperName);
      if (body?.text) return [row.DeveloperName, { text: body.text }];
      if (body && !body.problem) return [row.DeveloperName, bodyNotGiven(row)];
      const gap = gapOfProblem(body?.problem ?? notAsked, content, snapshot.org.username);
      gaps.push(gap);
      return [row.DeveloperName, { unreadable: `body not readable: ${gap.detail}` }];
    }),
  );
  const [gap] = gaps;
  const source = gap ? { ...bodiesSource, ...gap, items: readable(bodies) } : bodiesThatWereRead(rows, bodies);
  return {
    sources: [list, source],
    holdings: rows.map((row) => keyPairOf(row, bodies.get(row.DeveloperName))),
  };
}

/** The app asks through one connection only, and not what its user may do. */
const seenFromTheApp = {
  mayRead: undefined,
  listedAsMetadata: undefined,
  who: 'The user as whom the app is connected',
  instead: `Look in Setup, Certificate and Key Management; ${readByCommand}`,
} as const;

const notAsked: SnapshotProblem = { kind: 'failed', message: 'the content of this certificate did not arrive' };
