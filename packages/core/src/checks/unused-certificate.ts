import type { Finding } from '../findings/index.ts';
import type { Holding } from '../inventory/index.ts';
import { isPending } from '../inventory/index.ts';
import type { Check, CheckResult, Observation } from './check.ts';
import { nameOf, referTo } from './check.ts';
import { renewalIsNear } from './expiring.ts';
import { actions } from './remedy.ts';
import { hasEnded } from './rollover.ts';
import {
  deleting,
  doubtSentence,
  doubtsIn,
  doubtsOf,
  isUnused,
  NAMED,
  some,
  lookFirst,
  meantSentence,
  switchedOffSentence,
} from './unused.ts';
import type { Doubts } from './unused.ts';

/** Nothing that was read refers to a key pair. */
export const unusedCertificate: Check = {
  id: 'unused-certificate',
  title: 'Nothing that was read refers to a certificate, so it may be a leftover.',
  severity: 'info',
  source: {
    document: 'Salesforce Help',
    section: 'Certificates and keys (security_keys_manage_expired_certificates)',
    url: 'https://help.salesforce.com/s/articleView?id=xcloud.security_keys_manage_expired_certificates.htm&type=5',
  },
  needs: 'the configuration that may refer to it',
  inputs: ['certificates', 'configuration'],
  remedy: 'Look where no scan can, then delete the certificate: that is one renewal less.',
  run(context) {
    const off = context.settings.checksOff ?? [];
    // Of what has ended or ends soon, the check for that says so in the same breath.
    const isTold = (holding: Holding): boolean => {
      if (hasEnded(holding, context)) return !off.includes('expired');
      return renewalIsNear(holding, [], context) && !off.includes('expiring');
    };
    const doubts = doubtsOf(context.uses);
    const holdings = context.inventory.holdings.filter(
      (holding) => isUnused(context, holding) && !isPending(holding) && !isTold(holding),
    );
    if (doubts.meantBy.length > 0) return { observations: [], notChecked: undecided(holdings, doubts) };
    return {
      observations: holdings.map((holding) => ({
        severity: 'info',
        ...saidOf(nameOf(holding), doubts, switchedOffSentence(context, holding)),
        action: actions.renewOrDelete,
        evidence: { name: nameOf(holding), ...doubts },
        group: 'unused',
        holding: referTo(holding),
        ...(holding.certificates[0] ? { certificate: holding.certificates[0].fingerprint } : {}),
      })),
      notChecked: [],
    };
  },
  together,
};

/** Many leftovers must not hide the one that matters. */
function together(parts: readonly Finding[]): Pick<Finding, 'title' | 'detail' | 'remedy'> {
  const names = parts.map(({ evidence, holding }) => String(evidence['name'] ?? holding?.name));
  const doubts = doubtsIn(parts);
  const cannotTell = doubts.chosenBy.length > 0;
  return {
    title: cannotTell
      ? `Whether anything uses ${some(names, NAMED.inTitle)} cannot be told: code chooses its certificate at run time`
      : `Nothing that was read uses ${some(names, NAMED.inTitle)}: they may be leftovers`,
    detail: `${cannotTell ? 'These are' : 'As far as can be seen they are leftovers'}: ${some(names, NAMED.inDetail)}. ${doubtSentence(doubts, true)}`,
    remedy: `${lookFirst(doubts)} What nothing uses, ${deleting}`,
  };
}

/** Code that chooses at run time may use it: then nobody is told that nothing does. */
function saidOf(name: string, doubts: Doubts, switchedOff: string): Pick<Observation, 'title' | 'detail' | 'remedy'> {
  if (doubts.chosenBy.length === 0) {
    return {
      title: `Nothing that was read uses ${name}: it may be a leftover`,
      detail: `As far as can be seen. ${doubtSentence(doubts)}${switchedOff}`,
      remedy: `Look in the places that were not looked at. If nothing uses it, ${deleting}`,
    };
  }
  return {
    title: `Whether anything uses ${name} cannot be told: code chooses its certificate at run time`,
    detail: `${doubtSentence(doubts)}${switchedOff}`,
    remedy: `${lookFirst(doubts)} Only if nothing uses it, ${deleting} Of code Salesforce knows nothing.`,
  };
}

/** An Id without the org, or a name that is filled in at deployment, may mean any of them. */
function undecided(holdings: readonly Holding[], doubts: Doubts): CheckResult['notChecked'] {
  const reason = `Nothing that was read is known to use it. ${meantSentence(doubts)}`;
  return holdings.map(({ name }) => ({ subject: name, reason }));
}
