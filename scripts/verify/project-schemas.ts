/** The files that sf reads before it does anything, against the schemas that Salesforce publishes for them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { Issue } from './issue.ts';

const schemas = {
  'sfdx-project.json': 'sfdx-project.schema.json',
  'config/project-scratch-def.json': 'project-scratch-def.schema.json',
} as const;

/** What sf knows and the published schema does not yet. Source: salesforcedx-templates, project template for TypeScript. */
const newer: readonly string[] = ['defaultLwcLanguage'];

export function projectSchemas(root: string): Issue[] {
  const require = createRequire(import.meta.url);
  return Object.entries(schemas).flatMap(([file, schema]) => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const check = ajv.compile(
      JSON.parse(readFileSync(require.resolve(`@salesforce/schemas/${schema}`), 'utf8')) as object,
    );
    const content = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;
    for (const name of newer) delete content[name];
    if (check(content)) return [];
    return (check.errors ?? []).map(({ instancePath, message = '' }) => ({
      file,
      message: `${instancePath || '/'} ${message}.`,
    }));
  });
}
