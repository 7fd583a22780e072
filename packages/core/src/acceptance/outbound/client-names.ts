import { listOf, plural } from '../../findings/index.ts';
import { heldChain } from '../../inventory/index.ts';
import { cursorOn, readName } from '../../x509/index.ts';
import type { Name } from '../../x509/index.ts';
import type { Found } from '../step.ts';
import { notRead, unlessTaken, whereSent } from './client-side.ts';
import type { OutboundAttempt, OutboundClient, OutboundStep } from './model.ts';

/**
 * A server may say by which authorities it wants client certificates issued. An empty list is normal, and means any.
 *
 * unverified: whether Salesforce minds the list before it sends the certificate that was chosen
 */
export function judgeClientNames(attempt: OutboundAttempt, client: OutboundClient): OutboundStep {
  return {
    id: 'client-names',
    layer: 'identity',
    title: 'It was issued by an authority that the server names',
    rule: { document: 'RFC 5246', section: '7.4.4' },
    ...whereSent(attempt, unlessTaken(attempt, judge(attempt, client))),
  };
}

function judge({ seen }: OutboundAttempt, client: OutboundClient): Found {
  const { authorities } = seen.clientCertificate;
  if (authorities.length === 0) {
    return {
      outcome: 'not-applicable',
      detail: 'The server names no authorities, which is normal and means any.',
      evidence: { authorities: [] },
    };
  }
  const names = authorities.flatMap((der) => readable(der) ?? []);
  const path = heldChain(client.certificates)?.path ?? [];
  if (path.length === 0) return notRead(client);
  const wanted = new Set(names.map(({ canonical }) => canonical));
  const met = path.find(({ issuer }) => wanted.has(issuer.canonical));
  const evidence = {
    authorities: names.map(({ text }) => text),
    unreadable: authorities.length - names.length,
    issuers: path.map(({ issuer }) => issuer.text),
  };
  if (met)
    return { outcome: 'pass', detail: `It names "${met.issuer.text}", which issued one of the chain.`, evidence };
  const shown = names.slice(0, 3).map(({ text }) => `"${text}"`);
  const more = authorities.length > shown.length ? [`${authorities.length - shown.length} more`] : [];
  if (names.length < authorities.length) {
    return {
      outcome: 'unknown',
      detail: `Of ${plural(authorities.length, 'name')} that the server lists not all can be read, and the others issued none of the chain.`,
      evidence,
      remedy: 'Whoever runs the server: see which authorities it lists for client certificates.',
    };
  }
  return {
    outcome: 'fail',
    detail: `The server wants a certificate of ${listOf([...shown, ...more])}, and none of the chain was issued by them.`,
    evidence,
    remedy:
      'An admin: have a certificate issued by one of them, or have whoever runs the server add the authority of this one to its list.',
  };
}

function readable(der: Uint8Array): Name | undefined {
  try {
    return readName(cursorOn(der, der), 'a name of an authority', []);
  } catch {
    return undefined;
  }
}
