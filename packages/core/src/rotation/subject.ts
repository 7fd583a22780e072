import { usesOf } from '../checks/uses-of-holding.ts';
import type { Holding } from '../inventory/index.ts';
import { heldChain, isSelfSigned } from '../inventory/index.ts';
import { namespaceOf } from '../uses/api-name.ts';
import { roomOf } from '../uses/index.ts';
import type { ResolvedReference, UseMap } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import { wayOf } from './repoint/index.ts';
import type { Way } from './repoint/index.ts';

/** A certificate that is to be rotated, with all that is known to use it. */
export interface Subject {
  readonly holding: Holding;
  readonly leaf?: Certificate;
  /** `org` or `project`: where it is held. */
  readonly scope: string;
  readonly references: readonly SubjectReference[];
}

export interface SubjectReference extends ResolvedReference {
  readonly way?: Way;
  /** Why it is not re-pointed although its field could be; undefined: it is, or its field says why not. */
  readonly kept?: string;
  /** It stands in the files of a project while the certificate is held in an org. */
  readonly ofRepository: boolean;
}

export function subjectOf(holding: Holding, uses: UseMap): Subject {
  const scope = scopeOf(holding.source);
  const { name } = holding;
  const own = usesOf({ uses }, holding);
  const switchedOff = uses.others.filter(
    (entry) => entry.idle && entry.holding?.source === holding.source && entry.holding.name === name,
  );
  const leaf = heldChain(holding.certificates)?.leaf;
  return {
    holding,
    ...(leaf ? { leaf } : {}),
    scope,
    references: [...own.uses, ...own.others, ...switchedOff, ...copiesOf(holding, leaf, uses)]
      .filter(({ kind }) => kind === 'names' || kind === 'carries')
      .map((reference) => withWay(reference, scope)),
  };
}

/**
 * Places that carry the certificate of a key pair to believe what that signs: an app that the same org logs in to. A list that takes several
 * is left out: there the new one stands beside the old one, as a rotation of its own.
 */
function copiesOf(holding: Holding, leaf: Certificate | undefined, { uses, others }: UseMap): ResolvedReference[] {
  if (holding.kind !== 'keyPair' || !leaf) return [];
  return [...uses, ...others].filter(
    ({ kind, certificate, reference }) =>
      kind === 'carries' &&
      certificate === leaf.fingerprint &&
      roomOf(reference.field)?.takes === 'one' &&
      scopeOf(reference.source) === scopeOf(holding.source),
  );
}

function withWay(reference: ResolvedReference, scope: string): SubjectReference {
  const way = wayOf(reference.reference.field);
  const namespace = namespaceOf(reference.reference.name);
  const kept = reference.ambiguous
    ? 'several certificates have the name that it gives'
    : namespace !== undefined && way?.by === 'deploy'
      ? `it belongs to the installed package ${namespace}`
      : undefined;
  return {
    ...reference,
    ...(way ? { way } : {}),
    ...(kept === undefined ? {} : { kept }),
    ofRepository: scope !== 'project' && scopeOf(reference.reference.source) === 'project',
  };
}

export function scopeOf(source: string): string {
  return source.slice(0, /[.:]/.exec(source)?.index ?? source.length);
}

/** A deployment moves it. */
export function isRepointed({ way, kept, ofRepository }: SubjectReference): boolean {
  return way?.by === 'deploy' && kept === undefined && !ofRepository;
}

/** The key vouches for itself; undefined where that cannot be told. */
export function isSelfSignedSubject({ leaf, holding }: Subject): boolean | undefined {
  if (leaf) return isSelfSigned(leaf);
  return holding.record?.caSigned === undefined ? undefined : !holding.record.caSigned;
}
