import type { PathProblem } from '../../chain/index.ts';
import { listOf } from '../../findings/index.ts';
import { mutualAuthentication, taxonomy } from '../../uses/documents.ts';
import { DATE_CODES } from './dates.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import { PURPOSE_CODES } from './purpose.ts';
import { LIST_CODES } from './root-listed.ts';
import type { SentPath } from './sent-path.ts';
import { namesOf } from './wording.ts';

/** Codes with which path validation says that it cannot tell. */
const undecided = new Set(['signature-unverifiable', 'budget-exceeded', 'name-constraints-not-understood']);
const elsewhere = new Set<string>([...DATE_CODES, ...PURPOSE_CODES, ...LIST_CODES]);

/** Each certificate is signed by the one above, which may do so: RFC 5280 section 6.1, but for what has a step of its own. */
export function judgeSignatures({ use }: InboundAttempt, sent: SentPath | undefined): InboundStep {
  return {
    id: 'signatures',
    layer: 'transport',
    title: 'Each certificate is properly signed by the one above it',
    rule:
      use === 'inbound-api-mtls' ? mutualAuthentication('Certificate Chain Validation') : taxonomy('Inbound User mTLS'),
    ...(sent ? judge(sent) : { outcome: 'not-applicable', detail: 'There is no chain.', evidence: {} }),
  };
}

function judge({ path, problems, end }: SentPath): Found {
  const own = problems.filter(({ code }) => !elsewhere.has(code));
  const wrong = own.filter(({ code }) => !undecided.has(code));
  const evidence = { path: path.map(({ subject }) => subject.text), problems: codesOf(own), rules: rulesOf(own) };
  if (wrong.length > 0) {
    return {
      outcome: 'fail',
      detail: wrong.map(({ message }) => message).join(' '),
      evidence,
      remedy: 'Whoever runs the client: take certificate and chain anew from the authority that issued them.',
    };
  }
  const [first] = own;
  if (first) {
    return {
      outcome: 'unknown',
      detail: first.message,
      evidence,
      remedy: 'Try it with the client itself in a sandbox.',
    };
  }
  if (path.length === 1 && end.kind !== 'listed') {
    return {
      outcome: 'unknown',
      detail: 'The certificate that signed the client certificate is not at hand.',
      evidence,
      remedy: 'Add the chain to the file.',
    };
  }
  const below = path.slice(0, -1);
  const detail =
    below.length === 0
      ? 'The certificate is itself on the list of roots.'
      : `The ${below.length === 1 ? 'signature' : 'signatures'} on ${listOf(namesOf(below))} ${below.length === 1 ? 'is' : 'are'} good.`;
  return { outcome: 'pass', detail, evidence };
}

const codesOf = (problems: readonly PathProblem[]): string[] => [...new Set(problems.map(({ code }) => code))];
const rulesOf = (problems: readonly PathProblem[]): string[] => [...new Set(problems.map(({ rule }) => rule))];
