import type { Reply, Request } from '../server/message.ts';
import { RestError } from '../server/message.ts';
import { soapFault } from '../soap/envelope.ts';
import type { Faults, Permission } from './fault.ts';
import { retryAfterSeconds } from './fault.ts';

/** The faults that are on, and how many of the counted ones have been served. */
export class FaultGate {
  #faults: Faults = {};
  #left = { rateLimited: 0, unavailable: 0 };

  constructor(faults: Faults) {
    this.set(faults);
  }

  /** Replaces all faults; counts start anew. */
  set(faults: Faults): void {
    this.#faults = faults;
    this.#left = { rateLimited: faults.rateLimited ?? 0, unavailable: faults.unavailable ?? 0 };
  }

  get faults(): Faults {
    return this.#faults;
  }

  denies(permission: Permission): boolean {
    return this.#faults.deny?.includes(permission) === true;
  }

  /** Whether this org does not have an object or metadata type. */
  lacks(type: string): boolean {
    return this.#faults.missingTypes?.includes(type) === true;
  }

  /** The refusal that takes the place of an answer, if any does. */
  refusal(request: Request): Reply | undefined {
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
    if (this.#faults.limitExceeded === true) {
      // Source: REST API Developer Guide, "Status Codes and Error Responses": 403 with this code.
      return refused(request, new RestError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    }
    if (this.#faults.sessionExpired === true) {
      return refused(request, new RestError(401, 'INVALID_SESSION_ID', 'Session expired or invalid'));
    }
    return undefined;
  }
}

function refused(request: Request, error: RestError): Reply {
  return request.path.startsWith('/services/Soap/') ? soapFault(error.errorCode, error.message) : error.reply();
}
