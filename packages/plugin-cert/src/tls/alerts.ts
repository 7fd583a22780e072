/** What alerts are called (RFC 8446 section 6) and what they mean to somebody who looks at a connection. */
const alerts: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  10: ['unexpected_message', 'it did not expect what was sent'],
  20: ['bad_record_mac', 'it could not decrypt what was sent'],
  40: ['handshake_failure', 'it has no version, cipher suite or certificate for such a client'],
  42: ['bad_certificate', 'it does not accept the client certificate'],
  43: ['unsupported_certificate', 'the client certificate is not for this purpose'],
  44: ['certificate_revoked', 'the client certificate was revoked'],
  45: ['certificate_expired', 'the client certificate is not valid at this time'],
  46: ['certificate_unknown', 'it does not accept the client certificate'],
  47: ['illegal_parameter', 'it refuses a value that was sent'],
  48: ['unknown_ca', 'it does not trust the authority above the client certificate'],
  49: ['access_denied', 'the certificate is in order, and access is denied'],
  50: ['decode_error', 'it could not read what was sent'],
  51: ['decrypt_error', 'a signature or key exchange failed'],
  70: ['protocol_version', 'it speaks no version of TLS that the client offers'],
  71: ['insufficient_security', 'it wants stronger cipher suites'],
  80: ['internal_error', 'it failed by itself'],
  86: ['inappropriate_fallback', 'it refuses an older version'],
  90: ['user_canceled', 'it gave up'],
  109: ['missing_extension', 'it misses an extension'],
  112: ['unrecognized_name', 'it does not know the name that was asked for'],
  116: ['certificate_required', 'it wants a client certificate'],
  120: ['no_application_protocol', 'it speaks no application protocol that the client offers'],
};

/** `alert 112, unrecognized_name: it does not know the name that was asked for` */
export function alertText(number: number): string {
  const known = alerts[number];
  return known ? `alert ${number}, ${known[0]}: ${known[1]}` : `alert ${number}`;
}

/** The number of an alert in a TLS stack's error; the codes of such errors differ between versions of Node. */
export function alertIn(error: Error): number | undefined {
  const found = /alert number (\d+)/i.exec(error.message)?.[1];
  return found === undefined ? undefined : Number(found);
}
