import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObjectSchema, PublishedSchema } from './object-schema.ts';
import type { Declaration } from './declarations.ts';
import { dataObjects, metadataTypes, readDeclarations, toolingObjects } from './declarations.ts';

const require = createRequire(import.meta.url);

/** Raise when the reading of the declarations changes, so that an older cache is not used. */
const readerVersion = 3;

let loading: Promise<PublishedSchema> | undefined;

/**
 * Objects, fields and metadata types that Salesforce's published npm types know: `@salesforce/types` (generated from
 * the Tooling and Metadata WSDL) and jsforce's `standard-schema`. Read once with the TypeScript compiler, which takes
 * about a second, then kept as JSON beside the compiled code.
 */
export function publishedSchema(): Promise<PublishedSchema> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PublishedSchema> {
  const versions = `${typesPackage().version}-${jsforcePackage().version}`;
  const cache = fileURLToPath(new URL(`../../lib/published-schema-${readerVersion}-${versions}.json`, import.meta.url));
  try {
    return JSON.parse(await readFile(cache, 'utf8')) as PublishedSchema;
  } catch {
    const schema = await readPublishedTypes();
    await mkdir(path.dirname(cache), { recursive: true });
    // Written aside and renamed: tests start several orgs at once.
    const partial = `${cache}.${process.pid}`;
    await writeFile(partial, JSON.stringify(schema));
    await rename(partial, cache);
    return schema;
  }
}

/** Reads the installed types anew. */
export async function readPublishedTypes(): Promise<PublishedSchema> {
  const { default: ts } = await import('typescript');
  const declared = async (file: string): Promise<ReadonlyMap<string, Declaration>> =>
    readDeclarations(ts, await readFile(file, 'utf8'));
  const types = typesPackage().file;
  const tooling = toolingObjects(await declared(path.join(types, 'tooling.d.ts')));
  return {
    data: withNewerPermissions(dataObjects(await declared(jsforcePackage().file)), tooling),
    tooling,
    metadata: metadataTypes(await declared(path.join(types, 'metadata.d.ts'))),
  };
}

function typesPackage(): PackageFile {
  return packageFile('@salesforce/types', 'lib');
}

function jsforcePackage(): PackageFile {
  return packageFile('@jsforce/jsforce-node', 'lib/types/standard-schema.d.ts');
}

/**
 * A permission set or profile is the same object in both APIs, and jsforce's copy of it is some releases older than
 * the Tooling WSDL: permissions that only the latter names are known to the data API too. Other fields are not carried
 * over, because the Tooling API shows some (`NamedCredential.CertificateId`) that the data API does not have.
 */
function withNewerPermissions(
  data: Readonly<Record<string, ObjectSchema>>,
  tooling: Readonly<Record<string, ObjectSchema>>,
): Record<string, ObjectSchema> {
  return Object.fromEntries(
    Object.entries(data).map(([name, object]) => {
      const newer = Object.entries(tooling[name]?.fields ?? {}).filter(([field]) => field.startsWith('Permissions'));
      return [name, { ...object, fields: { ...Object.fromEntries(newer), ...object.fields } }];
    }),
  );
}

/** A file or folder of an installed package, and the package's version. */
interface PackageFile {
  readonly file: string;
  readonly version: string;
}

/** Looks where Node would; the packages' `exports` do not name their declaration files. */
function packageFile(name: string, file: string): PackageFile {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = require(path.join(folder, name, 'package.json')) as { version: string };
      return { file: path.join(folder, name, file), version };
    } catch {
      // Not in this node_modules; the next one up.
    }
  }
  throw new Error(`${name} is not installed: run npm install in the repository.`);
}
