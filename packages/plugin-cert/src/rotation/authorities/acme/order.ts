import { identifierOf, nameSetKey } from '@cert-health/core';
import type { Identifier } from '@cert-health/core';
import { Refused, toldInLine } from '../stopped.ts';
import type { Answer } from './connection.ts';
import { allowed } from './directory.ts';
import { isRecord, problemIn, problemWords } from './problem.ts';
import type { Problem } from './problem.ts';

export type OrderStatus = 'pending' | 'ready' | 'processing' | 'valid' | 'invalid';

/** RFC 8555 section 7.1.3. */
export interface Order {
  readonly status: OrderStatus;
  readonly identifiers: readonly Identifier[];
  readonly authorizations: readonly string[];
  readonly finalize: string;
  readonly certificate?: string;
  readonly expires?: Date;
  readonly problem?: Problem;
}

const states: readonly string[] = ['pending', 'ready', 'processing', 'valid', 'invalid'] satisfies OrderStatus[];
/** Names that one order may have; no public authority takes more than 100. */
const mostNames = 100;

/**
 * @param directory Address of the directory; what the order points to must be as allowed as what that does.
 * @throws {Refused} for a document that is no order.
 */
export function readOrder({ document }: Answer, directory: string): Order {
  if (!isRecord(document)) throw noOrder(directory);
  const { status, identifiers, authorizations, finalize, certificate, expires, error } = document;
  if (typeof status !== 'string' || !states.includes(status) || typeof finalize !== 'string') throw noOrder(directory);
  if (!Array.isArray(identifiers) || !Array.isArray(authorizations) || authorizations.length > mostNames)
    throw noOrder(directory);
  const problem = problemIn(error);
  const end = typeof expires === 'string' ? new Date(expires) : undefined;
  return {
    status: status as OrderStatus,
    identifiers: identifiers.map((one) => identifierIn(one, directory)),
    authorizations: authorizations.map((url) => allowed(String(url), directory)),
    finalize: allowed(finalize, directory),
    ...(typeof certificate === 'string' ? { certificate: allowed(certificate, directory) } : {}),
    ...(end && !Number.isNaN(end.getTime()) ? { expires: end } : {}),
    ...(problem ? { problem } : {}),
  };
}

function identifierIn(document: unknown, directory: string): Identifier {
  const value = isRecord(document) ? document['value'] : undefined;
  const identifier = typeof value === 'string' ? identifierOf(value) : undefined;
  if (identifier === undefined) throw noOrder(directory);
  return identifier;
}

function noOrder(directory: string): Refused {
  return new Refused(
    `What the server of ${directory} calls an order is none (RFC 8555 section 7.1.3); tell whoever runs it.`,
  );
}

/** An order for other names than the request's would end with a certificate that nobody asked for. */
export function isForNames(order: Order, wanted: readonly Identifier[]): boolean {
  return nameSetKey(order.identifiers) === nameSetKey(wanted);
}

/** Whether its time is up before anything came of it. One that failed for a reason is not forgotten by that. */
export function isExpired({ status, expires, problem }: Order, now: Date): boolean {
  const isOpen = status === 'pending' || status === 'ready' || (status === 'invalid' && !problem);
  return isOpen && expires !== undefined && expires <= now;
}

/** Why an order came to nothing: a clause with its full stop. */
export function orderProblem({ problem }: Order): string {
  return problem ? toldInLine(problemWords(problem)) : 'the order came to nothing, and no reason is given.';
}
