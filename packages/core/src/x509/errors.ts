/** Why bytes are not a certificate, CRL or request. The only error that parsers of this folder throw. */
export class CertificateParseError extends Error {
  override readonly name = 'CertificateParseError';
  /** Stable machine code, such as `der.length-not-minimal`, `pem.no-block`, `x509.duplicate-extension`. */
  readonly code: string;
  /** Byte offset in the DER, or character offset in the text, where it was noticed. */
  readonly offset: number | undefined;
  /** Rule that is broken, such as `X.690 section 10.1`. */
  readonly rule: string | undefined;

  constructor(code: string, message: string, where: { offset?: number; rule?: string } = {}) {
    super(message);
    this.code = code;
    this.offset = where.offset;
    this.rule = where.rule;
  }
}
