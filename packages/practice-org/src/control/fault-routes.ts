import { jsonBody, ok, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { UsageError, faultsOf } from '../faults/fault.ts';

/** Faults at run time: GET tells which are on, POST replaces them. Not part of any Salesforce API. */
export const faultRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/practice-org\/faults$/,
    open: true,
    answer: ({ faults }) => ok(faults.faults),
  },
  {
    method: 'POST',
    path: /^\/practice-org\/faults$/,
    open: true,
    answer: ({ faults, request }) => {
      try {
        faults.set(faultsOf(jsonBody(request)));
      } catch (error) {
        if (error instanceof UsageError) throw new RestError(400, 'INVALID_FAULT', error.message);
        throw error;
      }
      return ok(faults.faults);
    },
  },
];
