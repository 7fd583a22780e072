/** The real command over the other org, with an authority that is a command. */
import '../../fixtures/home.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CertRotateStartResult } from '../../../src/commands/cert/rotate/start.ts';
import { isolated } from '../../fixtures/home.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { logIn } from '../../fixtures/log-in.ts';
import type { AnotherOrg } from './another-org.ts';
import { startAnotherOrg } from './another-org.ts';
import type { Harbor } from './harbor.ts';
import type { Quirks } from './quirks.ts';
import { usualQuirks } from './quirks.ts';

export type Change = Partial<Quirks>;

export interface Told {
  readonly exitCode: number | null;
  readonly message: string;
  readonly stderr: string;
  readonly rotation: CertRotateStartResult['rotations'][number] | undefined;
}

const script = `let csr = '';
for await (const part of process.stdin) csr += part;
const answer = await fetch(process.argv[2], { method: 'POST', body: csr });
process.stdout.write(await answer.text());
`;

export interface Elsewhere {
  readonly org: AnotherOrg;
  readonly cwd: string;
  run(...args: string[]): Promise<Told>;
  /** The command that runs now. */
  readonly child: ChildProcess | undefined;
}

/** An org with its authority, and a folder with the settings for one certificate. */
export async function elsewhere(
  t: TestContext,
  { held, authority }: Harbor,
  {
    quirks = {},
    entry,
    files = {},
    withApp = false,
    command,
    more = '',
    logsIn = logIn,
  }: {
    readonly quirks?: Change;
    /** Below `certificates`, as YAML in one line. */
    readonly entry: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly withApp?: boolean;
    /** As a JSON list. */
    readonly command?: string;
    /** Settings of the authority beside its command. */
    readonly more?: string;
    readonly logsIn?: (org: AnotherOrg) => Promise<void>;
  },
): Promise<Elsewhere> {
  const org = await startAnotherOrg(held, { ...usualQuirks, ...quirks }, withApp);
  t.after(() => org.close());
  const signer = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on(
      'end',
      () => void authority.chain(Buffer.concat(chunks).toString()).then((chain) => response.end(chain)),
    );
  });
  await new Promise<void>((resolve) => signer.listen(0, '127.0.0.1', resolve));
  t.after(() => (signer.close(), signer.closeAllConnections()));
  await logsIn(org);
  const signs = JSON.stringify([
    process.execPath,
    'sign.mjs',
    `http://127.0.0.1:${(signer.address() as AddressInfo).port}`,
  ]);
  const cwd = folderWith(t, {
    'cert-health.yml': `rotation:
  production: true
  authorities: { own: { type: command, command: ${command ?? signs}${more} } }
  certificates: [${entry}]
`,
    'sign.mjs': script,
    ...files,
  });
  let child: ChildProcess | undefined;
  const args0 = withApp ? [] : ['--lock', 'local'];
  return {
    org,
    cwd,
    get child() {
      return child;
    },
    async run(...args) {
      const lock = ['plan', 'status'].includes(args[0] ?? '') ? [] : args0;
      const runner = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
      const started = spawn(
        process.execPath,
        [runner, 'cert', 'rotate', ...args, ...lock, '-o', org.username, '--json'],
        {
          cwd,
          env: { PATH: process.env['PATH'], NODE_OPTIONS: process.env['CERT_TEST_NODE_OPTIONS'], ...isolated },
        },
      );
      child = started;
      const output = { stdout: '', stderr: '' };
      started.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
      started.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
      const exitCode = await new Promise<number | null>((resolve, reject) => {
        started.once('error', reject);
        started.once('close', resolve);
      });
      child = undefined;
      return told(exitCode, output);
    },
  };
}

function told(exitCode: number | null, { stdout, stderr }: { readonly stdout: string; readonly stderr: string }): Told {
  if (stdout.trim() === '') return { exitCode, message: '', stderr, rotation: undefined };
  const json = JSON.parse(stdout) as { message?: string; result?: CertRotateStartResult; data?: CertRotateStartResult };
  const [rotation] = (json.result ?? json.data)?.rotations ?? [];
  return { exitCode, message: json.message ?? '', stderr, rotation };
}
