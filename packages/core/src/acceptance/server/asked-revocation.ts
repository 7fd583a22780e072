import type { KnownRevocation, KnownRevocations } from '../../checks/known-revocations.ts';
import { outboundApexOneWayTls } from '../../uses/outbound-apex-one-way-tls.ts';
import type { Certificate } from '../../x509/model.ts';
import { noted, refused, unknown } from './reason.ts';
import type { ServerReason } from './reason.ts';

/**
 * What authorities said of a chain when they were asked (revocation lists, OCSP). unverified: that Salesforce asks too; a
 * certificate that its authority took back is refused here all the same, as with a stapled response.
 *
 * @param path the server's own first
 * @param known by fingerprint; a certificate that is not in it was not asked about
 */
export function askedRevocation(path: readonly Certificate[], known: KnownRevocations): ServerReason[] {
  return path.flatMap((certificate, step) => {
    const answer = known.get(certificate.fingerprint);
    return answer ? reasonsFor(certificate, step === 0, answer) : [];
  });
}

function reasonsFor(
  { fingerprint, subject }: Certificate,
  isOwn: boolean,
  { status, reason = '', by, listed }: KnownRevocation,
): ServerReason[] {
  const { source } = outboundApexOneWayTls.revocation;
  const which = isOwn ? 'The certificate of the server' : `"${shown(subject.text)}", which vouches for it,`;
  const told = { certificate: fingerprint, rule: source };
  if (status === 'revoked') {
    return [
      refused({
        ...told,
        code: 'revoked',
        message:
          `${which} was revoked by its authority, which says so ${by === 'ocsp' ? 'when it is asked (OCSP)' : 'in its revocation list'}. ${reason}`.trim(),
        remedy: isOwn
          ? 'Have a new certificate issued with a new key, and install it.'
          : 'Have a certificate issued under another intermediate, and install it with its new chain.',
      }),
    ];
  }
  if (status === 'good') return [];
  // Word that may not be used, and is against the certificate all the same, leaves the verdict open.
  const say = listed ? unknown : noted;
  return [
    say({
      ...told,
      who: 'caller',
      code: 'revocation-unknown',
      message:
        `Whether ${isOwn ? 'the certificate of the server' : `"${shown(subject.text)}"`} was revoked is not known. ${reason}`.trim(),
      remedy: 'Run again later, or from a network in which the addresses that the certificate names can be reached.',
    }),
  ];
}

/** Names come from strangers. */
function shown(text: string): string {
  const clean = text.replace(/\p{C}/gu, '\u{fffd}');
  return clean.length > 120 ? `${clean.slice(0, 119)}…` : clean;
}
