import { createHash } from 'node:crypto';
import { forbiddenPurpose, judgeRequest, readSigningRequest } from '@cert-health/core';
import type { AuthorityFacts, CertificationRequest, RequestJudgment } from '@cert-health/core';
import type { SigningRequest } from './authority.ts';
import { Refused } from './stopped.ts';

/** A request that may be sent. */
export interface LookedAt {
  readonly request: CertificationRequest;
  readonly judgment: RequestJudgment;
  /** SHA-256 of the request, lower-case hexadecimal: what memory is told apart by. */
  readonly digest: string;
}

/**
 * Looks at what is asked before anybody is.
 *
 * @throws {Refused}
 */
export async function beforeAsking(
  facts: AuthorityFacts,
  authority: 'acme' | 'other',
  { csr, names, purposes }: SigningRequest,
  now: Date,
  notes: string[],
): Promise<LookedAt> {
  const forbidden = forbiddenPurpose(facts, purposes, now);
  if (forbidden !== undefined) throw new Refused(forbidden);
  const read = readSigningRequest(csr);
  if ('problem' in read) throw new Refused(`The signing request cannot be used. ${read.problem}`);
  const { request } = read;
  const judgment = await judgeRequest({ request, authority, names, purposes });
  if (judgment.faults.length > 0) throw new Refused(judgment.faults.join(' '));
  notes.push(...judgment.notes);
  return { request, judgment, digest: createHash('sha256').update(request.der).digest('hex') };
}
