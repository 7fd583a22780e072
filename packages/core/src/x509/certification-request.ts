import { readAlgorithm } from './algorithm.ts';
import { context, DerCursor, refuse, Tag } from './der.ts';
import { NO_EXTENSIONS, readCertificateExtensions, type DecodedExtensions } from './extensions.ts';
import { note, type Irregularities } from './irregularities.ts';
import type {
  AlgorithmIdentifier,
  CertificationRequest,
  Der,
  Extension,
  Extensions,
  Irregularity,
  Name,
  PublicKey,
} from './model.ts';
import { readName } from './name.ts';
import { readPublicKey } from './public-key.ts';

/** Extension request by PKCS#9, and the older one that Windows writes beside or instead of it. */
const EXTENSION_REQUESTS = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);
const RULE = 'RFC 2986 section 4.1';

/**
 * Decodes one DER certification request (PKCS#10, RFC 2986 section 4).
 * @throws CertificateParseError
 */
export function decodeRequest(der: Der): CertificationRequest {
  const outer = new DerCursor(der);
  const request = outer.enter(Tag.sequence, 'the request');
  outer.finish('the request');
  return new DecodedRequest(der, request);
}

class DecodedRequest implements CertificationRequest {
  readonly der: Der;
  readonly tbs: Der;
  readonly subject: Name;
  readonly publicKey: PublicKey;
  readonly extensionList: readonly Extension[];
  readonly extensions: Extensions;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  readonly irregularities: readonly Irregularity[];

  constructor(der: Der, outer: DerCursor) {
    const notes: Irregularities = [];
    this.der = der;
    const info = outer.enter(Tag.sequence, 'the signed part of the request');
    this.tbs = outer.element();
    info.smallInteger('the version', 0);
    this.subject = readName(info, 'the subject', notes);
    this.publicKey = readPublicKey(info, notes);
    const extensions = readAttributes(info, notes);
    this.extensionList = extensions.list;
    this.extensions = extensions.values;
    info.finish('the signed part of the request');
    this.signatureAlgorithm = readAlgorithm(outer, 'the signature algorithm', notes);
    this.signature = outer.octetAlignedBits('the signature');
    outer.finish('the request');
    this.irregularities = notes;
  }
}

/**
 * `attributes [0] IMPLICIT SET OF Attribute`; of them, only the extension request (RFC 2985 section 5.4.2) is decoded. The field
 * must be there even when empty, but old tools leave it out.
 */
function readAttributes(info: DerCursor, notes: Irregularities): DecodedExtensions {
  const what = 'an attribute of the request';
  let extensions: DecodedExtensions | undefined;
  if (info.done) {
    note(notes, 'request-attributes-missing', info.at);
    return NO_EXTENSIONS;
  }
  const attributes = info.enter(context(0, true), 'the attributes');
  while (!attributes.done) {
    const attribute = attributes.enter(Tag.sequence, what);
    const oid = attribute.oid(what);
    const values = attribute.enterFilled(Tag.set, what);
    attribute.finish(what);
    if (EXTENSION_REQUESTS.has(oid)) {
      if (extensions !== undefined)
        refuse('x509.duplicate-attribute', 'The request asks for extensions twice.', attributes.start, RULE);
      extensions = readCertificateExtensions(values, notes);
      values.finish('the extension request');
    } else while (!values.done) values.any(what);
  }
  return extensions ?? NO_EXTENSIONS;
}
