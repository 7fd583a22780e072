import type { Reply, Request } from '../http/message.ts';
import { jsonBody, ok, RestError } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';
import { collectionRoutes } from './collections.ts';
import { refusal } from './refusal.ts';
import { sobjectRoutes } from './sobject.ts';

/** Requests that one composite request carries at most. Source: REST API Developer Guide, Composite. */
const mostSubrequests = 25;

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: object;
}

interface SubrequestResult {
  readonly body: Reply['body'];
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** Resources that one may name; others are refused by name. */
const resources: readonly Route[] = [...collectionRoutes, ...sobjectRoutes];

/**
 * Several requests in one, in the order in which they stand; with `allOrNone`, one that fails takes all of them back.
 * `@{name.id}` stands for the answer to an earlier one.
 *
 * Source: REST API Developer Guide, Composite.
 */
export const compositeRoute: Route = {
  method: 'POST',
  path: /^\/services\/data\/v[\d.]+\/composite\/?$/,
  answer: (call) => {
    const { allOrNone = false, compositeRequest } = jsonBody(call.request) as {
      allOrNone?: boolean;
      compositeRequest?: readonly Subrequest[];
    };
    if (!Array.isArray(compositeRequest) || compositeRequest.length > mostSubrequests) {
      // unverified: the code and the wording
      throw new RestError(400, 'INVALID_INPUT', `A composite request has 1 to ${mostSubrequests} subrequests.`);
    }
    const restore = call.org.checkpoint();
    const results: SubrequestResult[] = [];
    for (const sent of compositeRequest as readonly Subrequest[]) {
      const { status, headers = {}, body } = oneReply(call, sent, results);
      results.push({ body, httpHeaders: headers, httpStatusCode: status, referenceId: sent.referenceId });
      if (status >= 400 && allOrNone) break;
    }
    const failed = results.findIndex(({ httpStatusCode }) => httpStatusCode >= 400);
    if (failed < 0 || !allOrNone) return ok({ compositeResponse: results });
    restore();
    const halted = compositeRequest.map(({ referenceId }: Subrequest, position) =>
      position === failed ? results[failed] : { ...processingHalted, referenceId },
    );
    return ok({ compositeResponse: halted });
  },
};

const processingHalted = {
  body: [
    {
      errorCode: 'PROCESSING_HALTED',
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
    },
  ],
  httpHeaders: {},
  httpStatusCode: 400,
};

function oneReply(call: Call, { method, url, body }: Subrequest, before: readonly SubrequestResult[]): Reply {
  try {
    const path = withAnswers(url, before);
    const [own = '', search = ''] = path.split('?');
    const request: Request = {
      ...call.request,
      method,
      path: own,
      search: new URLSearchParams(search),
      body: Buffer.from(withAnswers(JSON.stringify(body ?? {}), before)),
    };
    for (const route of resources) {
      const match = route.method === method ? route.path.exec(own) : null;
      if (match === null) continue;
      const parameters = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      const reply = route.answer({ ...call, request, parameters });
      if (!(reply instanceof Promise)) return reply;
      reply.catch(() => undefined);
    }
    throw new RestError(404, 'NOT_FOUND', `${method} ${own} is not answered within a composite request here.`);
  } catch (error) {
    return refusal(error);
  }
}

function withAnswers(text: string, before: readonly SubrequestResult[]): string {
  return text.replaceAll(/@\{(\w+)\.(\w+)\}/g, (whole, name: string, field: string) => {
    const answer = before.find(({ referenceId }) => referenceId === name)?.body as Record<string, unknown> | undefined;
    const value = answer?.[field];
    if (typeof value !== 'string') {
      // unverified: the wording
      throw new RestError(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${whole}.`);
    }
    return value;
  });
}
