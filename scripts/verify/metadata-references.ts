/** Names in metadata that lead to nothing in this app: a permission set for a class that is gone, a tab without component. */
import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Issue } from './issue.ts';
import type { FindObject } from './objects.ts';
import type { XmlRecord } from './xml-file.ts';
import { all, readXml, records, text, texts } from './xml-file.ts';

interface Project {
  readonly findObject: FindObject;
  has(suffix: string, name: string): boolean;
}

type Rule = (root: XmlRecord, project: Project, file: string) => readonly (string | undefined)[];

/** Which elements of which type name what. Standard things are named `standard-…` or have no `__`. */
const rules: Readonly<Record<string, Rule>> = {
  PermissionSet: (root, project) => [
    ...named(root, 'applicationVisibilities', 'application', project, 'app'),
    ...named(root, 'classAccesses', 'apexClass', project, 'cls'),
    ...named(root, 'customPermissions', 'name', project, 'customPermission'),
    ...named(root, 'tabSettings', 'tab', project, 'tab'),
    ...records(root, 'objectPermissions').map((entry) => missingObject(text(entry, 'object'), project)),
    ...records(root, 'fieldPermissions').map((entry) => missingField(text(entry, 'field'), project)),
    ...records(root, 'customMetadataTypeAccesses').map((entry) => missingObject(text(entry, 'name'), project)),
  ],
  CustomApplication: (root, project) => [
    ...texts(root, 'tabs').map((tab) => (tab.startsWith('standard-') ? undefined : missing(tab, project, 'tab'))),
    ...records(root, 'actionOverrides').map((entry) => missing(text(entry, 'content'), project, 'flexipage')),
    ...records(root, 'profileActionOverrides').map((entry) => missing(text(entry, 'content'), project, 'flexipage')),
  ],
  CustomTab: (root, project, file) => [
    missing(text(root, 'lwcComponent'), project, 'lwc'),
    missing(text(root, 'flexiPage'), project, 'flexipage'),
    text(root, 'customObject') === 'true' ? missingObject(basename(file, '.tab-meta.xml'), project) : undefined,
  ],
  FlexiPage: (root, project) => [
    missingObject(text(root, 'sobjectType'), project),
    ...deep(root, 'componentName')
      .filter((name) => name.startsWith('c:'))
      .map((name) => missing(name.slice(2), project, 'lwc')),
    ...deep(root, 'fieldItem').map((name) =>
      missingField(name.replace(/^Record\./, `${text(root, 'sobjectType')}.`), project),
    ),
  ],
  Layout: (root, project, file) => fieldsOf(deep(root, 'field'), basename(file).split('-')[0] ?? '', project),
  ListView: (root, project, file) =>
    fieldsOf(
      [...texts(root, 'columns'), ...records(root, 'filters').map((entry) => text(entry, 'field') ?? '')],
      objectOf(file),
      project,
    ),
  CompactLayout: (root, project, file) => fieldsOf(texts(root, 'fields'), objectOf(file), project),
  CustomField: (root, project) => [missingObject(text(root, 'referenceTo'), project)],
  CustomObject: (root, _project, file) => {
    const layout = text(root, 'compactLayoutAssignment');
    const own = join('compactLayouts', `${layout}.compactLayout-meta.xml`);
    return [
      layout && layout !== 'SYSTEM' && !existsSync(join(dirname(file), own))
        ? `There is no compact layout '${layout}'.`
        : undefined,
    ];
  },
  CustomMetadata: (root, project, file) => {
    const type = `${basename(file).split('.')[0]}__mdt`;
    return [
      missingObject(type, project),
      ...fieldsOf(
        records(root, 'values').map((entry) => text(entry, 'field') ?? ''),
        type,
        project,
      ),
    ];
  },
  ReportType: (root, project) => [
    missingObject(text(root, 'baseObject'), project),
    ...deep(root, 'columns')
      .concat(
        recordsDeep(root, 'columns').map(
          (column) => `${text(column, 'table')?.split('.')[0]}.${text(column, 'field')}`,
        ),
      )
      .filter((name) => name.includes('__c.'))
      .map((name) => missingField(name, project)),
  ],
  Report: (root, project) => [
    ...[text(root, 'reportType') ?? '']
      .filter((type) => type.endsWith('__c'))
      .map((type) => missing(type.replace(/__c$/, ''), project, 'reportType')),
    ...deep(root, 'field')
      .concat(deep(root, 'column'), deep(root, 'groupingColumn'), deep(root, 'dateColumn'))
      .filter((name) => /^\w+__c\.\w+$/.test(name) || /^\w+__c\$\w+$/.test(name))
      .map((name) => missingField(name.replace('$', '.'), project)),
    // Without one an org puts its own, which may leave out most of the records.
    records(root, 'timeFrameFilter').length === 0
      ? 'It says no time frame; INTERVAL_CUSTOM without dates is all time.'
      : undefined,
  ],
  Dashboard: (root, project) => deep(root, 'report').map((name) => missing(basename(name), project, 'report')),
};

/**
 * @param folder     Metadata in source format
 * @param deployedBefore What is in the org when it is deployed, in source format; left out: nothing
 */
export function metadataReferences(folder: string, findObject: FindObject, deployedBefore = folder): Issue[] {
  const names = new Set([folder, deployedBefore].flatMap((cwd) => globSync('**/*', { cwd })).map(keyOf));
  const project: Project = { findObject, has: (suffix, name) => names.has(`${suffix}:${name}`) };
  return globSync('**/*-meta.xml', { cwd: folder }).flatMap((file) => {
    const { type, root } = readXml(join(folder, file));
    const problems = rules[type]?.(root, project, join(folder, file)) ?? [];
    return problems.filter((message) => message !== undefined).map((message) => ({ file, message }));
  });
}

/** `tab:Certificate_Health` for a file of the kind, `lwc:homePage` for the folder of a component. */
function keyOf(file: string): string {
  if (basename(dirname(file)) === 'lwc') return `lwc:${basename(file)}`;
  const [name = '', ...suffix] = basename(file)
    .replace(/-meta\.xml$/, '')
    .split('.');
  return `${suffix.join('.')}:${name}`;
}

function named(
  root: XmlRecord,
  list: string,
  element: string,
  project: Project,
  suffix: string,
): (string | undefined)[] {
  return records(root, list).map((entry) => {
    const name = text(entry, element);
    return name?.startsWith('standard-') ? undefined : missing(name, project, suffix);
  });
}

function missing(name: string | undefined, project: Project, suffix: string): string | undefined {
  return name === undefined || project.has(suffix, name) ? undefined : `'${name}' (${suffix}) is not in this app.`;
}

function missingObject(name: string | undefined, { findObject }: Project): string | undefined {
  return name === undefined || findObject(name) ? undefined : `There is no object '${name}'.`;
}

function missingField(path: string | undefined, { findObject }: Project): string | undefined {
  const [object = '', field = ''] = path?.split('.') ?? [];
  const known = findObject(object);
  if (!known) return `There is no object '${object}' (in ${path}).`;
  // Reports and layouts call some standard fields by other names.
  if (!field.includes('__')) return undefined;
  return known.fields.has(field.toLowerCase()) ? undefined : `${object} has no field '${field}'.`;
}

function fieldsOf(names: readonly string[], object: string, project: Project): (string | undefined)[] {
  return names.filter((name) => name.endsWith('__c')).map((name) => missingField(`${object}.${name}`, project));
}

function objectOf(file: string): string {
  return basename(dirname(dirname(file)));
}

/** The texts of an element, wherever it stands. */
function deep(value: XmlRecord, element: string): string[] {
  return Object.keys(value).flatMap((name) =>
    all(value, name).flatMap((one) =>
      typeof one === 'string' ? (name === element && one ? [one] : []) : deep(one, element),
    ),
  );
}

function recordsDeep(value: XmlRecord, element: string): XmlRecord[] {
  return Object.keys(value).flatMap((name) =>
    records(value, name).flatMap((one) => [...(name === element ? [one] : []), ...recordsDeep(one, element)]),
  );
}
