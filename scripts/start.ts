/**
 * The first five minutes: builds, starts the practice org on loopback, logs the real sf CLI in to it in a home folder of its
 * own under build/, deploys the app into it, runs `sf cert health --publish`, and keeps serving the app. With --once it
 * ends after the report.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.ts';
import { build } from './build.ts';
import { explain, node, optionsOf, root, run } from './project.ts';
import { quietSf } from './quiet-sf.ts';

const home = join(root, 'build', 'practice-home');
const reportFile = join(root, 'build', 'practice-report.json');
const formerFile = join(root, 'build', 'practice-report-before.json');
const sf = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
const plugin = join(root, 'packages', 'plugin-cert', 'bin', 'run.js');
const target = ['--target-org', 'practice'];

const sfEnvironment = { ...quietSf(home), SF_DATA_DIR: join(root, 'build', 'sf-data') };

/** Days that lie between the two scans, so that the app has something to say about what changed. */
const daysBefore = 14;

async function logIn(url: string, accessToken: string): Promise<void> {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const login = ['org', 'login', 'access-token', '--instance-url', url, '--no-prompt', '--alias', 'practice'];
  await run(node, [sf, ...login], { quiet: true, env: { ...sfEnvironment, SF_ACCESS_TOKEN: accessToken } });
}

async function deploy(): Promise<void> {
  const start = [
    'project',
    'deploy',
    'start',
    ...target,
    '--source-dir',
    'force-app',
    '--ignore-conflicts',
    '--wait',
    '5',
  ];
  await run(node, [sf, ...start], { quiet: true, cwd: join(root, 'build', 'deploy'), env: sfEnvironment });
  const assign = ['org', 'assign', 'permset', ...target, '--name', 'CertHealth_Admin'];
  await run(node, [sf, ...assign], { quiet: true, env: sfEnvironment });
}

/** `cert health` ends with 3 to 6 when it found something: that is a report, not a failure of this script. */
async function health(options: readonly string[], quiet: boolean): Promise<void> {
  const scan = ['cert', 'health', ...target, '--fail-on', 'never', ...options];
  await run(node, [plugin, ...scan], { quiet, env: sfEnvironment });
}

/**
 * What a scan would have said so many days ago, published as one of that day: the practice org is as old as its start, and
 * a report that judges another day than that of its scan is not taken.
 */
async function publishFormerScan(): Promise<void> {
  const before = new Date(Date.now() - daysBefore * 86_400_000).toISOString();
  await health(['--as-of', before, '--output-file', formerFile], true);
  const former = JSON.parse(readFileSync(formerFile, 'utf8')) as { asOf: string };
  writeFileSync(formerFile, JSON.stringify({ ...former, generatedAt: former.asOf }));
  await run(node, [plugin, 'cert', 'publish', formerFile, ...target], { quiet: true, env: sfEnvironment });
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function start(): Promise<void> {
  const values = optionsOf({ once: { type: 'boolean', default: false }, port: { type: 'string' } });
  say('Building …');
  await build();
  const { startPracticeOrg } = await import('@cert-health/practice-org');
  say('Starting the practice org …');
  const page = buildConsole();
  // Told where it is awaited.
  page.catch(() => undefined);
  const org = await startPracticeOrg({
    consoleFolder: join(root, 'build', 'console'),
    connectionFolder: join(root, 'config', 'connection'),
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
  });
  try {
    await logIn(org.url, org.accessToken);
    say('Deploying the app into it with sf project deploy start …');
    await deploy();
    say(`Scanning as it would have been ${daysBefore} days ago, so that there is something to compare with …`);
    await publishFormerScan();
    say('Scanning …');
    await health(['--publish', '--output-file', reportFile], false);
    org.setReport(JSON.parse(readFileSync(reportFile, 'utf8')));
    await page;
    // Where it ends after the report, nothing would answer there any more.
    if (values.once) return;
    process.stdout.write(`\nConsole page: ${org.consoleUrl}\nThe report as one page: ${org.reportUrl}\n`);
    const login = `sf org login access-token --instance-url ${org.url} --no-prompt --alias practice`;
    process.stdout.write(`To try commands on it, in another terminal: SF_ACCESS_TOKEN='${org.accessToken}' ${login}\n`);
    process.stdout.write('Serving until you press Ctrl+C.\n');
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    });
  } finally {
    await org.close();
  }
}

await start().catch(explain);
