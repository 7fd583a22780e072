import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Types of Salesforce's published declarations: property name → name of its type. */
export type PublishedTypes = ReadonlyMap<string, ReadonlyMap<string, string>>;

const require = createRequire(new URL('../../../practice-org/package.json', import.meta.url));

/** Reads `@salesforce/types`, which is generated from the WSDL files of the APIs. */
export function publishedTypes(api: 'metadata' | 'tooling'): PublishedTypes {
  const text = readFileSync(require.resolve(`@salesforce/types/${api}`).replace(/\.js$/, '.d.ts'), 'utf8');
  const types = new Map<string, Map<string, string>>();
  for (const [, name, bases = '', body] of text.matchAll(/^export type (\w+) = ((?:\w+ & )*)\{\n([^]*?)^\};/gm)) {
    const properties = [...(body as string).matchAll(/^ {4}(\w+)\??: (\w+)/gm)].map(
      ([, key, type]) => [key, type] as const,
    );
    const inherited = bases.includes('MetadataWithContent') ? [['content', 'string'] as const] : [];
    types.set(name as string, new Map([...inherited, ...properties] as [string, string][]));
  }
  for (const [, name, values] of text.matchAll(/^export type (\w+) = ('[^;]*);/gm)) {
    types.set(
      name as string,
      new Map([...(values as string).matchAll(/'(\w+)'/g)].map(([, value]) => [value as string, ''])),
    );
  }
  return types;
}

/**
 * Follows `ConnectedApp.oauthConfig.certificate` through the types. A segment may also be the kind of a parameter, as in
 * `NamedCredential.namedCredentialParameters.ClientCertificate`.
 *
 * @returns the properties on the way, as `Type.property`; undefined when one does not exist.
 */
export function follow(types: PublishedTypes, field: string): string[] | undefined {
  const [first, ...segments] = field.split('.') as [string, ...string[]];
  const steps: string[] = [];
  let type = first;
  if (!types.has(type)) return undefined;
  for (const segment of segments) {
    const properties = types.get(type);
    const next = properties?.get(segment);
    if (next === undefined) {
      const kinds = types.get(properties?.get('parameterType') ?? '');
      if (!kinds?.has(segment)) return undefined;
      steps.push(`${type}.certificate`);
      continue;
    }
    steps.push(`${type}.${segment}`);
    type = next;
  }
  return steps;
}
