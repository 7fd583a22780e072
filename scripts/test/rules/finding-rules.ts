/** The validation rules of findings as they are deployed. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { root } from '../../project.ts';
import { holds } from './formula.ts';
import type { Writing } from './formula.ts';

const folder = join(root, 'force-app/main/health/objects/CertHealth_Finding__c/validationRules');
const parser = new XMLParser({ parseTagValue: false });

export const findingRules: ReadonlyMap<string, string> = new Map(
  globSync('*.validationRule-meta.xml', { cwd: folder })
    .sort()
    .map((file) => {
      const { ValidationRule: rule } = parser.parse(readFileSync(join(folder, file), 'utf8')) as {
        ValidationRule: { active: string; errorConditionFormula: string };
      };
      if (rule.active !== 'true') throw new Error(`${file} is not active.`);
      return [basename(file).split('.')[0] ?? '', rule.errorConditionFormula];
    }),
);

/** Names of the rules that refuse it. */
export function refusedBy(writing: Writing): string[] {
  return [...findingRules].filter(([, formula]) => holds(formula, writing)).map(([name]) => name);
}
