import { isoDay, when } from '../findings/wording.ts';
import type { Ending } from '../inventory/index.ts';
import { endingsOf, isOver, isPending } from '../inventory/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { gather, isUnread, nameOf, notRead, referTo, subjectOf } from './check.ts';
import { newChainFor, renewalOf } from './renewal.ts';

/** A certificate, or one that vouches for it, is past its last moment of validity. */
export const expired: Check = {
  id: 'expired',
  title: 'A certificate has ended, so whatever relies on it is refused.',
  severity: 'critical',
  source: {
    document: 'RFC 5280',
    section: '4.1.2.5 and 6.1.3 (a)(2)',
    url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  needs: 'the certificate, or the expiration date of its record',
  inputs: ['certificates'],
  remedy: 'Replace the certificate, or upload a current chain when only an intermediate has ended.',
  run(context) {
    return gather(
      context.inventory.holdings.map((holding) => {
        const endings = endingsOf(holding);
        if (endings.length === 0 && !isPending(holding) && holding.kind !== 'pinned') {
          return { notChecked: [notRead(holding)] };
        }
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
};

function observe(ending: Ending, { at }: CheckContext): Observation {
  const { holding, last, certificate } = ending;
  const since = when(last, at, ending.precision);
  const shared = {
    severity: 'critical',
    holding: referTo(holding),
    dueOn: isoDay(last),
    evidence: {
      notAfter: ending.precision === 'day' ? isoDay(last) : last.toISOString(),
      ...(certificate ? { subject: certificate.subject.text } : {}),
      of: ending.of,
    },
    ...(certificate ? { certificate: certificate.fingerprint } : {}),
  } as const;
  if (ending.of === 'intermediate' && certificate) {
    return {
      ...shared,
      discriminator: certificate.fingerprint.slice(0, 16),
      title: `${nameOf(holding)} has not been trusted since the certificate that vouches for it ended ${since}`,
      detail:
        `"${subjectOf(certificate)}", held with it as the certificate that vouches for it (intermediate), is over. ` +
        `Whoever checks the chain that is sent refuses it, although the certificate itself is still good.`,
      remedy: newChainFor(holding),
    };
  }
  return {
    ...shared,
    title:
      holding.kind === 'keyPair'
        ? `${nameOf(holding)} stopped working ${since}`
        : `What relies on ${nameOf(holding)} is refused: its certificate ended ${since}`,
    detail:
      ending.of === 'record'
        ? 'Its record in Salesforce gives that day as the last; the certificate itself could not be read.'
        : 'The certificate is past its last moment of validity (notAfter), so whoever checks it refuses it.',
    remedy: renewalOf(holding),
  };
}
