import {
  bytesOfText,
  ChangedSinceError,
  newCertificate,
  referenceKey,
  restoreValues,
  sha256Hex,
  textOfBytes,
  wayOf,
  writtenBody,
  XmlEditError,
} from '@cert-health/core';
import type { Exchanged, ReportReference, RotationPlan } from '@cert-health/core';
import type { Manifest } from '../../org/retrieve.ts';
import type { StoredPlan } from '../plan-store.ts';
import { rewrittenFile } from './rewritten-file.ts';
import type { RewrittenFile, Successor } from './rewritten-file.ts';

/** A file that the switch changes, as it stands in the org now. */
export type SwitchedFile = { readonly component: string; readonly path: string } &
  /** As it was when the plan was made. `after`: what the switch makes of it. */
  (
    | { readonly is: 'planned'; readonly after: string }
    /** As the switch leaves it. `before`: what it was, byte for byte. */
    | { readonly is: 'switched'; readonly before: string }
    /**
     * Somebody changed it, or the org has written it anew. `before`: it without what the switch did; undefined: that cannot be
     * told, or it did nothing. `names`: what each of its references names, where that is one and the same.
     */
    | ({ readonly is: 'changed'; readonly namesSuccessor: boolean } & RewrittenFile)
    | { readonly is: 'gone' }
  );

/** The components that a switch changes, by type. */
export function componentsOf({ files }: Pick<StoredPlan, 'files'>): Manifest {
  const named = files.map(({ component }) => {
    const at = component.indexOf(':');
    return { type: component.slice(0, at), name: component.slice(at + 1) };
  });
  return new Map(
    [...Map.groupBy(named, ({ type }) => type)].map(([type, some]) => [type, some.map(({ name }) => name)]),
  );
}

/** How each file stands that the switch of a plan changes; what was approved is exactly what is done. */
export function switchedFiles(
  { files, seen, plan }: Pick<StoredPlan, 'files' | 'seen'> & { readonly plan: Pick<RotationPlan, 'references'> },
  given: ReadonlyMap<string, Uint8Array>,
  successor: Successor,
): SwitchedFile[] {
  const sums = new Map(seen.files.map(({ path, sha256 }) => [path, sha256]));
  return files.map(({ component, path, exchanged }): SwitchedFile => {
    const about = { component, path };
    const bytes = given.get(path);
    const text = bytes && textIn(bytes);
    if (!bytes) return { ...about, is: 'gone' };
    // What cannot be read may say anything.
    if (text === undefined) return { ...about, is: 'changed', namesSuccessor: true };
    const planned = sums.get(path);
    const isPlanned = (one: string): boolean => sha256Hex(bytesOfText(one)) === planned;
    const real = withValues(exchanged, successor);
    if (isPlanned(text)) return { ...about, is: 'planned', after: exchangedIn(text, real) };
    const before = restoredFrom(text, real);
    if (before !== undefined && isPlanned(before)) return { ...about, is: 'switched', before };
    const namesSuccessor = real.some(({ is }) => text.includes(is));
    const own = plan.references.filter((reference) => componentOf(reference) === component);
    const rewritten = rewrittenFile(text, exchanged, own, successor);
    return { ...about, is: 'changed', namesSuccessor, ...rewritten, ...(before === undefined ? {} : { before }) };
  });
}

/** To which record each reference of a plan points. */
export function pointsAtOf(
  references: readonly ReportReference[],
  files: readonly SwitchedFile[],
  { certificate, successor }: { readonly certificate: string; readonly successor: string },
): Record<string, string> {
  const names = new Map(files.map((file) => [file.component, namedBy(file)]));
  const called = { successor, certificate };
  return Object.fromEntries(
    references.map((reference) => {
      const named = names.get(componentOf(reference) ?? '');
      return [referenceKey(reference), named === undefined ? '(not known)' : called[named]];
    }),
  );
}

/** What every reference of a file names; undefined: not all the same, or it cannot be told. */
export function namedBy(file: SwitchedFile): 'successor' | 'certificate' | undefined {
  if (file.is === 'changed') return file.names;
  if (file.is === 'gone') return undefined;
  return file.is === 'switched' ? 'successor' : 'certificate';
}

function componentOf({ field, name }: ReportReference): string | undefined {
  const way = wayOf(field);
  return way?.by === 'deploy' ? `${way.place.type}:${name}` : undefined;
}

function textIn(bytes: Uint8Array): string | undefined {
  try {
    return textOfBytes(bytes);
  } catch (error) {
    if (error instanceof XmlEditError) return undefined;
    throw error;
  }
}

/** Id and body are known only once the new one is there; what stands behind them moves by the difference. */
function withValues(exchanged: readonly Exchanged[], { name, id, certificate }: Successor): Exchanged[] {
  let moved = 0;
  return exchanged.map(({ at, was, is }) => {
    let real = is;
    if (is === newCertificate && certificate) real = writtenBody(was, certificate);
    else if (is === `{Id of ${name}}` && id !== undefined) real = id;
    const one = { at: at + moved, was, is: real };
    moved += real.length - is.length;
    return one;
  });
}

/** The opposite of `restoreValues`. */
function exchangedIn(before: string, exchanged: readonly Exchanged[]): string {
  let after = '';
  let done = 0;
  for (const { at, was, is } of exchanged) {
    const from = done + at - after.length;
    after += before.slice(done, from) + is;
    done = from + was.length;
  }
  return after + before.slice(done);
}

function restoredFrom(text: string, exchanged: readonly Exchanged[]): string | undefined {
  try {
    return restoreValues(text, exchanged);
  } catch (error) {
    if (error instanceof ChangedSinceError) return undefined;
    throw error;
  }
}
