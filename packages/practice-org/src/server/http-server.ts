import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultGate } from '../faults/fault-gate.ts';
import type { Reply, Request } from '../http/message.ts';

/** A request that was served, for tests to look at. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly status: number;
}

/**
 * An HTTP server over `answer`. Faults concern what an org's API answers (`/services/…`), not the pages and controls
 * of the practice org itself.
 */
export function httpServer(
  answer: (request: Request) => Promise<Reply>,
  gate: FaultGate,
  now: () => Date,
  log: (request: LoggedRequest) => void,
): Server {
  return createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming);
    const faulty = request.path.startsWith('/services/');
    const { slow = 0, truncated, malformed, faultsAs200 } = faulty ? gate.faults : {};
    // Unreferenced: an answer that nobody waits for any more keeps no closed org running.
    if (slow > 0) await sleep(slow, undefined, { ref: false });
    const told = (faulty ? gate.refusal(request) : undefined) ?? (await answer(request));
    const isSoap = request.path.startsWith('/services/Soap/');
    const reply = faultsAs200 === true && isSoap ? { ...told, status: 200 } : told;
    log({
      method: request.method,
      path: request.path,
      query: request.search.toString(),
      headers: request.headers,
      body: request.body.toString('utf8'),
      status: reply.status,
    });
    const body = bytesOf(reply);
    const half = body.subarray(0, Math.floor(body.length / 2));
    const sent = malformed === true ? half : body;
    response.writeHead(reply.status, {
      'content-type': 'application/json;charset=UTF-8',
      'content-length': sent.length,
      date: now().toUTCString(),
      ...(request.path.startsWith('/services/data/') ? limitInfo(gate) : {}),
      ...reply.headers,
    });
    if (truncated !== true) response.end(sent);
    else response.write(half, () => response.destroy());
  }
}

/** Source: REST API Developer Guide, Limit Info Header. */
function limitInfo({ apiRequests: { max, left } }: FaultGate): Record<string, string> {
  return { 'sforce-limit-info': `api-usage=${max - left}/${max}` };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [path = '/', ...search] = (incoming.url ?? '/').split('?');
  return {
    method: incoming.method ?? 'GET',
    path: path.replace(/\/{2,}/g, '/'),
    search: new URLSearchParams(search.join('?')),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function bytesOf({ body }: Reply): Buffer {
  if (body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
