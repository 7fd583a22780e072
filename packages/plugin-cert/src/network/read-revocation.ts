import { CertificateParseError, checkRevocation, plural, readCryptographicFile } from '@cert-health/core';
import type {
  CrlInput,
  Inventory,
  KnownRevocation,
  KnownRevocations,
  Source,
  StatusAnswer,
  TrustStore,
} from '@cert-health/core';
import { CrlFetcher } from './crl-fetcher.ts';
import type { FetchedCrl, FetchLimits } from './crl-fetcher.ts';
import { revocationQuestions } from './revocation-questions.ts';
import type { RevocationQuestion } from './revocation-questions.ts';

export interface RevocationRequest {
  readonly inventory: Inventory;
  /** The day that is judged. */
  readonly at: Date;
  /** The moment of the scan: nobody has the lists of a later day. */
  readonly now: Date;
  /** Where roots that sign lists are looked for, too. */
  readonly trustStore?: TrustStore | undefined;
  readonly limits?: Partial<FetchLimits>;
}

export interface ReadRevocation {
  readonly statuses: KnownRevocations;
  readonly source: Source;
}

/** Any number of held certificates may share a name; a hostile file must not have a large list verified with each. */
const maxIssuers = 4;

/** Fetches the revocation lists that held certificates name, and asks them. Never rejects for what a network does. */
export async function readRevocation(request: RevocationRequest): Promise<ReadRevocation> {
  const { inventory, at, now, trustStore, limits = {} } = request;
  const { asked, withoutList } = await revocationQuestions(inventory, trustStore);
  // A list of today is never "current" on a day to come, and what it says of today holds until then or gets worse.
  const moment = at < now ? at : now;
  const fetcher = new CrlFetcher(limits);
  try {
    const answers = await Promise.all(
      asked.map(
        async (question) => [question.certificate.fingerprint, await answerTo(question, fetcher, moment)] as const,
      ),
    );
    const statuses = new Map(answers);
    return { statuses, source: sourceOf(statuses, await fetcher.counts(), withoutList) };
  } finally {
    await fetcher.close();
  }
}

async function answerTo(question: RevocationQuestion, fetcher: CrlFetcher, at: Date): Promise<KnownRevocation> {
  const { certificate, issuers, addresses } = question;
  if (issuers.length === 0) {
    const issuer = certificate.issuer.text;
    return unknown(`The certificate of its issuer (${issuer}), whose key proves the list, is not held; add it.`);
  }
  let told: KnownRevocation | undefined;
  for (const address of addresses) {
    const answer = await byList(question, address, await fetcher.get(address), at);
    if (answer.status !== 'unknown') return answer;
    told = closer(told, answer);
  }
  return told ?? unknown('It names no list.');
}

async function byList(
  { certificate, issuers }: RevocationQuestion,
  address: string,
  fetched: FetchedCrl,
  at: Date,
): Promise<KnownRevocation> {
  if ('problem' in fetched) return unknown(`Its list at ${address} could not be fetched (${fetched.problem}).`);
  let told: StatusAnswer | undefined;
  const crl = listsOf(fetched.crl);
  for (const issuer of issuers.slice(0, maxIssuers)) {
    const answer = await checkRevocation({ certificate, issuer, crl, at });
    if (answer.status !== 'unknown') return answer;
    told = closer(told, answer);
  }
  const reason = `Its list at ${address} can't be used. ${told?.reason ?? ''}`.trim();
  return { status: 'unknown', reason, ...(told?.listed && { listed: true }) };
}

/** Of two answers that decide nothing, the one that says more: that the certificate is listed all the same. */
function closer<Answer extends StatusAnswer>(told: Answer | undefined, answer: Answer): Answer {
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

function unknown(reason: string): KnownRevocation {
  return { status: 'unknown', reason };
}

function sourceOf(
  statuses: KnownRevocations,
  { asked, came }: { readonly asked: number; readonly came: number },
  withoutList: number,
): Source {
  const count = (status: KnownRevocation['status']): number =>
    [...statuses.values()].filter((one) => one.status === status).length;
  const lists = asked === 0 ? 'No list was there to fetch.' : `${came} of ${plural(asked, 'list')} fetched.`;
  const answers = `${plural(statuses.size, 'certificate')} looked up: ${count('good')} good, ${count('revoked')} revoked, ${count('unknown')} not known.`;
  const rest =
    withoutList === 0 ? '' : ` ${plural(withoutList, 'certificate names', 'certificates name')} no list to fetch.`;
  const failed = asked > 0 && came === 0;
  return {
    id: 'network.crl',
    label: 'Revocation lists',
    status: failed ? 'failed' : 'read',
    items: came,
    detail: `${lists}${statuses.size > 0 ? ` ${answers}` : ''}${rest}${failed ? ' Check that this computer may call the authorities that the certificates name.' : ''}`,
  };
}
