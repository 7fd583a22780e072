import { listOf } from '../findings/wording.ts';
import type { Holding, Reference } from '../inventory/index.ts';
import type { OtherUse, ResolvedReference, ResolvedUse, UseMap } from '../uses/index.ts';
import { useById } from '../uses/index.ts';
import type { CheckContext, Observation } from './check.ts';

/** What the configuration that was read says of one holding. */
export interface HoldingUses {
  readonly uses: readonly ResolvedUse[];
  /** What it is used for beside the eight uses; what is switched off uses nothing. */
  readonly others: readonly OtherUse[];
  /** It is used, for one of the eight uses or otherwise. */
  readonly known: boolean;
}

interface Entries {
  readonly uses: ReadonlyMap<string, readonly ResolvedUse[]>;
  readonly others: ReadonlyMap<string, readonly OtherUse[]>;
}

/** Checks ask of every holding; the map is sorted by use. */
const sorted = new WeakMap<UseMap, Entries>();

/** Every use of a holding that is known. None known is not the same as none: it may be used where nobody looked. */
export function usesOf({ uses: map }: Pick<CheckContext, 'uses'>, holding: Holding): HoldingUses {
  const entries = sorted.get(map) ?? {
    uses: Map.groupBy(map.uses, keyOf),
    others: Map.groupBy(
      map.others.filter(({ idle }) => !idle),
      keyOf,
    ),
  };
  sorted.set(map, entries);
  const key = `${holding.source}\0${holding.name}`;
  const uses = entries.uses.get(key) ?? [];
  const others = entries.others.get(key) ?? [];
  return { uses, others, known: uses.length + others.length > 0 };
}

function keyOf({ holding }: ResolvedReference): string {
  return holding ? `${holding.source}\0${holding.name}` : '';
}

/** Uses in which the certificate is shown by a client, or may have to be one: the called server decides. */
export function isClientUse({ use }: ResolvedUse): boolean {
  const { purposeNeeded } = useById(use);
  return purposeNeeded === 'clientAuth' || purposeNeeded === 'target-decides';
}

/** Uses in which the roots on the org's /cacerts.jsp decide. */
export function isJudgedByOrgList({ use }: ResolvedUse): boolean {
  return useById(use).trustModel === 'org-list';
}

/** Uses in which Salesforce calls a server, by an address that is configured, and meets its certificate. */
export function isCall({ use, kind }: ResolvedUse): boolean {
  return use === 'outbound-apex-one-way-tls' && kind === 'meets';
}

/** What stops, as a sentence; empty when no use is given. */
export function whatStops(uses: readonly ResolvedUse[], from: string): string {
  const clauses = [...new Set(uses.map(({ consequence }) => consequence))];
  const more = clauses.length - 3;
  return clauses.length === 0
    ? ''
    : `${from} ${listOf([...clauses.slice(0, 3), ...(more > 0 ? [`${more} more things stop`] : [])])}.`;
}

/** `Inbound API mTLS, Outbound Apex mTLS`. */
export function labelsOf(uses: readonly ResolvedUse[]): string {
  return [...new Set(uses.map(({ use }) => useById(use).label))].join(', ');
}

/** The fields of a finding that name its use. */
export function useFields([first]: readonly ResolvedUse[]): Pick<Observation, 'use' | 'reference'> {
  return first ? { use: first.use, reference: whereOf(first.reference) } : {};
}

/** How a finding names the configuration it is about. */
export function whereOf({
  source,
  name,
  label,
  field,
  path,
  id,
}: Omit<Reference, 'target'>): NonNullable<Observation['reference']> {
  return {
    source,
    name,
    ...(label === undefined ? {} : { label }),
    field,
    ...(path === undefined ? {} : { path }),
    ...(id === undefined ? {} : { id }),
  };
}

/** Tells findings about configuration apart: by what never changes with a new line above it. */
export function idOf({ source, name, field }: Omit<Reference, 'target'>): string {
  return `${source}/${name}/${field}`;
}
