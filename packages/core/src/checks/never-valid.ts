import { isoDay } from '../findings/wording.ts';
import { isNeverValid } from '../inventory/index.ts';
import type { Check } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import type { Remedy } from './remedy.ts';
import { newChainFor, renewalOf } from './renewal.ts';

/** The validity of a certificate, or of one that vouches for it, ends before it starts. */
export const neverValid: Check = {
  id: 'never-valid',
  title: 'The validity of a certificate ends before it starts, so it can never be valid.',
  severity: 'critical',
  source: {
    document: 'RFC 5280',
    section: '4.1.2.5',
    url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  needs: 'the certificate itself',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Have a new certificate issued; on no day can this one be used.',
  servers: true,
  run(context) {
    return judgeHeldChains(context.inventory, ({ leaf, path }, holding) => ({
      observations: path
        .filter((one) => isNeverValid(one) && (one === leaf || !one.selfIssued))
        .slice(0, 1)
        .map((one) => ({
          severity: 'critical',
          title:
            one === leaf
              ? `${nameOf(holding)} can never be valid: its validity ends before it starts`
              : `${nameOf(holding)} can never be trusted: the validity of the certificate that vouches for it ends before it starts`,
          detail:
            `${one === leaf ? 'It' : `"${subjectOf(one)}" (intermediate)`} is valid from ${isoDay(one.notBefore)} (notBefore) until ` +
            `${isoDay(one.notAfter)} (notAfter), so there is no day in between. Whoever issued it mixed up the two.`,
          ...neededAnew(one === leaf ? renewalOf(holding, context) : newChainFor(holding)),
          evidence: {
            notBefore: one.notBefore.toISOString(),
            notAfter: one.notAfter.toISOString(),
            subject: one.subject.text,
          },
          holding: referTo(holding),
          certificate: one.fingerprint,
        })),
    }));
  },
};

function neededAnew({ remedy, action }: Remedy): Remedy {
  return { remedy: `A new certificate is needed. ${remedy}`, action };
}
