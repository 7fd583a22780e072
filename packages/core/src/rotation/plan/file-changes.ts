import type { ByHand, Change } from '../model.ts';
import { carriedNow, componentOf, idOf } from '../kinds/changes.ts';
import type { Exchanged, ValuePlace, Wanted } from '../repoint/index.ts';
import { certificateOfBody, exchangeValues, newCertificate, unifiedDiff, XmlEditError } from '../repoint/index.ts';
import type { SubjectReference } from '../subject.ts';
import { recordIdIn } from '../../uses/index.ts';
import { foldApiName } from '../../uses/api-name.ts';

/** A metadata component that references stand in. */
export interface WantedFile {
  /** `NamedCredential:Partner_API`. */
  readonly component: string;
  readonly type: string;
  readonly name: string;
  /** Path in a package of the Metadata API, decoded. */
  readonly packagePath: string;
  /** Path in the project, of a reference that was found there. */
  readonly projectPath?: string;
  readonly references: readonly SubjectReference[];
}

/** The change of one file. */
export interface FileChange {
  readonly component: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What takes the change back. */
  readonly exchanged: readonly Exchanged[];
  /** Unified. Empty: the new value is known only later. */
  readonly diff: string;
  readonly changes: readonly Change[];
}

/** Why a file cannot be changed as planned, as a sentence. */
export interface FileChangeProblem {
  readonly component: string;
  readonly problem: string;
  readonly references: readonly SubjectReference[];
}

/** The files that a switch touches, each once. */
export function wantedFiles(references: readonly SubjectReference[]): WantedFile[] {
  const deployed = references.flatMap((reference) =>
    reference.way?.by === 'deploy' ? [{ reference, place: reference.way.place }] : [],
  );
  const groups = Map.groupBy(
    deployed,
    ({ reference, place }) => `${place.type}\0${reference.reference.name}\0${reference.reference.path ?? ''}`,
  );
  return [...groups.values()].flatMap((group): WantedFile[] => {
    const [first] = group;
    if (!first) return [];
    const { type } = first.place;
    const { name, path } = first.reference.reference;
    return [
      {
        component: componentOf(type, name),
        type,
        name,
        packagePath: packagePath(first.place, name),
        ...(path === undefined ? {} : { projectPath: path }),
        references: group.map(({ reference }) => reference),
      },
    ];
  });
}

/**
 * Where a component stands in a package. The Metadata API writes characters that files may not have as in addresses, so
 * that paths are compared decoded.
 */
export function packagePath({ directory, suffix }: Pick<ValuePlace, 'directory' | 'suffix'>, name: string): string {
  return `${directory}/${name}.${suffix}`;
}

/**
 * The change of one file that moves references from one certificate to its successor.
 *
 * @param old Of what is replaced; the Id where there is a record, the SHA-256 where bodies of it are exchanged too.
 * @param to Name of the successor, and its Id once that is known. Where its body belongs, a text says so.
 */
export function changeFile(
  file: WantedFile,
  path: string,
  before: string,
  old: { readonly name: string; readonly id?: string; readonly fingerprint?: string },
  to: { readonly name: string; readonly id?: string },
): FileChange | FileChangeProblem {
  const { component, references } = file;
  const deployed = references.filter(({ way }) => way?.by === 'deploy');
  const wanted = deployed.flatMap((reference): Wanted[] => {
    const { way, serverName, target } = reference;
    if (way?.by !== 'deploy') return [];
    const { place, value } = way;
    return [
      {
        place: { ...place, root: place.root ?? place.type },
        isMeant: value === 'body' ? isBodyOf(old.fingerprint) : isMeant(old, target),
        to: value === 'body' ? newCertificate : value === 'id' ? (to.id ?? idOf(to.name)) : to.name,
        ...(serverName === undefined ? {} : { serverName }),
      },
    ];
  });
  try {
    const { text: after, exchanged, found, wanted: numbers } = exchangeValues(before, wanted);
    const missing = deployed.filter(
      (reference, position) => found[position] === 0 && !(isBody(reference) && old.fingerprint === undefined),
    );
    if (missing.length > 0) {
      const fields = [...new Set(missing.map(({ reference }) => reference.field))].join(', ');
      return {
        component,
        references,
        problem: `${path} does not ${missing.every(isBody) ? 'carry' : 'name'} ${old.name} where it was found (${fields}): somebody changed it, or it is written in a way that is not known.`,
      };
    }
    return {
      component,
      path,
      before,
      after,
      exchanged,
      diff: unifiedDiff(path, before, after).replaceAll(SECRET, '<$1>…</$1>'),
      changes: exchanged.map(({ was, is }, position) => {
        const reference = deployed[numbers[position] ?? 0];
        const from = reference && isBody(reference) ? carriedNow(old.fingerprint) : was;
        return { component, field: reference?.way?.field ?? '', from, to: is, path };
      }),
    };
  } catch (error) {
    if (!(error instanceof XmlEditError)) throw error;
    return { component, references, problem: `${path} ${error.message}, so that nothing in it is changed.` };
  }
}

/** Elements whose text is nobody's business: a diff is shown and passed on. */
const SECRET = /<(\w*(?:Secret|Password|password|Token|consumerKey))>[^<]+<\/\1>/g;

const isBody = ({ way }: SubjectReference): boolean => way?.by === 'deploy' && way.value === 'body';

/** A body in any form; without knowing of which certificate, none is meant. */
function isBodyOf(fingerprint: string | undefined): (value: string) => boolean {
  return (value) => fingerprint !== undefined && certificateOfBody(value)?.fingerprint === fingerprint;
}

/** Names are the same whatever their case, and an Id may lack its last three characters (see `recordIdIn`). */
function isMeant(
  old: { readonly name: string; readonly id?: string },
  target: string | undefined,
): (value: string) => boolean {
  const ids = [old.id, target].flatMap((one) => (one === undefined ? [] : (recordIdIn(one) ?? [])));
  const names = [old.name, ...(target === undefined || recordIdIn(target) !== undefined ? [] : [target])].map(
    foldApiName,
  );
  return (value) => {
    const id = recordIdIn(value);
    return id === undefined ? names.includes(foldApiName(value)) : ids.includes(id);
  };
}

/** A problem of a file leaves its references to people. */
export function byHandFor({ references, problem }: FileChangeProblem): ByHand[] {
  return references.map(({ reference }) => ({ reference, instruction: problem, blocks: true }));
}
