import type { Holding } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { MetadataXmlError, parseMetadataXml, textAt } from './metadata-xml.ts';
import type { XmlElement } from './metadata-xml.ts';
import { readBytes, readSource, readText, withUniqueNames } from './project-scan.ts';
import type { ProjectContent, ProjectFile, ProjectReader } from './project-scan.ts';

/** Metadata whose content stands in a file of its own beside `<file>-meta.xml` (Metadata API Developer Guide). */
interface ContentType {
  readonly id: string;
  readonly label: string;
  readonly element: string;
  readonly suffix: string;
  readonly kind: Holding['kind'];
}

const certificate: ContentType = {
  id: 'project.certificates',
  label: 'Certificates in the project (certs)',
  element: 'Certificate',
  suffix: '.crt',
  kind: 'keyPair',
};

const inboundCertificate: ContentType = {
  id: 'project.inbound-certificates',
  label: 'Mutual authentication certificates in the project (inboundCertificates)',
  element: 'InboundCertificate',
  suffix: '.inboundCertificate',
  kind: 'trusted',
};

/** Certificate metadata: those of Certificate and Key Management. */
export const readCertificates: ProjectReader = (files, claimed) => readContentType(certificate, files, claimed);

/** InboundCertificate metadata: the list of mutual authentication certificates. */
export const readInboundCertificates: ProjectReader = (files, claimed) =>
  readContentType(inboundCertificate, files, claimed);

function readContentType(type: ContentType, files: readonly ProjectFile[], claimed: Set<ProjectFile>): ProjectContent {
  const byPath = new Map(files.map((file) => [file.shown, file]));
  const metaSuffix = `${type.suffix}-meta.xml`;
  const holdings: Holding[] = [];
  for (const meta of files) {
    if (!meta.metadata || !meta.path.endsWith(metaSuffix)) continue;
    const body = byPath.get(meta.shown.slice(0, -'-meta.xml'.length));
    claimed.add(meta);
    if (body) claimed.add(body);
    holdings.push(holdingOf(type, meta, body));
  }
  return { source: readSource(type, holdings.length), holdings: withUniqueNames(holdings), references: [] };
}

function holdingOf(type: ContentType, meta: ProjectFile, body: ProjectFile | undefined): Holding {
  const name = (meta.path.split('/').at(-1) as string).slice(0, -`${type.suffix}-meta.xml`.length);
  const declared = declarationOf(type, meta);
  const content = body
    ? contentOf(body, declared.element)
    : { unreadable: `Its ${type.suffix} file is missing; retrieve it again.` };
  // An unreadable body matters more than an unreadable description of it.
  const unreadable = content.unreadable ?? declared.problem;
  const caSigned = declared.element && textAt(declared.element, 'caSigned') === 'true';
  return {
    source: type.id,
    name,
    label: (declared.element && textAt(declared.element, 'masterLabel')) ?? name,
    path: body?.shown ?? meta.shown,
    kind: type.kind,
    certificates: content.certificates ?? [],
    // The .crt of a CA-signed certificate holds the request until the signed chain is uploaded.
    ...(content.request ? { request: content.request, pendingSignature: true } : {}),
    ...(unreadable ? { unreadable } : {}),
    ...(declared.element ? { record: recordOf(declared.element, caSigned ?? false) } : {}),
  };
}

function declarationOf(type: ContentType, meta: ProjectFile): { element?: XmlElement; problem?: string } {
  const read = readText(meta);
  if ('problem' in read) return { problem: `${meta.shown}: ${read.problem}` };
  try {
    return { element: parseMetadataXml(read.text, type.element) };
  } catch (error) {
    if (!(error instanceof MetadataXmlError)) throw error;
    return { problem: `${meta.shown} ${error.message}.` };
  }
}

type Content = Partial<Pick<Holding, 'certificates' | 'request' | 'unreadable'>>;

function contentOf(file: ProjectFile, declared: XmlElement | undefined): Content {
  const bytes = readBytes(file);
  if (typeof bytes === 'string') return { unreadable: bytes };
  const body = readBody(bytes);
  if (bytes.length === 0 && declared) {
    return { unreadable: 'Its file is empty, as it is before the first deploy; retrieve it from the org again.' };
  }
  return {
    certificates: body.certificates,
    ...(body.request ? { request: body.request } : {}),
    ...(body.problem && !body.request ? { unreadable: body.problem } : {}),
  };
}

function recordOf(element: XmlElement, caSigned: boolean): NonNullable<Holding['record']> {
  const expires = new Date(textAt(element, 'expirationDate') ?? '');
  const keySize = Number(textAt(element, 'keySize'));
  const exportable = textAt(element, 'privateKeyExportable');
  return {
    ...(Number.isNaN(expires.getTime()) ? {} : { expirationDate: expires }),
    ...(Number.isInteger(keySize) && keySize > 0 ? { keySize } : {}),
    ...(textAt(element, 'caSigned') === undefined ? {} : { caSigned }),
    ...(exportable === undefined ? {} : { privateKeyExportable: exportable === 'true' }),
  };
}
