/**
 * Why what a server sent could not be read. `not-tls`: it speaks something else. `malformed`: it breaks the rules of TLS.
 * `too-large`: more than any client takes. `unsupported`: TLS, in a form that is not read here.
 */
export type TlsFault = 'not-tls' | 'malformed' | 'too-large' | 'unsupported';

/** The only error that reading a server's flight raises; the message is one sentence for people. */
export class TlsReadError extends Error {
  override readonly name = 'TlsReadError';
  readonly fault: TlsFault;

  constructor(fault: TlsFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
