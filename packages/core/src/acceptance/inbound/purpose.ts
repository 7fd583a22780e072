import { help, taxonomy } from '../../uses/documents.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import type { SentPath } from './sent-path.ts';
import { called } from './wording.ts';

const CLIENT = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';

/** Codes of path validation that say that a certificate may not be used by a client. */
export const PURPOSE_CODES = ['eku-missing', 'key-usage-mismatch'] as const;

const ofApi = help(
  'security_keys_uploading_mutual_auth_cert',
  'Set Up a Mutual Authentication Certificate for API Login',
);

/** The certificate must name client authentication, and nobody above may have kept that from it. */
export function judgePurpose({ use }: InboundAttempt, sent: SentPath | undefined): InboundStep {
  return {
    id: 'purpose',
    layer: 'transport',
    title: 'The certificate may be used as a client (client authentication, EKU)',
    rule: use === 'inbound-api-mtls' ? ofApi : taxonomy('Inbound User mTLS'),
    ...(sent ? judge(sent) : { outcome: 'not-applicable', detail: 'There is no certificate.', evidence: {} }),
  };
}

function judge({ presented, problems }: SentPath): Found {
  const { leaf } = presented;
  const stated = leaf.extensions.extendedKeyUsage;
  const wrong = problems.filter(({ code }) => PURPOSE_CODES.some((one) => one === code));
  const evidence = {
    extendedKeyUsage: stated ?? [],
    stated: stated !== undefined,
    problems: wrong.map(({ code }) => code),
  };
  const remedy =
    'Whoever runs the client: have a certificate issued that names client authentication (clientAuth). Public authorities are ceasing to issue those: ask before you renew.';
  if (wrong.length > 0)
    return { outcome: 'fail', detail: wrong.map(({ message }) => message).join(' '), evidence, remedy };
  if (stated === undefined) {
    return {
      outcome: 'fail',
      detail: `${called(leaf)} names no purpose, and Salesforce demands that it names client authentication.`,
      evidence,
      remedy,
    };
  }
  if (stated.includes(CLIENT)) return { outcome: 'pass', detail: 'It names client authentication.', evidence };
  // unverified: whether Salesforce takes "any" for client authentication.
  return {
    outcome: 'unknown',
    detail: `It is for any purpose (${ANY}) and does not name client authentication; whether that is enough no page says.`,
    evidence,
    remedy,
  };
}
