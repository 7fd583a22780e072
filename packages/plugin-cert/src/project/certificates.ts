import { plural } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { MetadataXmlError, parseMetadataXml, textAt } from './metadata-xml.ts';
import type { XmlElement } from './metadata-xml.ts';
import { META } from '../metadata/file-name-parts.ts';
import type { MetadataFile, ProjectFiles } from './metadata-files.ts';
import { readMetadata } from './metadata-text.ts';
import { foundSentence, readBytes, readText, sourceOf, withUniqueNames } from './project-scan.ts';
import type { ProjectContent, ProjectReader, SourceName } from './project-scan.ts';
import type { ProjectFile } from './project-file.ts';
import { projectPlace } from './referring-place.ts';

/** Metadata whose content stands in a file of its own beside `<file>-meta.xml` (Metadata API Developer Guide). */
interface ContentType {
  readonly about: SourceName;
  readonly element: string;
  readonly suffix: string;
  /** Where its files lie, for a suffix that files of anything have. */
  readonly folder?: string;
  readonly kind: Holding['kind'];
  /** `Reference.field` of an entry that is configuration in itself: whoever comes with it is let in. */
  readonly field?: string;
}

const certificate: ContentType = {
  about: { id: 'project.certificates', label: 'Certificates in the project (certs)' },
  element: 'Certificate',
  suffix: 'crt',
  folder: 'certs',
  kind: 'keyPair',
};

const inboundCertificate: ContentType = {
  about: projectPlace('inbound-certificates'),
  element: 'InboundCertificate',
  suffix: 'inboundCertificate',
  kind: 'trusted',
  field: 'InboundCertificate',
};

/** unverified: whether its body stands beside it or in its element `content`; both are read. */
const userCertificate: ContentType = {
  about: projectPlace('user-certificates'),
  element: 'UserAuthCertificate',
  suffix: 'userAuthCertificate',
  kind: 'trusted',
  field: 'UserAuthCertificate',
};

/** Certificate metadata: those of Certificate and Key Management. */
export const readCertificates: ProjectReader = (files, claimed) => readContentType(certificate, files, claimed);

/** InboundCertificate metadata: the list of mutual authentication certificates. */
export const readInboundCertificates: ProjectReader = (files, claimed) =>
  readContentType(inboundCertificate, files, claimed);

/** UserAuthCertificate metadata: certificates that users log in with. */
export const readUserCertificates: ProjectReader = (files, claimed) => readContentType(userCertificate, files, claimed);

function readContentType(type: ContentType, files: ProjectFiles, claimed: Set<ProjectFile>): ProjectContent {
  const { about, field } = type;
  const all = files.withSuffix(type.suffix);
  const components = componentsOf(type, all);
  for (const file of components.flatMap(({ meta, body }) => [meta ?? [], body ?? []].flat())) claimed.add(file);
  const alone = type.folder === undefined ? [] : all.filter((one) => isAlone(one, type.folder, claimed));
  const holdings = onceEach(components.map((component) => holdingOf(type, component)));
  const references =
    field === undefined ? [] : holdings.map(({ source, name, path = '' }) => ({ source, name, field, path }));
  const detail = [foundSentence(holdings.length), ...(alone.length > 0 ? [undescribed(alone)] : [])].join(' ');
  return { source: sourceOf(about, holdings.length, [], detail), holdings: withUniqueNames(holdings), references };
}

/** The same certificate under the same name in two package directories is one component. */
function onceEach(holdings: readonly Holding[]): Holding[] {
  const known = new Set<string>();
  return holdings.filter(({ name, certificates }) => {
    const key = [name, ...certificates.map(({ fingerprint }) => fingerprint)].join('\0');
    return certificates.length === 0 || (!known.has(key) && known.add(key));
  });
}

/** A file that lies where the type's bodies lie, and that nothing describes. */
function isAlone({ file }: MetadataFile, folder: string | undefined, claimed: ReadonlySet<ProjectFile>): boolean {
  return !claimed.has(file) && file.path.split('/').at(-2) === folder;
}

function undescribed(files: readonly MetadataFile[]): string {
  const shown = files.slice(0, 3).map(({ file }) => file.shown);
  const more = files.length > 3 ? ', …' : '';
  return `No ${META} beside ${shown.join(', ')}${more}, so Salesforce takes no certificate from there; read as ${plural(files.length, 'file')} that lies about.`;
}

/** One certificate: what describes it and what holds its body, of which one may be missing. */
interface Component {
  readonly name: string;
  readonly meta?: ProjectFile;
  readonly body?: ProjectFile;
  readonly declared: Declared;
}

/** What describes a certificate says, or what is wrong with it. */
interface Declared {
  readonly element?: XmlElement;
  readonly problem?: string;
}

function componentsOf(type: ContentType, all: readonly MetadataFile[]): Component[] {
  const metas = new Set(all.filter(({ isMeta }) => isMeta).map(({ file }) => inAnyCase(file.shown)));
  const bodies = Map.groupBy(
    all.flatMap(({ file, isMeta }) => (isMeta ? [] : [file])),
    ({ shown }) => inAnyCase(shown),
  );
  return all.flatMap((meta): Component[] => {
    const { name, file, isMeta } = meta;
    if (isMeta) {
      const declared = declarationOf(type, meta);
      const described = file.shown.slice(0, -META.length);
      const candidates = bodies.get(inAnyCase(described));
      const body = candidates?.find(({ shown }) => shown === described) ?? candidates?.[0];
      return declared ? [{ name, meta: file, declared, ...(body ? { body } : {}) }] : [];
    }
    // Certificate files that nothing describes are everywhere; of the other types there are none but these.
    if (metas.has(inAnyCase(file.shown) + META) || type === certificate) return [];
    if (!looksLikeXml(file)) return [{ name, body: file, declared: {} }];
    const declared = declarationOf(type, meta);
    return declared ? [{ name, meta: file, declared }] : [];
  });
}

/** `A.CRT` belongs to `A.crt-meta.xml` all the same. */
function inAnyCase(path: string): string {
  return path.toLowerCase();
}

function looksLikeXml(file: ProjectFile): boolean {
  const read = readText(file);
  return 'text' in read && /^\ufeff?\s*</.test(read.text);
}

function holdingOf(type: ContentType, { name, meta, body, declared }: Component): Holding {
  const inside = declared.element && textAt(declared.element, 'content');
  const content = body ? contentOf(body, declared.element) : inside === undefined ? missing(type) : contentIn(inside);
  // An unreadable body matters more than an unreadable description of it.
  const unreadable = content.unreadable ?? declared.problem;
  const caSigned = declared.element && textAt(declared.element, 'caSigned') === 'true';
  const path = body?.shown ?? meta?.shown;
  return {
    source: type.about.id,
    name,
    label: (declared.element && textAt(declared.element, 'masterLabel')) ?? name,
    ...(path === undefined ? {} : { path }),
    kind: type.kind,
    certificates: content.certificates ?? [],
    // The .crt of a CA-signed certificate holds the request until the signed chain is uploaded.
    ...(content.request ? { request: content.request } : {}),
    ...(content.waits ? { pendingSignature: true } : {}),
    ...(unreadable ? { unreadable } : {}),
    ...(declared.element ? { record: recordOf(declared.element, caSigned ?? false) } : {}),
  };
}

/** Undefined: the file describes something of another type. */
function declarationOf(type: ContentType, meta: MetadataFile): Declared | undefined {
  const read = readMetadata(meta, type.element);
  if (!read) return undefined;
  if ('problem' in read) return { problem: `${read.problem}.` };
  try {
    return { element: parseMetadataXml(read.text, type.element) };
  } catch (error) {
    if (!(error instanceof MetadataXmlError)) throw error;
    return { problem: `${meta.file.shown} ${error.message}.` };
  }
}

type Content = Partial<Pick<Holding, 'certificates' | 'request' | 'unreadable'>> & { readonly waits?: boolean };

function contentOf(file: ProjectFile, declared: XmlElement | undefined): Content {
  const bytes = readBytes(file);
  if (typeof bytes === 'string') return { unreadable: bytes };
  if (bytes.length === 0 && declared) {
    return { unreadable: 'Its file is empty, as it is before the first deploy; retrieve it from the org again.' };
  }
  return contentIn(bytes);
}

function missing(type: ContentType): Content {
  return { unreadable: `Its .${type.suffix} file is missing; retrieve it again.` };
}

function contentIn(text: string | Uint8Array): Content {
  const body = readBody(text);
  return {
    certificates: body.certificates,
    waits: body.request !== undefined || (body.saysRequest && body.certificates.length === 0),
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
