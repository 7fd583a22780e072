export type * from './model.ts';
export { CertificateParseError } from './errors.ts';
export { parseCertificate, parseCertificates, parseCertificationRequest, parseCrl } from './parse.ts';
export { readCryptographicFile } from './cryptographic-file.ts';
export { MAX_FILE, MAX_REVOCATION_LIST } from './limits.ts';
export { tooLargeFault } from './content.ts';
export { trustFor, type Trust } from './trust-settings.ts';
export { strictestCopy } from './strictest-copy.ts';
export { certificateToPem, readPemBlocks, type PemBlock } from './pem.ts';
export { decodeBase64 } from './base64.ts';
export { keystoreIn, keystoreKindOf, keystoreNames, type KeystoreKind } from './keystore-kind.ts';
export { toHex, integerHex, integerValue } from './hex.ts';
export type { DigestAlgorithm } from './digest-algorithm.ts';
export { digest, sha256Hex } from './digest.ts';
export {
  algorithmName,
  attributeShortName,
  describeExtendedKeyUsage,
  extendedKeyUsageName,
  extensionName,
} from './oids.ts';

// For readers of other structures (OCSP responses, signature parameters).
export { context, cursorOn, DerCursor, openDer, Tag } from './der.ts';
export { readAlgorithm, readSignatureAlgorithm } from './algorithm.ts';
export { readExtensionList } from './extensions.ts';
export { readGeneralName, readGeneralNames } from './general-name.ts';
export { readName } from './name.ts';
export { readGeneralizedTime, readTime } from './time.ts';
export { irregularityCodes, type Irregularities, type IrregularityCode } from './irregularities.ts';
