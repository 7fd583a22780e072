/**
 * The first five minutes: builds, starts the practice org on loopback, logs the real sf CLI in to it in a home folder of its
 * own under build/, runs `sf cert health`, and keeps serving the console page. With --once it ends after the report.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { explain, node, root, run } from './project.ts';

const home = join(root, 'build', 'practice-home');
const reportFile = join(root, 'build', 'practice-report.json');
const alias = 'practice';

/** sf reads and writes only below `home`; nothing is sent or updated. */
const sfEnvironment = {
  HOME: home,
  USERPROFILE: home,
  XDG_DATA_HOME: '',
  XDG_CONFIG_HOME: '',
  XDG_CACHE_HOME: '',
  SF_DATA_DIR: join(root, 'build', 'sf-data'),
  SF_DISABLE_TELEMETRY: 'true',
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true',
};

/** `cert health` ends with 3 to 6 when it found something: that is a report, not a failure of this script. */
async function health(): Promise<void> {
  const plugin = join(root, 'packages', 'plugin-cert', 'bin', 'run.js');
  await run(
    node,
    [plugin, 'cert', 'health', '--target-org', alias, '--fail-on', 'never', '--output-file', reportFile],
    {
      env: sfEnvironment,
    },
  );
}

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean', default: false }, port: { type: 'string' } } });
  process.stderr.write('Building …\n');
  await build();
  const { startPracticeOrg } =
    (await import('@cert-health/practice-org')) as typeof import('@cert-health/practice-org');
  process.stderr.write('Starting the practice org …\n');
  const org = await startPracticeOrg(values.port === undefined ? {} : { port: Number(values.port) });
  try {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    const sf = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
    const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', alias];
    await run(node, [sf, ...login], { quiet: true, env: { ...sfEnvironment, SF_ACCESS_TOKEN: org.accessToken } });
    await health();
    org.setReport(JSON.parse(readFileSync(reportFile, 'utf8')));
    process.stdout.write(`\nConsole page: ${org.consoleUrl}\n`);
    if (values.once) return;
    process.stdout.write('Serving until you press Ctrl+C.\n');
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    });
  } finally {
    await org.close();
  }
}

await start().catch(explain);
