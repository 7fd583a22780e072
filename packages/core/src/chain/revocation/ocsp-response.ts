import {
  CertificateParseError,
  context,
  type DerCursor,
  openDer,
  parseCertificate,
  readAlgorithm,
  readSignatureAlgorithm,
  readExtensionList,
  readGeneralizedTime,
  readName,
  Tag,
} from '../../x509/index.ts';
import type { AlgorithmIdentifier, Certificate, Der, Extension, Name } from '../../x509/model.ts';

/** What a responder says about one certificate (RFC 6960 section 4.2.1). */
export interface SingleResponse {
  readonly hashOid: string;
  readonly issuerNameHash: Der;
  readonly issuerKeyHash: Der;
  readonly serialBytes: Der;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revocationDate?: Date;
  /** CRLReason number. */
  readonly reason?: number;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly extensions: readonly Extension[];
}

export interface OcspResponse {
  /** OCSPResponseStatus: 0 successful. The fields below are meaningful only then. */
  readonly responseStatus: number;
  readonly basic?: BasicResponse;
}

export interface BasicResponse {
  /** DER of tbsResponseData. */
  readonly tbs: Der;
  readonly responderName?: Name;
  /** SHA-1 of the responder's key. */
  readonly responderKeyHash?: Der;
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  readonly certificates: readonly Certificate[];
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';

/**
 * Reads an OCSP response (RFC 6960 section 4.2.1) of the basic type.
 * @throws CertificateParseError
 */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  const response = openDer(der, Tag.sequence, 'the OCSP response');
  const responseStatus = response.smallInteger('the response status', 6, Tag.enumerated);
  if (!response.take(context(0, true), 'the response')) {
    response.finish('the OCSP response');
    return { responseStatus };
  }
  const outer = response.inside();
  response.finish('the OCSP response');
  const wrapped = outer.enter(Tag.sequence, 'the response');
  outer.finish('the response');
  const type = wrapped.oid('the type of the response');
  if (type !== BASIC)
    refuse('ocsp.type', `The OCSP response is of a type that is not known here (${type}).`, wrapped.start);
  const octets = wrapped.octetString('the response');
  wrapped.finish('the response');
  return { responseStatus, basic: readBasic(octets) };
}

function readBasic(der: Der): BasicResponse {
  const basic = openDer(der, Tag.sequence, 'the basic response');
  const data = basic.enter(Tag.sequence, 'the response data');
  const tbs = basic.element();
  if (data.take(context(0, true), 'the version') && data.inside().smallInteger('the version', 0) !== 0)
    refuse('ocsp.version', 'The OCSP response is of an unknown version.', data.start);
  const responder = readResponderId(data);
  const producedAt = readGeneralizedTime(data, 'the date of the response');
  const list = data.enter(Tag.sequence, 'the answers');
  const responses: SingleResponse[] = [];
  while (!list.done) responses.push(readSingle(list));
  const extensions = readExtensions(data, 1);
  data.finish('the response data');
  const signatureAlgorithm = readSignatureAlgorithm(basic, 'the signature algorithm', []);
  const signature = basic.octetAlignedBits('the signature');
  const certificates = readCertificates(basic);
  basic.finish('the basic response');
  return { tbs, ...responder, producedAt, responses, extensions, signatureAlgorithm, signature, certificates };
}

function readResponderId(data: DerCursor): Pick<BasicResponse, 'responderName' | 'responderKeyHash'> {
  if (data.take(context(1, true), 'the responder')) {
    const inner = data.inside();
    const responderName = readName(inner, 'the responder', []);
    inner.finish('the responder');
    return { responderName };
  }
  const inner = data.enter(context(2, true), 'the responder');
  const responderKeyHash = inner.octetString('the responder');
  inner.finish('the responder');
  return { responderKeyHash };
}

function readSingle(list: DerCursor): SingleResponse {
  const single = list.enter(Tag.sequence, 'an answer');
  const id = single.enter(Tag.sequence, 'the certificate asked about');
  const hashOid = readAlgorithm(id, 'the hash', []).oid;
  const issuerNameHash = id.octetString('the hash of the issuer');
  const issuerKeyHash = id.octetString('the hash of the issuer key');
  id.integer('the serial number');
  const serialBytes = id.content();
  id.finish('the certificate asked about');
  const status = readStatus(single);
  const thisUpdate = readGeneralizedTime(single, 'the date of the answer');
  const next = single.take(context(0, true), 'the date of the next answer')
    ? { nextUpdate: wholeTime(single.inside()) }
    : {};
  const extensions = readExtensions(single, 1);
  single.finish('an answer');
  return { hashOid, issuerNameHash, issuerKeyHash, serialBytes, ...status, thisUpdate, ...next, extensions };
}

function readStatus(single: DerCursor): Pick<SingleResponse, 'status' | 'revocationDate' | 'reason'> {
  const tag = single.read('the status');
  if ((tag === context(0) || tag === context(2)) && single.body === single.stop)
    return { status: tag === context(0) ? 'good' : 'unknown' };
  if (tag !== context(1, true))
    refuse('ocsp.status', 'The OCSP response gives a status that does not exist.', single.start);
  const revoked = single.inside();
  const revocationDate = readGeneralizedTime(revoked, 'the date of revocation');
  if (!revoked.take(context(0, true), 'the reason')) {
    revoked.finish('the status');
    return { status: 'revoked', revocationDate };
  }
  const inner = revoked.inside();
  revoked.finish('the status');
  const reason = inner.smallInteger('the reason', 10, Tag.enumerated);
  inner.finish('the reason');
  return { status: 'revoked', revocationDate, reason };
}

function wholeTime(cursor: DerCursor): Date {
  const time = readGeneralizedTime(cursor, 'the date of the next answer');
  cursor.finish('the date of the next answer');
  return time;
}

function readExtensions(cursor: DerCursor, number: number): Extension[] {
  if (!cursor.take(context(number, true), 'the extensions')) return [];
  const inner = cursor.inside();
  const list = readExtensionList(inner, []);
  inner.finish('the extensions');
  return list;
}

function readCertificates(basic: DerCursor): Certificate[] {
  if (!basic.take(context(0, true), 'the certificates')) return [];
  const outer = basic.inside();
  const list = outer.enter(Tag.sequence, 'the certificates');
  outer.finish('the certificates');
  const certificates: Certificate[] = [];
  while (!list.done) {
    list.expect(Tag.sequence, 'a certificate');
    certificates.push(parseCertificate(list.element()));
  }
  return certificates;
}

function refuse(code: string, message: string, offset: number): never {
  throw new CertificateParseError(code, message, { offset, rule: 'RFC 6960 section 4.2.1' });
}
