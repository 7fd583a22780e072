import { CertificateParseError, parseCertificate } from '@cert-health/core';
import type { Certificate, IdentityProviderFacts } from '@cert-health/core';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { MetadataXmlError, refuseDocumentType } from '../project/metadata-xml.ts';
import { plainXml } from '../project/plain-xml.ts';
import { decodeText } from '../project/decode-text.ts';
import { bytesOf } from '../file/read-files.ts';
import { VerifyInputError } from '../verify/verify-error.ts';

/** Metadata of one provider is some kilobytes; a federation's is not what this is for. */
const MAX_SIZE = 4 * 1024 * 1024;
const ATTRIBUTE = '@';

type Node = { readonly [name: string]: unknown };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  htmlEntities: true,
});

/**
 * Reads SAML 2.0 metadata of one identity provider. A signature on the metadata is not verified: whoever gives the file vouches
 * for it.
 *
 * @throws {VerifyInputError} with a sentence, when it is none or names no key that signs
 * @source OASIS, Metadata for SAML 2.0, sections 2.3.2, 2.4.1.1 and 2.4.3
 */
export function readSamlMetadata(path: string): IdentityProviderFacts {
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') throw new VerifyInputError(`${path}: ${bytes}`);
  return samlMetadataIn(bytes, path);
}

/**
 * The same for what was read already.
 *
 * @param from What it is called in sentences: a path or an address.
 * @throws {VerifyInputError}
 */
export function samlMetadataIn(bytes: Uint8Array, from: string): IdentityProviderFacts {
  try {
    return factsOf(documentIn(bytes, from));
  } catch (error) {
    if (error instanceof MetadataXmlError || error instanceof CertificateParseError)
      throw new VerifyInputError(`${from}: ${error instanceof MetadataXmlError ? 'it ' : ''}${error.message}`);
    throw error;
  }
}

function documentIn(bytes: Uint8Array, from: string): Node {
  if (bytes.length > MAX_SIZE) throw new MetadataXmlError(`is larger than ${MAX_SIZE / 1024 / 1024} MB`);
  const decoded = decodeText(bytes);
  if ('problem' in decoded) throw new VerifyInputError(`${from}: ${decoded.problem}`);
  refuseDocumentType(decoded.text);
  const plain = plainXml(decoded.text);
  const valid = XMLValidator.validate(plain);
  if (valid !== true) throw new MetadataXmlError(`is not well-formed XML (line ${valid.err.line})`);
  return parser.parse(plain) as Node;
}

function factsOf(document: Node): IdentityProviderFacts {
  const entities = [
    ...nodesIn(document, 'EntityDescriptor'),
    ...nodesIn(document, 'EntitiesDescriptor').flatMap((group) => nodesIn(group, 'EntityDescriptor')),
  ];
  const providers = entities.filter((entity) => nodesIn(entity, 'IDPSSODescriptor').length > 0);
  const [provider] = providers;
  if (!provider) {
    const instead = entities.length > 0 ? 'a service provider, not of an identity provider' : undefined;
    throw new MetadataXmlError(
      instead ? `is the metadata of ${instead}` : 'is no SAML metadata (it has no EntityDescriptor)',
    );
  }
  if (providers.length > 1)
    throw new MetadataXmlError(
      `has ${providers.length} identity providers; save the one that is meant in a file of its own`,
    );
  const entityId = textOf(provider[`${ATTRIBUTE}entityID`]);
  if (entityId === '') throw new MetadataXmlError('does not say who it is about (entityID)');
  const signing = nodesIn(provider, 'IDPSSODescriptor').flatMap(signingCertificates);
  if (signing.length === 0) throw new MetadataXmlError('names no certificate of a key that signs (KeyDescriptor)');
  return { entityId, signing: [...new Map(signing.map((one) => [one.fingerprint, one])).values()] };
}

/** A key without a use is for both. Of a chain the first certificate is that of the key. */
function signingCertificates(descriptor: Node): Certificate[] {
  return nodesIn(descriptor, 'KeyDescriptor')
    .filter((key) => key[`${ATTRIBUTE}use`] === undefined || key[`${ATTRIBUTE}use`] === 'signing')
    .flatMap((key) => nodesIn(key, 'KeyInfo').flatMap((info) => nodesIn(info, 'X509Data')))
    .flatMap((data) => {
      const [first] = valuesOf(data['X509Certificate']);
      if (first === undefined) return [];
      return [parseCertificate(Buffer.from(textOf(first).replaceAll(/\s/g, ''), 'base64'))];
    });
}

const valuesOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

const nodesIn = (node: Node, name: string): Node[] =>
  valuesOf(node[name]).filter((value): value is Node => typeof value === 'object' && value !== null);

/** An element with attributes is an object with its text in it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  const text = typeof value === 'object' && value !== null ? (value as Node)['#text'] : undefined;
  return typeof text === 'string' ? text.trim() : '';
}
