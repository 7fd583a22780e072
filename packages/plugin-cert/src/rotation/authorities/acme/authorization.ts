import { identifierOf } from '@cert-health/core';
import type { Identifier } from '@cert-health/core';
import { Refused, told, toldInLine } from '../stopped.ts';
import type { Answer } from './connection.ts';
import { allowed } from './directory.ts';
import { isRecord, problemIn, problemWords } from './problem.ts';
import type { Problem } from './problem.ts';

export type Method = 'dns-01' | 'http-01';

/** RFC 8555 section 8. */
export interface Challenge {
  readonly type: string;
  readonly url: string;
  readonly token: string;
  readonly status: string;
  readonly problem?: Problem;
}

/** What has to be proven of one name (RFC 8555 section 7.1.4). */
export interface Authorization {
  readonly status: string;
  /** For a wildcard the name below its star. */
  readonly identifier: Identifier;
  readonly wildcard: boolean;
  readonly challenges: readonly Challenge[];
}

/**
 * A document that is none is refused; so is a token that is no base64url text, since it becomes a path and a word in the
 * environment of a hook (RFC 8555 section 8.1).
 *
 * @throws {Refused}
 */
export function readAuthorization({ document }: Answer, directory: string): Authorization {
  if (!isRecord(document) || typeof document['status'] !== 'string' || !isRecord(document['identifier']))
    throw none(directory);
  const { status, identifier, wildcard, challenges } = document;
  const named = typeof identifier['value'] === 'string' ? identifierOf(identifier['value']) : undefined;
  if (named === undefined || !Array.isArray(challenges)) throw none(directory);
  return {
    status,
    identifier: named,
    wildcard: wildcard === true,
    challenges: challenges.slice(0, 20).flatMap((one) => challengeIn(one, directory)),
  };
}

function challengeIn(document: unknown, directory: string): Challenge[] {
  if (!isRecord(document)) return [];
  const { type, url, token, status, error } = document;
  if (typeof type !== 'string' || typeof url !== 'string' || typeof token !== 'string') return [];
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(token)) throw none(directory);
  const problem = problemIn(error);
  return [{ type, url: allowed(url, directory), token, status: String(status), ...(problem ? { problem } : {}) }];
}

function none(directory: string): Refused {
  return new Refused(
    `What the server of ${directory} wants proven cannot be read (RFC 8555 section 7.1.4); tell whoever runs it.`,
  );
}

/** The challenge to answer. @throws {Refused} when the authority does not offer this method for the name. */
export function challengeFor({ identifier, challenges }: Authorization, method: Method, name: string): Challenge {
  const challenge = challenges.find(({ type }) => type === method);
  if (challenge) return challenge;
  const offered = told(challenges.map(({ type }) => type).join(', '));
  throw new Refused(
    `The authority "${name}" does not take ${method} as proof for ${identifier.value}, but ${offered || 'nothing that it names'}.`,
  );
}

/** Why a name was not proven: a clause with its full stop. */
export function authorizationProblem({ status, challenges }: Authorization): string {
  const problem = challenges.find((one) => one.problem)?.problem;
  return problem ? toldInLine(problemWords(problem)) : `its authorization is ${told(status)}, and no reason is given.`;
}
