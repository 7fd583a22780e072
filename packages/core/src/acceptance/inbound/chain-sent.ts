import { listOf, plural } from '../../findings/index.ts';
import { mutualAuthentication, taxonomy } from '../../uses/documents.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import type { SentPath } from './sent-path.ts';
import { called, namesOf } from './wording.ts';

/** The client sends its certificate with every intermediate up to the root; Salesforce fetches none. */
export function judgeChainSent({ use, roots }: InboundAttempt, sent: SentPath | undefined): InboundStep {
  const rule =
    use === 'inbound-api-mtls' ? mutualAuthentication('Certificate Chain Validation') : taxonomy('Inbound User mTLS');
  const found = sent ? judge(sent, roots.kind === 'known') : nothingSent(use);
  return {
    id: 'chain-sent',
    layer: 'transport',
    title: 'The client sends its certificate and every intermediate',
    rule,
    ...found,
  };
}

/** Without a certificate nobody logs in with one; an API client may get in all the same, which its user decides. */
function nothingSent(use: InboundAttempt['use']): Found {
  const evidence = { presented: false };
  if (use === 'inbound-api-mtls') {
    return { outcome: 'not-applicable', detail: 'The client presents no certificate.', evidence };
  }
  return {
    outcome: 'fail',
    detail: 'The browser presents no certificate, so nobody can be logged in by one.',
    evidence,
    remedy: 'The user: choose the certificate when the browser asks for it.',
  };
}

function judge({ presented, path, end, notSent, strays, repeated, inOrder }: SentPath, listKnown: boolean): Found {
  const { certificates } = presented;
  const last = path[path.length - 1]!;
  const missing = notSent.length > 0 ? notSent.map(({ subject }) => subject.text) : openEnd(end, path.length);
  const evidence = {
    presented: true,
    sent: certificates.map(({ subject }) => subject.text),
    missing,
    inOrder,
    strays: strays.map(({ subject }) => subject.text),
    duplicates: repeated.map(({ subject }) => subject.text),
  };
  const remedy =
    'Whoever runs the client: send the whole chain, the client certificate first, then each intermediate behind the one that it vouches for.';
  if (notSent.length > 0) {
    const which = listOf(namesOf(notSent));
    const detail = `${which}, which ${notSent.length === 1 ? 'vouches' : 'vouch'} for what is sent, ${notSent.length === 1 ? 'is' : 'are'} not sent along.`;
    return { outcome: 'fail', detail, evidence, remedy };
  }
  if (end.kind === 'open') {
    // An issuer that the list only names is no intermediate.
    const named = end.doubt?.startsWith('The list has') === true;
    if (!named) return open(end, path.length, listKnown, called(last), { evidence, remedy });
  }
  if (!inOrder) {
    return {
      outcome: 'unknown',
      detail: 'All of the chain is sent, in the wrong order. No page says whether Salesforce puts it in order.',
      evidence,
      remedy,
    };
  }
  const rest = [
    ...(strays.length > 0 ? [`${plural(strays.length, 'certificate')} beside it belong to no chain here`] : []),
    ...(repeated.length > 0 ? [`${plural(repeated.length, 'certificate')} stand twice`] : []),
  ];
  const detail = `${plural(certificates.length, 'certificate is', 'certificates are')} sent, and none is missing below the root.${rest.length > 0 ? ` ${listOf(rest)}, which hurts nothing.` : ''}`;
  return { outcome: 'pass', detail, evidence };
}

const openEnd = (end: SentPath['end'], length: number): string[] =>
  end.kind === 'open' && end.doubt === undefined && length === 1 ? [end.issuer] : [];

/** The issuer of the last one is neither sent nor on the list. Above a lone certificate it is all but always an intermediate. */
function open(
  end: Extract<SentPath['end'], { kind: 'open' }>,
  length: number,
  listKnown: boolean,
  last: string,
  { evidence, remedy }: Required<Pick<Found, 'evidence' | 'remedy'>>,
): Found {
  const issuer = `"${end.issuer}", which issued ${last},`;
  if (length === 1 && listKnown && end.doubt === undefined) {
    return {
      outcome: 'fail',
      detail: `The client certificate is sent alone. ${issuer} is neither sent nor a root of the list.`,
      evidence,
      remedy,
    };
  }
  return {
    outcome: 'unknown',
    detail: `${issuer} is not sent. Whether it is a root, which need not be, cannot be told here.`,
    evidence,
    remedy: `Add the certificate of "${end.issuer}" to the file if it is an intermediate, or name the list that has it as a root.`,
  };
}
