import type { Evidence, Severity } from '../findings/index.ts';
import { dayOf, isoDay, when } from '../findings/wording.ts';
import type { Finding } from '../findings/index.ts';
import type { Ending } from '../inventory/index.ts';
import { endingsOf, isOver } from '../inventory/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { gather, isUnread, nameOf, notRead, referTo, subjectOf } from './check.ts';
import { capital, dateEvidence, trustedByItself, whyEnded } from './ending-words.ts';
import { actions } from './remedy.ts';
import { newChainFor, renewalOf } from './renewal.ts';
import { lowered, stakeOf } from './stake.ts';
import type { Stake } from './stake.ts';
import {
  deleting,
  doubtSentence,
  doubtsIn,
  doubtsOf,
  isDoubted,
  lookFirst,
  NAMED,
  some,
  switchedOffSentence,
  unusedClause,
} from './unused.ts';

/** A certificate, or one that vouches for it, is past its last moment of validity. */
export const expired: Check = {
  id: 'expired',
  title: 'A certificate has ended, so what relies on it may be refused.',
  severity: 'critical',
  source: {
    document: 'RFC 5280',
    section: '4.1.2.5 and 6.1.3 (a)(2)',
    url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  needs: 'the certificate, or the expiration date of its record',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Replace the certificate, or upload a current chain when only an intermediate has ended.',
  leftovers: true,
  servers: true,
  weighsUse: true,
  run(context) {
    return gather(
      context.inventory.holdings.map((holding) => {
        const endings = endingsOf(holding);
        if (endings.length === 0 && isUnread(holding)) return { notChecked: [notRead(holding)] };
        const over = endings.filter((ending) => isOver(ending, context.at));
        // Once the certificate itself is over, its intermediates no longer matter.
        const told = over.some((ending) => ending.of !== 'intermediate') ? over.slice(0, 1) : over;
        return {
          observations: told.map((ending) => observe(ending, context)),
          ownOnly: isUnread(holding) ? [holding.name] : [],
        };
      }),
    );
  },
  together,
};

function observe(ending: Ending, context: CheckContext): Observation {
  const { holding, last, certificate } = ending;
  const stake = stakeOf(context, holding);
  const shared = {
    holding: referTo(holding),
    dueOn: isoDay(last),
    evidence: { ...dateEvidence(ending, stake) },
    ...(certificate ? { certificate: certificate.fingerprint } : {}),
  };
  if (ending.of === 'intermediate' && certificate)
    return { ...shared, ...ofIssuer(ending, certificate, stake, context) };
  if (stake.kind === 'unused' || stake.kind === 'perhaps-unused') {
    return { ...shared, ...ofLeftover(ending, stake, shared.evidence, context) };
  }
  const since = when(last, context.at, ending.precision);
  return {
    ...shared,
    severity: stake.kind === 'no-dependents' ? 'warning' : 'critical',
    title: titleOf(ending, stake, since),
    detail: whyEnded(ending, stake),
    ...renewalOf(holding, context),
  };
}

function titleOf({ holding }: Ending, stake: Stake, since: string): string {
  const name = nameOf(holding);
  const [first] = stake.stops;
  if (stake.nobody) return `${name} ended ${since}, and ${stake.nobody.clause}`;
  if (stake.kind === 'unknown' || first === undefined)
    return `${name} ended ${since}: what relies on it may be refused`;
  if (stake.refused && holding.kind === 'keyPair') return `${name} stopped working ${since}`;
  return `${capital(first)}: ${first.includes(name) ? 'its certificate' : name} ended ${since}`;
}

function ofLeftover(
  { holding, last, precision }: Ending,
  { kind }: Stake,
  evidence: Evidence,
  context: CheckContext,
): Pick<Observation, 'severity' | 'title' | 'detail' | 'remedy' | 'action' | 'evidence' | 'group'> {
  const doubts = doubtsOf(context.uses);
  const since = when(last, context.at, precision);
  return {
    severity: kind === 'unused' ? 'info' : 'warning',
    title: `${nameOf(holding)} ended ${since}, and ${unusedClause(doubts)}`,
    detail: `${isDoubted(doubts) ? '' : 'As far as can be seen it is a leftover. '}${doubtSentence(doubts)}${switchedOffSentence(context, holding)}`,
    remedy: `${lookFirst(doubts)} If nothing uses it, ${deleting}`,
    action: actions.renewOrDelete,
    evidence: { ...evidence, name: nameOf(holding), ...doubts },
    group: kind,
  };
}

/** Many leftovers must not hide the one certificate that matters. */
function together(parts: readonly Finding[], at: Date): Pick<Finding, 'title' | 'detail' | 'remedy'> {
  const nameIn = ({ evidence, holding }: Finding): string => String(evidence['name'] ?? holding?.name);
  const doubts = doubtsIn(parts);
  const dated = (part: Finding): string =>
    `${nameIn(part)} (${dayOf(new Date(String(part.evidence['notAfter'])), at)})`;
  return {
    title: `${some(parts.map(nameIn), NAMED.inTitle)} have ended, and nothing that was read ${doubts.meantBy.length > 0 ? 'is known to use' : 'uses'} them`,
    detail: `${isDoubted(doubts) ? 'These are' : 'As far as can be seen they are leftovers'}: ${some(parts.map(dated), NAMED.inDetail)}. ${doubtSentence(doubts, true)}`,
    remedy: `${lookFirst(doubts)} What nothing uses, ${deleting}`,
  };
}

function ofIssuer(
  { holding, last, precision }: Ending,
  issuer: Certificate,
  stake: Stake,
  { at }: CheckContext,
): Pick<Observation, 'severity' | 'title' | 'detail' | 'remedy' | 'action' | 'discriminator'> {
  const name = nameOf(holding);
  const since = when(last, at, precision);
  const held = `"${subjectOf(issuer)}", held with it as the certificate that vouches for it (intermediate), is over.`;
  const shared = { discriminator: issuer.fingerprint.slice(0, 16), ...newChainFor(holding) };
  if (stake.pinned) {
    return {
      ...shared,
      severity: 'info',
      title: `The certificate that vouches for ${name} ended ${since}, which is not known to matter where it is used`,
      detail: `${held} ${trustedByItself}`,
    };
  }
  return {
    ...shared,
    severity: severityOfIssuer(stake),
    title: stake.refused
      ? `${name} has not been trusted since the certificate that vouches for it ended ${since}`
      : `${name} may not be trusted since the certificate that vouches for it ended ${since}`,
    detail: `${held} Whoever checks the chain that is sent refuses it, although the certificate itself is still good.`,
  };
}

function severityOfIssuer({ kind }: Stake): Severity {
  if (kind === 'unused') return 'info';
  return kind === 'no-dependents' ? lowered('critical') : 'critical';
}
