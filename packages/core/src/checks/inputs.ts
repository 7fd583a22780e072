import type { Holding, Inventory, Source } from '../inventory/index.ts';
import { heldChain, isGap, isSelfSigned } from '../inventory/index.ts';
import { mayHoldCertificates, places } from '../uses/index.ts';
import { keyPairList } from '../uses/places.ts';
import { scopeOf } from '../uses/targets.ts';
import { isUnread } from './check.ts';
import type { Check, CheckContext, CheckInput } from './check.ts';
import { isCall } from './uses-of-holding.ts';

/** Why a check could not decide: it lacks something. */
export interface MissingInput {
  readonly input: CheckInput;
  /** One sentence; undefined: the report tells so already, by a source that was not read or by another check. */
  readonly reason?: string;
  /** False: it could have been looked up, and nobody asked for that. */
  readonly asked?: false;
}

type Part =
  | 'holdings'
  | 'references'
  | 'serviceProviders'
  | 'exposedKeys'
  | 'uses'
  | 'permissionGrants'
  | 'expiryNotification'
  | 'verifiedChains'
  | 'trustStore'
  | 'revocation'
  | 'servers';

interface InputKind {
  /** The parts of a context that hold it. */
  readonly parts: readonly Part[];
  /** Why it is not there, as a sentence, or `told` where the report says so by itself; undefined: it is there. */
  missing(context: CheckContext): string | typeof told | undefined;
}

const told = Symbol('told elsewhere');

const kinds: Readonly<Record<CheckInput, InputKind>> = {
  certificates: {
    parts: ['holdings'],
    missing: ({ inventory: { holdings, sources } }) =>
      holdings.length === 0 && sources.some(isGap) ? told : undefined,
  },
  'every-list': {
    parts: ['holdings'],
    missing: ({ inventory: { holdings, sources } }) => {
      const unread = sources.some((source) => isGap(source) && mayHoldCertificates(source.id));
      return unread || holdings.some(isUnread) ? told : undefined;
    },
  },
  'key-pair-list': {
    parts: ['holdings'],
    missing: ({ inventory }) =>
      inEachScope(inventory, [keyPairList.id], `${keyPairList.label} was not read.`, ({ status }) => status === 'read'),
  },
  'mutual-auth-list': {
    parts: ['holdings'],
    missing: ({ inventory }) =>
      ofOrg(inventory, 'org.inbound-certificates', 'The list of mutual authentication certificates was not read.'),
  },
  configuration: {
    parts: ['references', 'uses', 'serviceProviders'],
    missing: ({ inventory }) =>
      inEachScope(
        inventory,
        places.map(({ id }) => id),
        'No place was read that names certificates.',
        ({ status }) => status === 'read',
      ),
  },
  code: {
    parts: ['references'],
    missing: ({ inventory }) => inEachScope(inventory, ['apex'], 'Apex code was not read.'),
  },
  'exposed-keys': {
    parts: ['exposedKeys'],
    missing: ({ inventory: { exposedKeys, sources } }) => {
      if (!exposedKeys) return 'Nobody looked for private keys.';
      return sources.some((source) => isGap(source) && searchedForKeys.has(source.id)) ? told : undefined;
    },
  },
  permissions: {
    parts: ['permissionGrants'],
    missing: ({ inventory }) =>
      ofOrg(inventory, 'org.permissions', 'It was not read who holds permissions about certificates.'),
  },
  'expiry-notification': {
    parts: ['expiryNotification'],
    missing: ({ inventory }) =>
      inventory.expiryNotification
        ? undefined
        : ofOrg(inventory, 'org.expiry-notification', 'It was not read who is mailed before a certificate ends.'),
  },
  signatures: {
    parts: ['verifiedChains'],
    missing: ({ verifiedChains }) => (verifiedChains ? undefined : 'Signatures were not verified.'),
  },
  'org-list': {
    parts: ['trustStore', 'verifiedChains'],
    // Where it matters, trust-not-verified says so.
    missing: ({ trustStore }) => (trustStore ? undefined : told),
  },
  revocation: {
    parts: ['revocation'],
    missing: ({ revocation, inventory }) => {
      if (revocation) return undefined;
      return inventory.holdings.some(({ certificates }) => namesList(certificates)) ? NOT_ASKED : told;
    },
  },
  servers: {
    parts: ['servers'],
    missing: ({ servers, uses }) => {
      if (servers) return undefined;
      return uses.uses.some(isCall) ? NOT_LOOKED_AT : told;
    },
  },
};

/** Sources that are looked through for keys, whatever else they hold. */
const searchedForKeys = new Set(['project.keys', 'org.apex', 'org.custom-metadata', 'org.flows']);

const NOT_ASKED =
  'This scan did not ask whether certificates were revoked; "sf cert health --network crl" looks that up.';
const NOT_LOOKED_AT = 'This scan looked at none of the servers that are called; "sf cert health --network all" does.';
const unasked: readonly string[] = [NOT_ASKED, NOT_LOOKED_AT];

/** What a check goes by and does not have. With nothing missing it decides about all that was read. */
export function missingInputs({ inputs }: Pick<Check, 'inputs'>, context: CheckContext): MissingInput[] {
  return inputs.flatMap((input): MissingInput[] => {
    const reason = kinds[input].missing(context);
    if (reason === undefined) return [];
    if (reason === told) return [{ input }];
    return [{ input, reason, ...(unasked.includes(reason) ? { asked: false as const } : {}) }];
  });
}

/** What only an org has, and what only an org or a project has: of files alone nothing can be said by it. */
const ofOrgs: ReadonlySet<CheckInput> = new Set(['mutual-auth-list', 'permissions', 'expiry-notification']);
const ofConfiguration: ReadonlySet<CheckInput> = new Set(['key-pair-list', 'configuration', 'code', 'servers']);

/** Why a check has no subject in what was looked at, one sentence; undefined: it has. */
export function withoutSubject(
  { inputs }: Pick<Check, 'inputs'>,
  { org, sources }: Pick<Inventory, 'org' | 'sources'>,
): string | undefined {
  if (org) return undefined;
  if (inputs.some((input) => ofOrgs.has(input))) return 'The check is about an org, and none was looked at.';
  if (sources.some(({ id }) => id.startsWith('project.'))) return undefined;
  return inputs.some((input) => ofConfiguration.has(input))
    ? 'The check is about what an org or a project says of certificates, and only files were looked at.'
    : undefined;
}

/**
 * A context with what a check says that it goes by. Reading anything else fails: what is not declared is not missed when
 * it is taken away, and silence would pass for "fine".
 */
export function givenTo(check: Pick<Check, 'id' | 'inputs' | 'also'>, context: CheckContext): CheckContext {
  const declared = new Set([...check.inputs, ...(check.also ?? [])].flatMap((input) => kinds[input].parts));
  const guarded = <Whole extends object>(whole: Whole, parts: readonly Part[]): Whole => {
    const copy = { ...whole };
    for (const part of parts.filter((one) => !declared.has(one))) {
      // Not enumerable, so that a copy of the whole does not read it.
      Object.defineProperty(copy, part, {
        enumerable: false,
        get() {
          throw new Error(`${check.id} goes by "${part}" and does not say so`);
        },
      });
    }
    return copy;
  };
  return guarded(
    {
      ...context,
      inventory: guarded(context.inventory, [
        'holdings',
        'references',
        'serviceProviders',
        'exposedKeys',
        'permissionGrants',
        'expiryNotification',
      ]),
    },
    ['uses', 'verifiedChains', 'trustStore', 'revocation', 'servers'],
  );
}

/** Whether there is somebody to ask. */
function namesList(certificates: Holding['certificates']): boolean {
  const path = heldChain(certificates)?.path ?? [];
  return path.some((one) => !isSelfSigned(one) && (one.extensions.crlDistributionPoints ?? []).length > 0);
}

type Answer = string | typeof told | undefined;

/** A source of an org; where the org lacks what it is about, nothing is missing. */
function ofOrg({ org, sources }: Inventory, id: string, reason: string): Answer {
  if (!org) return undefined;
  const source = sources.find((one) => one.id === id);
  if (!source) return reason;
  return isGap(source) ? told : undefined;
}

/** At least one of these places in every scope that was looked at: the org, the project. */
function inEachScope(
  { org, sources }: Inventory,
  ids: readonly string[],
  reason: string,
  isThere = (source: Source): boolean => !isGap(source),
): Answer {
  const scopes = [...(org ? ['org'] : []), ...(sources.some(({ id }) => id.startsWith('project.')) ? ['project'] : [])];
  const answers = scopes.map((scope): Answer => {
    const own = sources.filter(({ id }) => scopeOf(id) === scope && ids.includes(id.slice(scope.length + 1)));
    if (own.some(isThere)) return undefined;
    return own.some(isGap) ? told : reason;
  });
  return answers.find((answer) => typeof answer === 'string') ?? answers.find((answer) => answer === told);
}
