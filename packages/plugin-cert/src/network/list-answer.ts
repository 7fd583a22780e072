import { CertificateParseError, checkRevocation, isListOf, readCryptographicFile } from '@cert-health/core';
import type {
  Certificate,
  CertificateRevocationList,
  CrlInput,
  KnownRevocation,
  StatusAnswer,
} from '@cert-health/core';
import type { CrlFetcher, FetchedCrl } from './crl-fetcher.ts';
import { addressesOfPoints } from './named-addresses.ts';
import type { RevocationQuestion } from './revocation-questions.ts';

/** What the lists say of a certificate that it names, tried one after the other until one answers. */
export async function answerOfLists(
  question: RevocationQuestion,
  fetcher: CrlFetcher,
  at: Date,
): Promise<KnownRevocation> {
  let told: KnownRevocation | undefined;
  for (const address of question.addresses) {
    const answer = await answerOfList(question, address, fetcher, at);
    if (answer.status !== 'unknown') return answer;
    told = closer(told, answer);
  }
  return told ?? { status: 'unknown', reason: 'It names no list.' };
}

async function answerOfList(
  question: RevocationQuestion,
  address: string,
  fetcher: CrlFetcher,
  at: Date,
): Promise<KnownRevocation> {
  const { certificate, issuers } = question;
  const fetched = await provenAt(address, issuers, fetcher);
  if ('problem' in fetched) {
    return { status: 'unknown', reason: `Its list at ${address} could not be fetched (${fetched.problem}).` };
  }
  const complete = listsOf(fetched.crl);
  const crl = [...complete, ...(await changesTo(complete, question, fetcher))];
  let told: StatusAnswer | undefined;
  for (const issuer of issuers) {
    const answer = await checkRevocation({ certificate, issuer, crl, at });
    if (answer.status !== 'unknown') return answer;
    told = closer(told, answer);
  }
  const reason = `Its list at ${address} can't be used. ${told?.reason ?? ''}`.trim();
  return { status: 'unknown', reason, ...(told?.listed && { listed: true }) };
}

/**
 * Lists of changes (delta) that the certificate or its list names (RFC 5280 section 4.2.1.15 and 5.2.6). One that cannot be had or
 * does not fit changes nothing: the complete list holds for as long as it says.
 */
async function changesTo(
  complete: readonly CrlInput[],
  { certificate, issuers, addresses }: RevocationQuestion,
  fetcher: CrlFetcher,
): Promise<readonly CrlInput[]> {
  const points = [certificate.extensions, ...complete.filter(isRead)].map(({ freshestCrl }) => freshestCrl);
  const named = new Set(points.flatMap(addressesOfPoints));
  for (const address of addresses) named.delete(address);
  const fetched = await Promise.all([...named].slice(0, 4).map((address) => provenAt(address, issuers, fetcher)));
  return fetched.flatMap((one) => ('crl' in one ? listsOf(one.crl) : []));
}

/** What is at an address. A kept list that no issuer signed is fetched anew; one that is proven is kept. */
async function provenAt(address: string, issuers: readonly Certificate[], fetcher: CrlFetcher): Promise<FetchedCrl> {
  const first = await fetcher.get(address);
  if (await isProven(first, issuers)) return keeping(first);
  if (!('kept' in first)) return first;
  const anew = await fetcher.getAnew(address);
  return (await isProven(anew, issuers)) ? keeping(anew) : anew;

  async function keeping(fetched: FetchedCrl): Promise<FetchedCrl> {
    const lists = 'crl' in fetched ? listsOf(fetched.crl).filter(isRead) : [];
    const [list] = lists;
    // Several lists in one file hold for different times: those are few, and fetched each time.
    if (list && lists.length === 1) await fetcher.keep(address, list);
    return fetched;
  }
}

async function isProven(fetched: FetchedCrl, issuers: readonly Certificate[]): Promise<boolean> {
  if ('problem' in fetched) return false;
  for (const list of listsOf(fetched.crl).filter(isRead)) {
    for (const issuer of issuers) if (await isListOf(list, issuer)) return true;
  }
  return false;
}

/** Of two answers that decide nothing, the one that says more: that the certificate is listed all the same. */
export function closer<Answer extends StatusAnswer>(told: Answer | undefined, answer: Answer): Answer {
  return told === undefined || (answer.listed && !told.listed) ? answer : told;
}

/** A list is read once for all certificates that are looked up in it: some have a million entries. */
const read = new WeakMap<Uint8Array, readonly CrlInput[]>();

function listsOf(crl: Uint8Array): readonly CrlInput[] {
  let lists = read.get(crl);
  if (lists === undefined) {
    lists = crlsIn(crl);
    read.set(crl, lists);
  }
  return lists;
}

/** Without one that can be read, the octets: whoever is asked says why. */
function crlsIn(crl: Uint8Array): readonly CrlInput[] {
  try {
    const { crls } = readCryptographicFile(crl);
    return crls.length > 0 ? crls : [crl];
  } catch (error) {
    if (error instanceof CertificateParseError) return [crl];
    throw error;
  }
}

const isRead = (list: CrlInput): list is CertificateRevocationList => typeof list === 'object' && 'entryCount' in list;
