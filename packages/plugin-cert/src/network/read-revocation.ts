import { together } from '@cert-health/core';
import type { Inventory, KnownRevocation, KnownRevocations, Source, TrustStore } from '@cert-health/core';
import { CrlFetcher } from './crl-fetcher.ts';
import { Fetcher } from './fetcher.ts';
import { answerOfLists } from './list-answer.ts';
import { OcspFetcher } from './ocsp-fetcher.ts';
import { answerOfResponders } from './responder-answer.ts';
import { revocationQuestions } from './revocation-questions.ts';
import type { RevocationQuestion } from './revocation-questions.ts';
import { sourceOfLists, sourceOfResponders } from './revocation-sources.ts';
import type { FetchLimits } from './transfers.ts';

export interface RevocationRequest {
  readonly inventory: Inventory;
  /** The day that is judged. */
  readonly at: Date;
  /** The moment of the scan: nobody has the lists of a later day. */
  readonly now: Date;
  /** Where roots that sign lists are looked for, too. */
  readonly trustStore?: TrustStore | undefined;
  /** OCSP responders are asked beside the lists. */
  readonly ocsp?: boolean | undefined;
  /** Folder to keep lists and answers in until the next are due; left out: nothing is kept. */
  readonly keepIn?: string | undefined;
  readonly limits?: Partial<FetchLimits>;
}

export interface ReadRevocation {
  readonly statuses: KnownRevocations;
  /** The lists. */
  readonly source: Source;
  /** The OCSP responders, where they were to be asked. */
  readonly responders?: Source;
  /** All that came, as it came: whoever validates a path judges it by the path. */
  readonly came: { readonly lists: readonly Uint8Array[]; readonly answers: readonly Uint8Array[] };
}

/** What was said of one certificate, by whom. */
interface Answers {
  readonly fingerprint: string;
  readonly byList?: KnownRevocation;
  readonly byResponder?: KnownRevocation;
  readonly status: KnownRevocation;
}

/** Fetches what authorities say of held certificates: lists, and OCSP. Never rejects for what a network does. */
export async function readRevocation(request: RevocationRequest): Promise<ReadRevocation> {
  const { inventory, at, now, trustStore, ocsp = false, keepIn, limits = {} } = request;
  const { asked, withoutList } = await revocationQuestions(inventory, { trustStore, ocsp });
  // A list of today is never "current" on a day to come, and what it says of today holds until then or gets worse.
  const moment = at < now ? at : now;
  const fetcher = new Fetcher({ limits, folder: keepIn, now });
  const lists = new CrlFetcher(fetcher);
  const responders = new OcspFetcher(fetcher);
  const answers = await Promise.all(
    asked.map((question) => answersTo(question, { lists, ocsp: responders, at: moment, now })),
  ).finally(() => fetcher.close());
  const byList = answers.flatMap((one) => one.byList ?? []);
  const byResponder = answers.flatMap((one) => one.byResponder ?? []);
  const { notKept } = fetcher;
  return {
    statuses: new Map(answers.map(({ fingerprint, status }) => [fingerprint, status])),
    came: { lists: await lists.came(), answers: await responders.came() },
    source: sourceOfLists({ answers: byList, ...(await lists.counts()), withoutList, notKept }),
    ...(ocsp ? { responders: sourceOfResponders({ answers: byResponder, ...(await responders.counts()) }) } : {}),
  };
}

async function answersTo(
  question: RevocationQuestion,
  asking: Parameters<typeof answerOfResponders>[1],
): Promise<Answers> {
  const { certificate, issuers, addresses, responders } = question;
  const { fingerprint } = certificate;
  if (issuers.length === 0) {
    const issuer = certificate.issuer.text;
    const reason = `The certificate of its issuer (${issuer}), whose key proves the list, is not held; add it.`;
    const status: KnownRevocation = { status: 'unknown', reason };
    return { fingerprint, status, ...(addresses.length > 0 ? { byList: status } : { byResponder: status }) };
  }
  const [byList, byResponder] = await Promise.all([
    addresses.length > 0 ? answerOfLists(question, asking.lists, asking.at) : undefined,
    responders.length > 0 ? answerOfResponders(question, asking) : undefined,
  ]);
  return {
    fingerprint,
    ...(byList ? { byList } : {}),
    ...(byResponder ? { byResponder } : {}),
    status: together([byList, byResponder].filter((answer) => answer !== undefined)),
  };
}
