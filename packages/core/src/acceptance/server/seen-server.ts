/** What was seen of a TLS server: the material that is judged, as whoever connected brings it. */
export interface SeenServer {
  /** `host:port`, with brackets around an IPv6 address. */
  readonly target: string;
  /** Name or IP address that its certificate must carry, and that was asked for (SNI) where it is a name. */
  readonly serverName: string;
  /** IP address that was connected to; null: none, or one that only the proxy knows. */
  readonly address: string | null;
  /** `host:port` of the proxy that the connection went through. */
  readonly proxy?: string;
  readonly status: ServerStatus;
  /** Why not all of it was seen, one sentence. */
  readonly problem?: string;
  /** Such as `TLSv1.3`. */
  readonly protocol: string | null;
  /** IANA name of the cipher suite. */
  readonly cipher: string | null;
  /** DER, exactly as sent and in that order. */
  readonly sent: readonly Uint8Array[];
  /** What it sends to a client that takes only the other kind of key, where that is another certificate. */
  readonly alternative?: { readonly keyType: 'RSA' | 'ECDSA'; readonly sent: readonly Uint8Array[] };
  /** The other kind of key, where the time was over before it could be seen whether the server has a certificate of it. */
  readonly alternativeUnknown?: 'RSA' | 'ECDSA';
  readonly clientCertificate: {
    /** Null: the connection ended before that could be seen. */
    readonly requested: boolean | null;
    /** DER of the names of authorities that it lists. */
    readonly authorities: readonly Uint8Array[];
    /** Whether it goes on without one. */
    readonly required: boolean | null;
    /** What was shown to it, and what came of that. */
    readonly offered?: { readonly fingerprint: string; readonly accepted: boolean | null; readonly problem?: string };
    /** What an API behind it said to a session; with the certificate, where one was shown. */
    readonly applicationLayer?: ApplicationLayer;
  };
  /** DER of an OCSP response that it sent for the first certificate. */
  readonly staple?: Uint8Array;
}

/** What an API said to a session that came with a client certificate, or without one. */
export interface ApiAdmission {
  /** HTTP status; null: no answer came. */
  readonly status: number | null;
  /** Whether it let the client in; null: what came does not tell. */
  readonly admitted: boolean | null;
  /** The API's own code of an error, such as MUTUAL_AUTHENTICATION_FAILED. */
  readonly code?: string;
  /** Why it did not let the client in, or why that is not known; one sentence. */
  readonly error?: string;
}

export interface ApplicationLayer extends ApiAdmission {
  /** The same session without the certificate; left out where none was shown at all. */
  readonly without?: ApiAdmission;
}

/**
 * `reached`: certificates were read, also when the handshake failed afterwards. `refused`: nothing listens, or an alert came before
 * any certificate. `unreachable`: closed, reset or unresolved before that. `skipped`: its address is not to be called.
 */
export type ServerStatus = 'reached' | 'refused' | 'unreachable' | 'timeout' | 'not-tls' | 'skipped';
