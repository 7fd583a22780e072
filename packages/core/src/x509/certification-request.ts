import { readSignatureAlgorithm } from './algorithm.ts';
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
import { compareOctets, readName } from './name.ts';
import { readPublicKey } from './public-key.ts';

/** Extension request by PKCS#9, and the older one that Windows writes beside or instead of it; the first found of them counts. */
const EXTENSION_REQUESTS = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'] as const;
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
    const version = info.version('the version');
    if (version !== 1) note(notes, 'request-version', info.start, String(version));
    this.subject = readName(info, 'the subject', notes);
    this.publicKey = readPublicKey(info, notes);
    const extensions = readAttributes(info, notes);
    this.extensionList = extensions.list;
    this.extensions = extensions.values;
    info.finish('the signed part of the request');
    this.signatureAlgorithm = readSignatureAlgorithm(outer, 'the signature algorithm', notes);
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
  const asked = new Map<string, DecodedExtensions>();
  if (info.done) {
    note(notes, 'request-attributes-missing', info.at);
    return NO_EXTENSIONS;
  }
  const attributes = info.enter(context(0, true), 'the attributes');
  const { bytes } = attributes;
  let ordered = true;
  for (let start = -1, stop = -1; !attributes.done;) {
    const attribute = attributes.enter(Tag.sequence, what);
    if (start >= 0 && compareOctets(bytes, start, stop, attributes.start, attributes.stop) > 0) ordered = false;
    ({ start, stop } = attributes);
    const oid = attribute.oid(what);
    const values = attribute.enterFilled(Tag.set, what);
    attribute.finish(what);
    if (EXTENSION_REQUESTS.some((request) => request === oid)) {
      if (asked.has(oid))
        refuse('x509.duplicate-attribute', 'The request asks for extensions twice.', attributes.start, RULE);
      asked.set(oid, readCertificateExtensions(values, notes, true));
      values.finish('the extension request');
    } else while (!values.done) values.any(what);
  }
  if (!ordered) note(notes, 'set-order', info.start, 'the attributes of the request');
  if (asked.size > 1) note(notes, 'request-extensions-twice', info.start);
  return asked.get(EXTENSION_REQUESTS[0]) ?? asked.get(EXTENSION_REQUESTS[1]) ?? NO_EXTENSIONS;
}
