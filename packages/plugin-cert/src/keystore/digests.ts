/** A digest by its name in node:crypto, and the length of its blocks. */
export interface Digest {
  readonly name: string;
  readonly blockSize: number;
}

const digest = (name: string, blockSize: number): Digest => ({ name, blockSize });

/** The digest of everything before 2017. */
export const sha1 = digest('sha1', 64);

/** Digests that keystores are proven with, by their OIDs (RFC 8017 appendix B.1, NIST CSOR). */
export const digests: Readonly<Record<string, Digest>> = {
  '1.2.840.113549.2.5': digest('md5', 64),
  '1.3.14.3.2.26': sha1,
  '2.16.840.1.101.3.4.2.4': digest('sha224', 64),
  '2.16.840.1.101.3.4.2.1': digest('sha256', 64),
  '2.16.840.1.101.3.4.2.2': digest('sha384', 128),
  '2.16.840.1.101.3.4.2.3': digest('sha512', 128),
  '2.16.840.1.101.3.4.2.5': digest('sha512-224', 128),
  '2.16.840.1.101.3.4.2.6': digest('sha512-256', 128),
  '2.16.840.1.101.3.4.2.7': digest('sha3-224', 144),
  '2.16.840.1.101.3.4.2.8': digest('sha3-256', 136),
  '2.16.840.1.101.3.4.2.9': digest('sha3-384', 104),
  '2.16.840.1.101.3.4.2.10': digest('sha3-512', 72),
};

/** The digests of HMAC schemes: PRFs of PBKDF2 and MACs of PBMAC1 (RFC 8018 appendix B.1, NIST CSOR). */
export const hmacs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.840.113549.2.12': 'sha512-224',
  '1.2.840.113549.2.13': 'sha512-256',
  '2.16.840.1.101.3.4.2.13': 'sha3-224',
  '2.16.840.1.101.3.4.2.14': 'sha3-256',
  '2.16.840.1.101.3.4.2.15': 'sha3-384',
  '2.16.840.1.101.3.4.2.16': 'sha3-512',
};
