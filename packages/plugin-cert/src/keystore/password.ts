/** A password in the forms that keystores ask for. */
export interface Password {
  readonly text: string;
  /** UTF-16, big-endian, with two octets of zero at its end (RFC 7292 appendix B.1). */
  readonly bmp: Uint8Array;
}

export function passwordOf(text: string): Password {
  return { text, bmp: utf16(`${text}\0`) };
}

/** No password: some writers derive keys from "", which ends with two zeros, others from no octets at all. */
export const emptyPasswords: readonly Password[] = [passwordOf(''), { text: '', bmp: new Uint8Array() }];

/** Big-endian UTF-16 without an end mark, as JKS digests it. */
export function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
}

/** As PBES2 and PBMAC1 take it (RFC 8018 section 3, RFC 9579 section 5). */
export function utf8(password: Password): Uint8Array {
  return new TextEncoder().encode(password.text);
}
