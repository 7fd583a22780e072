import type { Certificate, SigningPurpose } from '@cert-health/core';

/** The one interface behind which every authority stands: a request in, a chain out, or what it waits for. */

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue | undefined };

/** A place for what must outlive the process. It is read anew each time, for another process may have written. */
export interface Memory {
  read(): JsonValue | undefined | Promise<JsonValue | undefined>;
  /** Resolves when the value would survive a crash. */
  write(value: JsonValue): Promise<void>;
}

export interface SigningRequest {
  /** The signing request (PKCS#10), PEM. */
  readonly csr: string;
  /** Name of the certificate's record. */
  readonly certificate: string;
  /** Names that the certificate is to carry, as settings say; none: those of the request. */
  readonly names: readonly string[];
  readonly purposes: readonly SigningPurpose[];
  /** The certificate that it takes the place of; undefined where there is none, or it cannot be read. */
  readonly replaced?: Certificate;
  /** Certificates at hand that may complete a leaf that comes alone. */
  readonly intermediates: readonly Certificate[];
}

/** How asking ended. `notes` are sentences for the person who reads about it: what a command wrote, what was noticed. */
export type Outcome = { readonly notes: readonly string[] } & (
  | {
      readonly outcome: 'chain';
      /** PEM, leaf first. It belongs to the request; whether every use can live with it is for the caller to judge. */
      readonly chain: string;
      /** Other chains for the same leaf that the authority offers, best first. */
      readonly alternates: readonly string[];
    }
  | {
      readonly outcome: 'waits';
      /** What is waited for, a sentence. */
      readonly what: string;
      /** Not before this, where somebody said so. */
      readonly tryAgainAt?: Date;
    }
  | {
      readonly outcome: 'refused';
      /** Why, in sentences with what to do. */
      readonly reason: string;
      readonly tryAgainAt?: Date;
    }
);

/** When an authority wants a certificate renewed (RFC 9773). */
export interface RenewalWindow {
  readonly start: Date;
  readonly end: Date;
  /** A moment within it, chosen once at random so that not all of the world comes at its start. */
  readonly chosen: Date;
  /** Page on which the authority says why. */
  readonly explanationUrl?: string;
}

export interface RenewalAdvice {
  /** Undefined: the authority says nothing about this certificate, and its dates decide. */
  readonly window?: RenewalWindow;
  /** The authority is not asked again before this. */
  readonly nextCheck: Date;
  /** Why there is no window, or why an old one is shown: a sentence. */
  readonly note?: string;
  /** The authority could not be asked, or gave no answer that could be used: what it wants now is not known. */
  readonly unanswered?: true;
}

export interface Authority {
  /** Name in the settings. */
  readonly name: string;
  readonly type: 'command' | 'acme' | 'file' | 'practice';
  /** Why it cannot be asked for these purposes at all, in sentences; undefined when it can. Asks nobody. */
  forbids(purposes: readonly SigningPurpose[]): string | undefined;
  /**
   * Has a request signed. To be called again with the same request and memory when it waited or the process ended: it goes
   * on where it was, and asks for nothing twice. Never rejects, but for what `memory` rejects with.
   *
   * @param memory Of this rotation alone.
   */
  sign(request: SigningRequest, memory: Memory): Promise<Outcome>;
  /**
   * When the authority wants a certificate renewed, asked no more often than it says.
   *
   * @param memory Outlives single rotations; one for all certificates of the authority will do.
   */
  renewalWindow?(certificate: Certificate, memory: Memory): Promise<RenewalAdvice>;
  /** Ends connections. */
  close(): Promise<void>;
}
