/**
 * What can be known about Apex, metadata and components without an org and without running them. `npm run test:apex` runs the Apex, on
 * our own runner.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, root } from './project.ts';
import { accessModes } from './verify/access-modes.ts';
import { apexRules } from './verify/apex-rules.ts';
import { apexTypes } from './verify/apex-types.ts';
import { codeAnalyzer } from './verify/code-analyzer.ts';
import { accepted, isAccepted } from './verify/accepted-findings.ts';
import { componentImports } from './verify/component-imports.ts';
import { editionLimits } from './verify/edition-limits.ts';
import { entryAccess } from './verify/entry-access.ts';
import { fieldAccess } from './verify/field-access.ts';
import { fieldsFunction } from './verify/fields-function.ts';
import { flowTypes } from './verify/flow-types.ts';
import type { Issue } from './verify/issue.ts';
import { textOf } from './verify/issue.ts';
import { metadataReferences } from './verify/metadata-references.ts';
import { metadataShape } from './verify/metadata-shape.ts';
import { objectsOf } from './verify/objects.ts';
import { orgSettings } from './verify/org-settings.ts';
import { platformCompile } from './verify/platform-compile.ts';
import { projectSchemas } from './verify/project-schemas.ts';
import { runAsOrder } from './verify/run-as-order.ts';
import { scheduledJobs } from './verify/scheduled-jobs.ts';
import { soqlFields } from './verify/soql-fields.ts';
import { testsAsUser } from './verify/tests-as-user.ts';
import { apexWorkspace } from './verify/workspace.ts';

const app = join(root, 'force-app');
/** Metadata that an org may refuse, deployed after the app. */
const optional = join(root, 'optional');
const built = join(root, 'build', 'deploy', 'force-app');

/** Every gate, by the question that it answers. Those that take longest come last. */
const gates: readonly [string, () => Issue[] | Promise<Issue[]>][] = [
  ['Are project and scratch org definition what sf expects?', () => projectSchemas(root)],
  ['Does the Metadata API know every element?', () => [app, optional].flatMap((folder) => metadataShape(folder))],
  [
    'Does every name in metadata lead somewhere?',
    () => [...metadataReferences(app, objectsOf(app)), ...metadataReferences(optional, objectsOf(app), app)],
  ],
  ['Does every edition take what is deployed with the app?', () => editionLimits(app)],
  ['Does every permission set see every field?', () => fieldAccess(app)],
  ['May those who may do a thing call the classes that do it?', () => entryAccess(app)],
  ['Does a flow know the types that it is given?', () => flowTypes(app)],
  ['Do the queries name fields that exist?', () => soqlFields(app, objectsOf(app))],
  ['Do the queries name their fields one by one?', () => fieldsFunction(app)],
  ['Does every query and write say with whose rights?', () => accessModes(app)],
  ['Would an org take the Apex, and does it keep to the habits here?', () => apexRules(app)],
  ['Are tests somebody who may what they try?', () => testsAsUser(app)],
  ['Do tests become somebody before they start?', () => runAsOrder(app)],
  ['Do tests leave the scheduled job of the org alone?', () => scheduledJobs(app)],
  ['Do tests turn out alike whatever is set in the org?', () => orgSettings(app)],
  [
    'Do components and Apex fit together?',
    () => componentImports(app, readFileSync(join(app, 'types', 'apex.d.ts'), 'utf8')),
  ],
  ['Do the types in Apex fit?', () => apexTypes(workspace())],
  [
    'What would the security review say?',
    async () => (await codeAnalyzer(workspace())).filter((issue) => !isAccepted(issue)),
  ],
  ['Does the compiler of the platform take every component?', () => platformCompile(built)],
];

let made: string | undefined;

function workspace(): string {
  return (made ??= apexWorkspace(app, join(root, 'build', 'verify')));
}

export async function verify(): Promise<void> {
  let found = 0;
  for (const [question, gate] of gates) {
    const began = performance.now();
    const issues = await gate();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`   ${issues.length === 0 ? 'ok  ' : 'FAIL'} ${question} (${seconds} s)\n`);
    for (const issue of issues) process.stdout.write(`        ${textOf(issue)}\n`);
    found += issues.length;
  }
  const files = accepted.flatMap((one) => one.files).length;
  process.stdout.write(
    `   Findings of the Code Analyzer in ${files} files are accepted, with ${accepted.length} reasons.\n`,
  );
  if (found > 0) throw new Error(`${found} ${found === 1 ? 'thing' : 'things'} an org or a reviewer would refuse.`);
}

if (import.meta.main) await verify().catch(explain);
