import type { Severity } from '../findings/index.ts';
import type { Holding } from '../inventory/index.ts';
import { endingsOf, isOver } from '../inventory/index.ts';
import { atItsEnd, identityProviderField, refusesTheEnded, serviceProvidersIn, useById } from '../uses/index.ts';
import type { OtherUse, ResolvedUse } from '../uses/index.ts';
import type { CheckContext } from './check.ts';
import { isUnused, mayBeNamedUnseen } from './unused.ts';
import { usesOf } from './uses-of-holding.ts';

type Known = Pick<CheckContext, 'inventory' | 'uses'>;

/** What is known to hang on a certificate, which decides how grave its end is and how certainly that may be said. */
export interface Stake {
  /**
   * `used`: something was seen to depend on it. `no-dependents`: something names it, and nothing was seen that depends on that,
   * or nobody knows what would. `unused`: nothing that was read uses it, and all was read that could be. `perhaps-unused`: nothing
   * that was read uses it, and a place was not read. `unknown`: nobody looked.
   */
  readonly kind: 'used' | 'no-dependents' | 'unused' | 'perhaps-unused' | 'unknown';
  readonly uses: readonly ResolvedUse[];
  /** A source says that an ended one is refused. */
  readonly refused: boolean;
  /** What stops or may stop, in clauses. */
  readonly stops: readonly string[];
  /** Everywhere it is used the certificate itself is trusted, and no chain is looked at. */
  readonly pinned: boolean;
  /** Of `no-dependents`: what was not seen. */
  readonly nobody?: Nobody;
}

/** Why nothing is known to depend on a certificate that something names. */
export interface Nobody {
  /** A clause for titles. */
  readonly clause: string;
  /** A sentence or two. */
  readonly sentence: string;
}

const noServiceProvider: Nobody = {
  clause: 'no app was found that logs in through this org',
  sentence:
    'No app that logs in through this org was found in what was read. If there is one elsewhere, its owner decides whether an ' +
    'expired certificate is refused.',
};

const notDocumented: Nobody = {
  clause: 'what that stops is not known',
  sentence: 'It wraps encryption keys; what stops when such a certificate ends is not stated in what was read.',
};

export function stakeOf(context: Known, holding: Holding): Stake {
  const { uses, others, known } = usesOf(context, holding);
  const serviceProviders = serviceProvidersIn(context.inventory);
  const entries = [...uses, ...others];
  const nobody = nobodyBehind(entries, serviceProviders?.length === 0);
  return {
    kind: known ? (nobody ? 'no-dependents' : 'used') : unusedKind(context, holding),
    uses,
    refused: uses.some(refusesTheEnded),
    stops: [...new Set(entries.map((entry) => atItsEnd(entry, serviceProviders)))],
    pinned: uses.length > 0 && others.length === 0 && uses.every(({ use }) => useById(use).trustModel === 'pinned'),
    ...(nobody ? { nobody } : {}),
  };
}

function unusedKind(context: Known, holding: Holding): 'unused' | 'perhaps-unused' | 'unknown' {
  if (!isUnused(context, holding)) return 'unknown';
  return mayBeNamedUnseen(context, holding) ? 'perhaps-unused' : 'unused';
}

/** Undefined: something depends on it. */
function nobodyBehind(entries: readonly (ResolvedUse | OtherUse)[], nobodyLogsIn: boolean): Nobody | undefined {
  const reasons = entries.map(({ reference: { field } }) => {
    if (nobodyLogsIn && field === identityProviderField) return noServiceProvider;
    return wrappingKeys.has(field) ? notDocumented : undefined;
  });
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** What stops when these end is not documented in what was read. */
const wrappingKeys: ReadonlySet<string> = new Set([
  'TenantSecret.RemoteKeyCertificate',
  'TenantSecret.SecretValueCertificate',
]);

/** A step less: of what nothing was seen to depend on. */
export function lowered(severity: Severity): Severity {
  return severity === 'critical' ? 'warning' : 'info';
}

/** It has ended and nothing that was read uses it: all there is to say of it is that it can go. */
export function isLeftover(context: Known & Pick<CheckContext, 'at'>, holding: Holding): boolean {
  const [ending] = endingsOf(holding);
  return ending !== undefined && isOver(ending, context.at) && stakeOf(context, holding).kind === 'unused';
}
