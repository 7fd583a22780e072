import { certificateOfBody, exchangeValues, newCertificate, valuesIn, wayOf, XmlEditError } from '@cert-health/core';
import type { Certificate, Exchanged, ReportReference } from '@cert-health/core';

/** The successor, as references name it. */
export interface Successor {
  readonly name: string;
  /** Undefined: it is not there, or has no record. */
  readonly id: string | undefined;
  /** The new certificate, whose body some places carry; undefined: it is not known yet. */
  readonly certificate?: Certificate | undefined;
}

/** A file that is neither as planned nor as the switch left it, read by the places that the switch changes. */
export interface RewrittenFile {
  /** What each of the places names; undefined: not all of them the same, or it cannot be told. */
  readonly names?: 'successor' | 'certificate';
  /** The file as it is now, with the old values in the places that name the successor; undefined: none does. */
  readonly before?: string;
}

type Kind = 'name' | 'id' | 'body';

/**
 * Reads a file that was written anew: by somebody who changed something else in it, or by the org, which may give what was
 * deployed in another order, with elements that were left out, or with other line ends in a body.
 *
 * @param references Those of the plan that stand in this file.
 */
export function rewrittenFile(
  text: string,
  exchanged: readonly Exchanged[],
  references: readonly ReportReference[],
  successor: Successor,
): RewrittenFile {
  const old = oldValues(exchanged);
  const places = [...new Set(references.map(({ field }) => field))].flatMap((field) => {
    const way = wayOf(field);
    const was = way?.by === 'deploy' ? old.get(way.value) : undefined;
    if (way?.by !== 'deploy' || was === undefined) return [];
    const { place, value } = way;
    return [{ place: { ...place, root: place.root ?? place.type }, kind: value, was }];
  });
  try {
    const count = (meant: (kind: Kind, was: string) => (value: string) => boolean): number =>
      places.reduce((sum, { place, kind, was }) => sum + valuesIn(text, { place }).filter(meant(kind, was)).length, 0);
    const fresh = count((kind) => isSuccessor(kind, successor));
    const stale = count(isSame);
    const all = exchanged.length;
    const names = fresh === all && stale === 0 ? 'successor' : stale === all && fresh === 0 ? 'certificate' : undefined;
    const wanted = places.map(({ place, kind, was }) => ({ place, isMeant: isSuccessor(kind, successor), to: was }));
    return {
      ...(names === undefined || all === 0 ? {} : { names }),
      ...(fresh === 0 ? {} : { before: exchangeValues(text, wanted).text }),
    };
  } catch (error) {
    if (error instanceof XmlEditError) return {};
    throw error;
  }
}

/** What stood there, by what it was: all of one kind mean the same certificate. */
function oldValues(exchanged: readonly Exchanged[]): Map<Kind, string> {
  return new Map(
    exchanged.flatMap(({ was, is }): [Kind, string][] => {
      const [value] = valuesIn(`<a><b>${was}</b></a>`, { place: { root: 'a', path: ['b'] } });
      const kind = is === newCertificate ? 'body' : is.startsWith('{Id of ') ? 'id' : 'name';
      return value === undefined ? [] : [[kind, value]];
    }),
  );
}

function isSuccessor(kind: Kind, { name, id, certificate }: Successor): (value: string) => boolean {
  if (kind === 'name') return isSame(kind, name);
  if (kind === 'id') return id === undefined ? () => false : isSame(kind, id);
  return (value) => certificate !== undefined && certificateOfBody(value)?.fingerprint === certificate.fingerprint;
}

/** Names are the same whatever their case, and an Id may lack its last three characters. */
function isSame(kind: Kind, wanted: string): (value: string) => boolean {
  if (kind === 'name') return (value) => value.toLowerCase() === wanted.toLowerCase();
  if (kind === 'id') return (value) => value.slice(0, 15) === wanted.slice(0, 15);
  const { fingerprint } = certificateOfBody(wanted) ?? {};
  return (value) => fingerprint !== undefined && certificateOfBody(value)?.fingerprint === fingerprint;
}
