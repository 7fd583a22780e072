import { told } from '../stopped.ts';

/** An error that an ACME server tells (RFC 8555 section 6.7, RFC 9457). */
export interface Problem {
  /** Without the prefix of ACME's own errors: `rateLimited`, `badNonce`, …; `about:blank` where there is none. */
  readonly type: string;
  /** What happened, for people. */
  readonly detail: string;
}

const prefix = 'urn:ietf:params:acme:error:';

/** Characters of the name of an error. */
const longestType = 100;
/** Problems of single names that are repeated. */
const mostSubproblems = 5;

/** A problem document; undefined for anything else. */
export function problemIn(document: unknown): Problem | undefined {
  if (!isRecord(document)) return undefined;
  const { type, detail, title, subproblems } = document;
  if (typeof type !== 'string' && typeof detail !== 'string') return undefined;
  const parts = Array.isArray(subproblems) ? subproblems.slice(0, mostSubproblems).flatMap(subproblem) : [];
  const main = [detail, title].find((text) => typeof text === 'string' && text !== '');
  return {
    type: typeof type === 'string' ? told(type.replace(prefix, '').slice(0, longestType)) : 'about:blank',
    detail: told([...(typeof main === 'string' ? [main] : []), ...parts].join(' ')),
  };
}

function subproblem(document: unknown): string[] {
  if (!isRecord(document) || typeof document['detail'] !== 'string') return [];
  const identifier = isRecord(document['identifier']) ? document['identifier']['value'] : undefined;
  return [typeof identifier === 'string' ? `${identifier}: ${document['detail']}` : document['detail']];
}

/** In words: what the server said and the name of its error. */
export function problemWords({ type, detail }: Problem): string {
  return detail === '' ? type : `${detail.replace(/[.\s]+$/, '')} (${type})`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An answer that tells of a problem. What it means depends on what was asked. */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problemWords(problem));
    this.status = status;
    this.problem = problem;
  }
}
