import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import { acmeFreight, planted, quietHarbor } from '../../src/index.ts';
import type { Component } from '../../src/org/component.ts';
import type { Declaration } from '../../src/schema/declarations.ts';
import { readDeclarations } from '../../src/schema/declarations.ts';
import type { XmlValue } from '../../src/xml/xml.ts';
import { now } from '../org-client.ts';

/** The declaration file of the Metadata API among the published types, found where Node would look. */
async function publishedMetadata(): Promise<ReadonlyMap<string, Declaration>> {
  const folders = createRequire(import.meta.url).resolve.paths('@salesforce/types') ?? [];
  for (const folder of folders) {
    const text = await readFile(path.join(folder, '@salesforce/types/lib/metadata.d.ts'), 'utf8').catch(
      () => undefined,
    );
    if (text !== undefined) return readDeclarations(ts, text);
  }
  throw new Error('@salesforce/types is not installed.');
}

describe('the metadata of each company', () => {
  let declared: ReadonlyMap<string, Declaration>;
  before(async () => {
    declared = await publishedMetadata();
  });

  /** Paths of what the published type does not have. */
  function unknownIn(value: XmlValue, type: string, at: string): string[] {
    if (Array.isArray(value)) return value.flatMap((item: XmlValue) => unknownIn(item, type, at));
    const known = declared.get(type.replace(/\[\]$/, ''));
    if (typeof value !== 'object' || value === null || value instanceof Date || known === undefined) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const property = propertyOf(known, name);
      return property === undefined ? [`${at}.${name}`] : unknownIn(inner, property, `${at}.${name}`);
    });
  }

  function propertyOf({ bases, properties }: Declaration, name: string): string | undefined {
    const own = properties.find((property) => property.name === name);
    if (own !== undefined) return own.type;
    return bases
      .flatMap((base) => declared.get(base) ?? [])
      .map((base) => propertyOf(base, name))
      .find((type) => type !== undefined);
  }

  function typeOf({ type, fullName }: Component): string {
    return type === 'Settings' ? `${fullName}Settings` : type;
  }

  for (const seed of [acmeFreight, quietHarbor, planted]) {
    it(`has only fields of the published types (${seed.name})`, async () => {
      const { components } = await seed(now);
      const unknown = components.flatMap((component) => {
        const type = typeOf(component);
        assert.ok(declared.has(type), type);
        return unknownIn(component.values, type, type);
      });
      assert.deepEqual([...new Set(unknown)], []);
    });
  }

  it('would be told of a field that is not there', () => {
    const wrong = { oauthConfig: { certificat: 'x' }, label: 'y' };
    assert.deepEqual(unknownIn(wrong, 'ConnectedApp', 'ConnectedApp'), ['ConnectedApp.oauthConfig.certificat']);
  });
});
