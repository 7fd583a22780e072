import type { Reply, Request } from '../http/message.ts';
import { RestError } from '../http/message.ts';
import { soapFault } from '../http/soap-envelope.ts';
import { alwaysTold, governedByPolicy, lackedWith, maySee } from './access.ts';
import type { Faults, Permission } from './fault.ts';
import { retryAfterSeconds } from './fault.ts';

/** API requests that the org may answer in 24 hours, and those that are left when a scan begins. */
const daily = { max: 100_000, left: 98_500 } as const;
const DAY = 86_400_000;

/** The faults that are on, and how many of the counted ones have been served. */
export class FaultGate {
  #faults: Faults = {};
  #left = { rateLimited: 0, unavailable: 0, apiRequests: 0 };
  #lacked: ReadonlySet<string> = new Set();
  readonly #now: () => Date;
  /** When the API requests were counted from, in milliseconds. */
  #countedFrom = 0;

  /** @param now The clock of the org, by which the requests of 24 hours are counted. */
  constructor(faults: Faults, now: () => Date) {
    this.#now = now;
    this.set(faults);
  }

  /** Replaces all faults; counts start anew. */
  set(faults: Faults): void {
    this.#faults = faults;
    this.#left = {
      rateLimited: faults.rateLimited ?? 0,
      unavailable: faults.unavailable ?? 0,
      apiRequests: faults.apiRequestsLeft ?? daily.left,
    };
    this.#countedFrom = this.#now().getTime();
    this.#lacked = lackedWith(faults.missingTypes ?? []);
  }

  get faults(): Faults {
    return this.#faults;
  }

  /**
   * The API requests of the day. 24 hours after the first of them the count begins anew: a real org's window slides, which
   * only matters to who asks within the day.
   */
  get apiRequests(): { readonly max: number; readonly left: number } {
    const now = this.#now().getTime();
    if (now - this.#countedFrom >= DAY) {
      this.#left.apiRequests = daily.left;
      this.#countedFrom = now;
    }
    return { max: daily.max, left: this.#faults.limitExceeded === true ? 0 : this.#left.apiRequests };
  }

  denies(permission: Permission): boolean {
    return this.#faults.deny?.includes(permission) === true;
  }

  /** Whether this org does not have an object or metadata type. */
  lacks(type: string): boolean {
    return this.#lacked.has(type);
  }

  /** Whether the data API shows this user an object. */
  shows(object: string): boolean {
    return !this.lacks(object) && maySee(object, (permission) => this.denies(permission));
  }

  /** Whether this session gets an empty list of an object or metadata type, whatever is there. */
  hides(type: string): boolean {
    const { sessionPolicy, emptyLists } = this.#faults;
    return (sessionPolicy === 'empty' && governedByPolicy.has(type)) || (emptyLists === true && !alwaysTold.has(type));
  }

  /** Whether this session is refused an object or metadata type that its user may see. */
  refuses(type: string): boolean {
    return this.#faults.sessionPolicy === 'error' && governedByPolicy.has(type);
  }

  /** The refusal that takes the place of an answer, if any does. */
  refusal(request: Request): Reply | undefined {
    if (this.#faults.loginPage === true) {
      const page = '<!DOCTYPE html><html><title>Log in</title><form>Log in to the network to go on.</form></html>';
      return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: page };
    }
    const retry = { 'retry-after': String(retryAfterSeconds) };
    if (this.#left.rateLimited > 0) {
      this.#left.rateLimited -= 1;
      const error = new RestError(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests. Try again later.');
      return { ...refused(request, error), status: 429, headers: { ...refused(request, error).headers, ...retry } };
    }
    if (this.#left.unavailable > 0) {
      this.#left.unavailable -= 1;
      return {
        status: 503,
        headers: { ...retry, 'content-type': 'text/html; charset=UTF-8' },
        body: '<html><title>Service Unavailable</title><p>The service is not available at the moment.</p></html>',
      };
    }
    if (this.apiRequests.left === 0) {
      // Source: REST API Developer Guide, "Status Codes and Error Responses": 403 with this code.
      return refused(request, new RestError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    }
    if (this.#faults.sessionExpired === true) {
      return refused(request, new RestError(401, 'INVALID_SESSION_ID', 'Session expired or invalid'));
    }
    this.#left.apiRequests -= 1;
    return undefined;
  }
}

function refused(request: Request, error: RestError): Reply {
  return request.path.startsWith('/services/Soap/') ? soapFault(error.errorCode, error.message) : error.reply();
}
