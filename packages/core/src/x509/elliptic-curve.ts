/** Named curves: the name, and the length of a field element in bits. Sources: RFC 5480, SEC 2, RFC 5639. */
const CURVES: Readonly<Record<string, readonly [name: string, bits: number]>> = {
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.3.132.0.33': ['P-224', 224],
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.36.3.3.2.8.1.1.1': ['brainpoolP160r1', 160],
  '1.3.36.3.3.2.8.1.1.3': ['brainpoolP192r1', 192],
  '1.3.36.3.3.2.8.1.1.5': ['brainpoolP224r1', 224],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.8': ['brainpoolP256t1', 256],
  '1.3.36.3.3.2.8.1.1.9': ['brainpoolP320r1', 320],
  '1.3.36.3.3.2.8.1.1.10': ['brainpoolP320t1', 320],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.12': ['brainpoolP384t1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
  '1.3.36.3.3.2.8.1.1.14': ['brainpoolP512t1', 512],
  '1.3.132.0.8': ['secp160r1', 160],
  '1.3.132.0.31': ['secp192k1', 192],
  '1.3.132.0.32': ['secp224k1', 224],
  '1.3.132.0.36': ['sect409k1', 409],
  '1.3.132.0.37': ['sect409r1', 409],
  '1.3.132.0.38': ['sect571k1', 571],
  '1.3.132.0.39': ['sect571r1', 571],
  '1.3.132.0.16': ['sect283k1', 283],
  '1.3.132.0.17': ['sect283r1', 283],
  '1.3.132.0.26': ['sect233k1', 233],
  '1.3.132.0.27': ['sect233r1', 233],
};

export interface EllipticCurve {
  readonly name: string;
  readonly bits: number;
}

export function namedCurve(oid: string): EllipticCurve | undefined {
  const known = CURVES[oid];
  return known && { name: known[0], bits: known[1] };
}
