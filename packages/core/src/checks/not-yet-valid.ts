import { isoDay, when } from '../findings/wording.ts';
import { isNeverValid, isSentByServer } from '../inventory/index.ts';
import type { Check } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';

/** A certificate, or one that vouches for it, is not valid yet. */
export const notYetValid: Check = {
  id: 'not-yet-valid',
  title: 'A certificate is not valid yet, so whatever relies on it is refused until then.',
  severity: 'critical',
  source: {
    document: 'RFC 5280',
    section: '4.1.2.5 and 6.1.3 (a)(2)',
    url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  needs: 'the certificate itself',
  inputs: ['certificates'],
  remedy: 'Use the certificate before it until its first day, or have it issued again.',
  servers: true,
  run({ inventory, at }) {
    return judgeHeldChains(inventory, ({ leaf, path }, holding) => ({
      observations: path
        .filter((one) => at < one.notBefore && !isNeverValid(one) && (one === leaf || !one.selfIssued))
        .slice(0, 1)
        .map((one) => ({
          severity: 'critical',
          title: `${nameOf(holding)} is refused until it starts to be valid ${when(one.notBefore, at)}`,
          detail:
            one === leaf
              ? 'Its validity starts then (notBefore); whoever checks it earlier refuses it.'
              : `The certificate that vouches for it (intermediate), "${subjectOf(one)}", starts to be valid only then.`,
          remedy:
            (isSentByServer(holding)
              ? `Ask who runs ${nameOf(holding)} to send the certificate before this one until then. If there is none, `
              : 'Until then let the configuration use the certificate before this one. If there is none, ') +
            'the certificate authority has to issue it again.',
          evidence: { notBefore: one.notBefore.toISOString(), subject: one.subject.text },
          holding: referTo(holding),
          certificate: one.fingerprint,
          dueOn: isoDay(one.notBefore),
        })),
    }));
  },
};
