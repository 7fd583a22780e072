export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

export type Digest = (algorithm: DigestAlgorithm, bytes: Uint8Array) => Uint8Array;
