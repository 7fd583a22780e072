/** Apex for the page: calls go to `/apex/<Class>.<method>` of the practice org, and fail with the platform's shape. */

/** What a failed call rejects with. Source: LWC Developer Guide, "Handle Errors". */
interface ApexFailure {
  readonly ok: false;
  readonly status: number;
  readonly statusText: string;
  readonly headers: object;
  readonly body: { readonly message: string; readonly exceptionType?: string };
}

type Parameters = Readonly<Record<string, unknown>>;
interface WireResult {
  readonly data: unknown;
  readonly error: unknown;
}

const adapters = new WeakMap<object, { refresh(): Promise<void> }>();

async function call(name: string, parameters: Parameters = {}): Promise<unknown> {
  const response = await fetch(`/apex/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  }).catch(() => undefined);
  if (response === undefined) throw failure(0, { message: 'The practice org does not answer: is it still running?' });
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { body: told } = body as { body: ApexFailure['body'] };
  throw failure(response.status, told);
}

function failure(status: number, body: ApexFailure['body']): ApexFailure {
  return { ok: false, status, statusText: 'Server Error', headers: {}, body };
}

/** The function that `@salesforce/apex/<name>` exports: callable, and a wire adapter whose data is read-only. */
export function apexMethod(name: string): unknown {
  const method = (parameters?: Parameters): Promise<unknown> => call(name, parameters);
  return Object.assign(method, {
    adapter: class {
      readonly #emit: (result: WireResult) => void;
      #parameters: Parameters | undefined;
      #latest = 0;

      constructor(emit: (result: WireResult) => void) {
        this.#emit = emit;
        this.#send({ data: undefined, error: undefined });
      }

      connect(): void {
        // Nothing is asked before the first update.
      }

      disconnect(): void {
        this.#latest += 1;
      }

      update(parameters: Parameters): void {
        this.#parameters = parameters;
        // As on the platform: nothing is asked while a parameter is undefined.
        if (Object.values(parameters).every((value) => value !== undefined)) void this.refresh();
      }

      async refresh(): Promise<void> {
        const mine = ++this.#latest;
        const result = await call(name, this.#parameters).then(
          (data): WireResult => ({ data: frozen(data), error: undefined }),
          (error: unknown): WireResult => ({ data: undefined, error }),
        );
        if (mine === this.#latest) this.#send(result);
      }

      #send(result: WireResult): void {
        adapters.set(result, this);
        this.#emit(result);
      }
    },
  });
}

export async function refreshApex(result: object): Promise<void> {
  await adapters.get(result)?.refresh();
}

export function getSObjectValue(record: Parameters, field: string | { readonly fieldApiName: string }): unknown {
  return record[typeof field === 'string' ? field : field.fieldApiName];
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
