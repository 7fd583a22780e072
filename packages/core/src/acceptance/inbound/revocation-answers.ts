import { checkRevocation } from '../../chain/index.ts';
import type { SignatureVerifier, StatusAnswer } from '../../chain/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { RevocationFacts } from './model.ts';

export interface Answered {
  readonly certificate: Certificate;
  readonly answer: StatusAnswer;
}

/**
 * What is known of the revocation of each certificate of a path.
 *
 * @param endsInAnchor the last one is a root of a list, which nobody revokes but by taking it off the list
 */
export async function revocationAnswers(
  facts: RevocationFacts,
  path: readonly Certificate[],
  endsInAnchor: boolean,
  signatures?: SignatureVerifier,
): Promise<Answered[]> {
  const asked = endsInAnchor ? path.slice(0, -1) : path.filter((one) => !isSelfSigned(one));
  return Promise.all(
    asked.map(async (certificate, place) => ({
      certificate,
      answer: await answerTo(facts, certificate, path[place + 1], signatures),
    })),
  );
}

async function answerTo(
  { at, crls = [], crlsNotRead = [], revocation }: RevocationFacts,
  certificate: Certificate,
  issuer: Certificate | undefined,
  signatures?: SignatureVerifier,
): Promise<StatusAnswer> {
  const fetched = revocation?.get(certificate.fingerprint);
  const told =
    crls.length > 0 && issuer
      ? await checkRevocation({ certificate, issuer, crl: crls, at, ...(signatures ? { signatures } : {}) })
      : undefined;
  const answers = [told, fetched].filter((answer) => answer !== undefined);
  const decided = answers.find(({ status }) => status === 'revoked') ?? answers.find(({ status }) => status === 'good');
  if (decided) return decided;
  const unread = crlsNotRead.find((list) => list.issuer?.canonical === certificate.issuer.canonical) ?? crlsNotRead[0];
  const reasons = [
    answers.find(({ listed }) => listed)?.reason,
    unread?.reason,
    crls.length > 0 && !issuer
      ? 'The certificate of its issuer, whose key proves the list, is not at hand.'
      : answers[0]?.reason,
    namesList(certificate) ? 'No revocation list was asked.' : 'It names no revocation list, and none was given.',
  ];
  return { status: 'unknown', reason: reasons.find((reason) => reason !== undefined) as string };
}

/** Whether a certificate says where its revocation list is. */
export const namesList = ({ extensions }: Certificate): boolean => (extensions.crlDistributionPoints ?? []).length > 0;
