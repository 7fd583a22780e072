import { dayOf } from '../findings/wording.ts';
import { heldChain, isSentByServer } from '../inventory/index.ts';
import type { Holding } from '../inventory/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import type { KnownRevocation } from './known-revocations.ts';

/** The authority took a certificate back, or one that vouches for it. Nobody is asked here: who asked gives the answers. */
export const revoked: Check = {
  id: 'revoked',
  title: 'The authority that issued a certificate has revoked it.',
  severity: 'critical',
  source: {
    document: 'RFC 5280',
    section: '6.1.3 (a)(3)',
    url: 'https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3',
  },
  needs: 'what the authorities say that the certificates name (--network crl: lists, all: OCSP too)',
  inputs: ['certificates', 'revocation'],
  remedy: 'Have a new certificate issued for a new key, and put it everywhere in place of the revoked one.',
  servers: true,
  run({ inventory, revocation, at }) {
    if (!revocation) return { observations: [], notChecked: [] };
    const told = new Set<string>();
    return judgeHeldChains(inventory, ({ path }, holding) => {
      const statuses = path.flatMap((one) => {
        const answer = revocation.get(one.fingerprint);
        return answer ? [{ one, answer }] : [];
      });
      const first = statuses.find(({ answer }) => answer.status === 'revoked');
      const unknown = statuses.filter(({ answer }) => answer.status === 'unknown');
      // One intermediate stands above many certificates: that its list was not to be had is said once.
      const untold = unknown.filter(({ one }) => !told.has(one.fingerprint));
      for (const { one } of untold) told.add(one.fingerprint);
      return {
        observations: first ? [refused(holding, first.one, first.answer, at)] : [],
        notChecked: untold.map(({ one, answer }) => ({ subject: holding.name, ...notKnown(one, answer) })),
        unsettled: unknown.length > untold.length ? [holding.name] : [],
      };
    });
  },
};

function refused(holding: Holding, one: Certificate, answer: KnownRevocation, at: Date): Observation {
  const { reason = '', by } = answer;
  const own = heldChain(holding.certificates)?.leaf === one;
  const day = /^Revoked on (\d{4}-\d{2}-\d{2})/.exec(reason)?.[1];
  const on = day === undefined ? '' : ` on ${dayOf(new Date(day), at)}`;
  return {
    severity: 'critical',
    title: own
      ? `${nameOf(holding)} is refused: its authority revoked it${on}`
      : `${nameOf(holding)} is refused: the certificate that vouches for it was revoked${on}`,
    detail: [
      own
        ? by === 'ocsp'
          ? 'Its authority says so when it is asked about this certificate (OCSP).'
          : `Its authority's revocation list names it.`
        : `${by === 'ocsp' ? 'The authority above says when it is asked (OCSP)' : 'The revocation list of the authority above says'} that the intermediate "${subjectOf(one)}" was revoked, and with it falls every certificate below.`,
      reason,
      'Whoever asks about revocation refuses it; who does not still accepts it, as its dates and signatures are in order.',
    ]
      .filter(Boolean)
      .join(' '),
    remedy: isSentByServer(holding)
      ? `Tell who runs ${nameOf(holding)}: the server needs a new certificate, for a new key if its own was revoked, with its whole chain.`
      : own
        ? 'Make a new key, have a certificate issued for it, and put it everywhere in place of this one. Find out why this one was revoked: the key may be known to others.'
        : 'Ask the authority for a certificate under another intermediate, and put it with its new chain in place of this one.',
    evidence: { subject: one.subject.text, serialNumber: one.serialNumber, ...(day ? { revokedOn: day } : {}) },
    holding: referTo(holding),
    certificate: one.fingerprint,
    ...(day ? { dueOn: day } : {}),
  };
}

function notKnown(one: Certificate, { reason = 'Its revocation list told nothing.' }: KnownRevocation) {
  const notKnownOf = (what: string): string => `Whether ${what} was revoked is not known. ${reason}`;
  return { reason: notKnownOf(`"${subjectOf(one)}"`), cause: notKnownOf('it') };
}
