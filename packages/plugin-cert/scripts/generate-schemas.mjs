// JSON Schemas of the `result` of every command's --json, from its result type, and of the settings file. `--write`
// records them in schemas/.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { settingsSchema } from '../src/settings/settings-shape.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const results = {
  'cert-health': 'CertHealthResult',
  'cert-list': 'CertListResult',
  'cert-compare': 'CertCompareResult',
  'cert-inspect': 'CertInspectResult',
  'cert-checks': 'CertChecksResult',
  'cert-verify': 'CertVerifyResult',
  'cert-probe': 'CertProbeResult',
  'cert-publish': 'CertPublishResult',
  'cert-simulate-inbound': 'CertSimulateInboundResult',
  'cert-simulate-jwt': 'CertSimulateJwtResult',
  'cert-simulate-outbound': 'CertSimulateOutboundResult',
  'cert-simulate-sso': 'CertSimulateSsoResult',
  'cert-rotate-approve': 'CertRotateApproveResult',
  'cert-rotate-finish': 'CertRotateFinishResult',
  'cert-rotate-plan': 'CertRotatePlanResult',
  'cert-rotate-run': 'CertRotateRunResult',
  'cert-rotate-start': 'CertRotateStartResult',
  'cert-rotate-status': 'CertRotateStatusResult',
  'cert-rotate-undo': 'CertRotateUndoResult',
};

/** Schemas by file name, as they follow from the types at the moment. */
export function schemas() {
  const generator = createGenerator({
    path: join(root, 'src', 'commands', 'cert', '**', '*.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    topRef: false,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const ofResults = Object.fromEntries(
    Object.entries(results).map(([name, type]) => {
      const { $schema, ...schema } = generator.createSchema(type);
      const title = `result of sf ${name.replaceAll('-', ' ')} --json`;
      return [`${name}.json`, { $schema, title, ...schema }];
    }),
  );
  return { ...ofResults, 'cert-health-settings.json': settingsSchema() };
}

if (argv.includes('--write')) {
  for (const [file, schema] of Object.entries(schemas())) {
    writeFileSync(join(root, 'schemas', file), `${JSON.stringify(schema, null, 2)}\n`);
  }
}
