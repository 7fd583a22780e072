import { PlatformObject, type Blob } from '../values/scalar.ts';

/** Headers by name without regard to case, and a body: what requests and answers have in common. */
export abstract class HttpMessage extends PlatformObject {
  readonly #headers = new Map<string, { readonly name: string; readonly value: string }>();
  body: Blob | null = null;

  header(name: string): string | null {
    return this.#headers.get(name.toLowerCase())?.value ?? null;
  }

  setHeader(name: string, value: string): void {
    this.#headers.set(name.toLowerCase(), { name, value });
  }

  /** All headers, spelt as set. */
  headers(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.#headers.values()];
  }
}

export class HttpRequestValue extends HttpMessage {
  readonly typeName = 'HttpRequest';
  endpoint: string | null = null;
  method: string | null = null;
  certificate: string | null = null;
  isCompressed = false;
  /** Milliseconds. */
  timeout = 10_000;

  override text(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

export class HttpResponseValue extends HttpMessage {
  readonly typeName = 'HttpResponse';
  status: string | null = null;
  statusCode = 0;

  override text(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
  }
}
