import { checkRevocation } from '../../chain/index.ts';
import type { SignatureVerifier, StatusAnswer } from '../../chain/index.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { help, mutualAuthentication } from '../../uses/documents.ts';
import type { Certificate } from '../../x509/index.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import type { SentPath } from './sent-path.ts';
import { called } from './wording.ts';

const ofUsers = help(
  'xcloud.security_certificate_based_auth_revocation_status',
  'Validate the Revocation Status of User Authentication Certificates',
);

interface Answered {
  readonly certificate: Certificate;
  readonly answer: StatusAnswer;
}

/**
 * Salesforce asks revocation lists about the chain of an API client. For log-ins of people it asks only where that is switched
 * on; a certificate that its authority took back is refused here all the same.
 *
 * unverified: what Salesforce does when a list cannot be had; here no answer stays unknown.
 */
export async function judgeRevocation(
  attempt: InboundAttempt,
  sent: SentPath | undefined,
  signatures?: SignatureVerifier,
): Promise<InboundStep> {
  const { use } = attempt;
  return {
    id: 'revocation',
    layer: 'transport',
    title: 'No authority has revoked a certificate of the chain',
    rule: use === 'inbound-api-mtls' ? mutualAuthentication('Certificate Chain Validation') : ofUsers,
    ...(sent
      ? judge(await answersTo(attempt, sent, signatures), sent)
      : { outcome: 'not-applicable', detail: 'There is no chain.', evidence: {} }),
  };
}

async function answersTo(
  attempt: InboundAttempt,
  { path, end }: SentPath,
  signatures?: SignatureVerifier,
): Promise<Answered[]> {
  // Nobody revokes a root but by taking it off the list.
  const asked = end.kind === 'listed' ? path.slice(0, -1) : path.filter((one) => !isSelfSigned(one));
  return Promise.all(
    asked.map(async (certificate, place) => ({
      certificate,
      answer: await answerTo(attempt, certificate, path[place + 1], signatures),
    })),
  );
}

async function answerTo(
  { at, crls = [], crlsNotRead = [], revocation }: InboundAttempt,
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

const namesList = ({ extensions }: Certificate): boolean => (extensions.crlDistributionPoints ?? []).length > 0;

function judge(answers: readonly Answered[], { path }: SentPath): Found {
  const evidence = {
    asked: answers.map(({ certificate }) => certificate.subject.text),
    status: answers.map(({ answer }) => answer.status),
  };
  const revoked = answers.find(({ answer }) => answer.status === 'revoked');
  if (revoked) {
    const own = revoked.certificate === path[0];
    return {
      outcome: 'fail',
      detail: `${called(revoked.certificate)} was taken back by its authority. ${revoked.answer.reason ?? ''}`.trim(),
      evidence,
      remedy: own
        ? 'Whoever runs the client: make a new key, have a certificate issued for it, and find out why this one was revoked.'
        : 'Whoever runs the client: ask the authority for a certificate under another intermediate.',
    };
  }
  const open = answers.find(({ answer }) => answer.status === 'unknown');
  if (open) {
    return {
      outcome: 'unknown',
      detail: `Whether ${called(open.certificate)} was revoked is not known. ${open.answer.reason ?? ''}`.trim(),
      evidence,
      remedy: namesList(open.certificate)
        ? 'Run again with --network crl, or give the revocation lists with --crl FILE.'
        : 'Whoever runs the client: ask the authority for its revocation list, and give it with --crl FILE.',
    };
  }
  if (answers.length === 0)
    return {
      outcome: 'not-applicable',
      detail: 'Nobody but its own key vouches for it, so no list can name it.',
      evidence,
    };
  return { outcome: 'pass', detail: 'The revocation lists of their authorities do not name them.', evidence };
}
