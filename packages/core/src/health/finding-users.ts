import { keyOfHolding } from '../findings/holding-key.ts';
import type { Finding, FindingUser, HoldingRef, Mover } from '../findings/index.ts';
import { isSentByServer } from '../inventory/index.ts';
import type { HealthReport, ReportHolding, ReportUse } from './report.ts';
import { placeLabel, userOf, usesByFinding, whatBreaks } from './used-by.ts';

/**
 * Findings that name by themselves what uses their certificate, what stops with it and whose move it is, so that nobody has to
 * join them with the list of uses.
 */
export function withUsers(
  findings: readonly Finding[],
  report: Pick<HealthReport, 'certificates' | 'pending' | 'uses'>,
): Finding[] {
  const usesOf = usesByFinding(report);
  const kinds = kindsIn(report);
  const completed = (finding: Finding): Finding => {
    const uses = usesOf(finding);
    const consequence = whatBreaks(uses, '');
    return {
      ...finding,
      ...(uses.length > 0 ? { usedBy: usersIn(uses) } : {}),
      ...(consequence ? { consequence } : {}),
      move: moverOf(finding.holding, kinds),
      ...(finding.parts ? { parts: finding.parts.map(completed) } : {}),
    };
  };
  return findings.map(completed);
}

function usersIn(uses: readonly ReportUse[]): FindingUser[] {
  const users = uses.map((use) => ({
    use: use.use,
    name: userOf(use),
    place: placeLabel(use),
    ...(use.stops === undefined ? {} : { stops: use.stops }),
  }));
  return [...new Map(users.map((user) => [JSON.stringify(user), user])).values()];
}

type Kinds = ReadonlyMap<string, ReportHolding['kind']>;

function kindsIn({ certificates, pending }: Pick<HealthReport, 'certificates' | 'pending'>): Kinds {
  const holdings = [...certificates.flatMap((certificate) => certificate.holdings), ...pending];
  return new Map(holdings.filter(({ chainMember }) => !chainMember).map((one) => [keyOfHolding(one), one.kind]));
}

/** Configuration and what has its key here are one's own; of a certificate that is only trusted the other side has the key. */
function moverOf(holding: HoldingRef | undefined, kinds: Kinds): Mover {
  if (!holding) return 'customer';
  if (isSentByServer(holding)) return 'remote';
  return kinds.get(keyOfHolding(holding)) === 'trusted' ? 'both' : 'customer';
}
