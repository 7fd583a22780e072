import type { Holding, Reference } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { MetadataXmlError, parseMetadataXml, textAt } from './metadata-xml.ts';
import { readSource, readText, withUniqueNames } from './project-scan.ts';
import type { ProjectContent, ProjectFile, ProjectReader } from './project-scan.ts';

/** A metadata type that carries certificates of others in its own fields. None of these is ever mailed about. */
interface CarryingType {
  readonly id: string;
  readonly label: string;
  readonly element: string;
  readonly suffix: string;
  /** Element paths of the fields that carry a body. */
  readonly fields: readonly (readonly string[])[];
}

/** Metadata API Developer Guide: SamlSsoConfig, ConnectedApp, ExtlClntAppGlobalOauthSettings. */
const carryingTypes: readonly CarryingType[] = [
  {
    id: 'project.saml-sso-configs',
    label: 'SAML single sign-on settings in the project',
    element: 'SamlSsoConfig',
    suffix: '.samlssoconfig',
    fields: [['validationCert']],
  },
  {
    id: 'project.connected-apps',
    label: 'Connected apps in the project',
    element: 'ConnectedApp',
    suffix: '.connectedApp',
    fields: [
      ['oauthConfig', 'certificate'],
      ['samlConfig', 'certificate'],
    ],
  },
  {
    id: 'project.external-client-apps',
    label: 'External client apps in the project',
    element: 'ExtlClntAppGlobalOauthSettings',
    suffix: '.ecaGlblOauth',
    fields: [['certificate']],
  },
];

/** One reader a type. */
export const carriedCertificateReaders: readonly ProjectReader[] = carryingTypes.map(
  (type): ProjectReader =>
    (files, claimed) =>
      readCarryingType(type, files, claimed),
);

/** Endings of the file names that these readers look into. */
export const carryingSuffixes: readonly string[] = carryingTypes.flatMap(({ suffix }) => [
  suffix,
  `${suffix}-meta.xml`,
]);

function readCarryingType(
  type: CarryingType,
  files: readonly ProjectFile[],
  claimed: Set<ProjectFile>,
): ProjectContent {
  const holdings: Holding[] = [];
  const references: Reference[] = [];
  for (const file of files) {
    const name = file.metadata ? componentName(type, file.path) : undefined;
    if (name === undefined) continue;
    claimed.add(file);
    for (const found of carriedBy(type, file)) {
      const field = found.field && `${type.element}.${found.field}`;
      // Two fields of one app carry two certificates: the name tells which.
      const own = type.fields.length > 1 && found.field ? `${name}.${found.field}` : name;
      holdings.push({
        source: type.id,
        name: own,
        label: found.label ?? name,
        path: file.shown,
        kind: 'trusted',
        certificates: found.certificates,
        ...(found.unreadable ? { unreadable: found.unreadable } : {}),
      });
      if (field) references.push({ source: type.id, name: own, field, path: file.shown });
    }
  }
  return { source: readSource(type, holdings.length), holdings: withUniqueNames(holdings), references };
}

interface Carried extends Pick<Holding, 'certificates' | 'unreadable'> {
  readonly label?: string;
  readonly field?: string;
}

/** The certificates of one file; a file that is no such metadata counts as one that could not be read. */
function carriedBy(type: CarryingType, file: ProjectFile): Carried[] {
  const read = readText(file);
  if ('problem' in read) return [{ certificates: [], unreadable: read.problem }];
  try {
    const element = parseMetadataXml(read.text, type.element);
    const label = textAt(element, 'name') ?? textAt(element, 'label');
    return type.fields.flatMap((path) => {
      const body = textAt(element, ...path);
      if (body === undefined) return [];
      const { certificates, problem } = readBody(body);
      return [
        {
          ...(label ? { label } : {}),
          field: path.join('.'),
          certificates,
          ...(problem ? { unreadable: problem } : {}),
        },
      ];
    });
  } catch (error) {
    if (!(error instanceof MetadataXmlError)) throw error;
    return [{ certificates: [], unreadable: `${file.shown} ${error.message}.` }];
  }
}

function componentName(type: CarryingType, path: string): string | undefined {
  const file = path.split('/').at(-1) as string;
  const suffix = [`${type.suffix}-meta.xml`, type.suffix].find((one) => file.endsWith(one));
  return suffix && file.slice(0, -suffix.length);
}
