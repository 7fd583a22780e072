/** Pebble, the test server of Let's Encrypt (Debian package `pebble`), with its DNS, on loopback. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Agent as HttpsAgent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderWith } from '../../fixtures/folder.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';

const dnsHelp = spawnSync('pebble-challtestsrv', ['--help'], { encoding: 'utf8' });
/** Why tests with pebble are skipped; false where it is installed. */
export const withoutPebble =
  dnsHelp.error === undefined && spawnSync('pebble', ['--help']).error === undefined
    ? false
    : 'no pebble on this machine (apt-get install pebble): tests against a real ACME server are skipped';

/** A hook as people write them: it sets the record that proves a name in the DNS of the test. */
export const dnsHook = `
const { RECORDS, CERT_RECORD, CERT_VALUE } = process.env;
const path = process.argv[2] === 'deploy' ? '/set-txt' : '/clear-txt';
const body = JSON.stringify({ host: CERT_RECORD + '.', value: CERT_VALUE });
if (!(await fetch(RECORDS + path, { method: 'POST', body })).ok) process.exit(1);
`;

export interface Pebble {
  readonly directory: string;
  /** Root (PEM) of its own TLS certificate. */
  readonly trust: string;
  /** Root (PEM) of what it issues. */
  readonly root: string;
  /** Roots (PEM) of other chains that it offers for the same certificate. */
  readonly otherRoots: readonly string[];
  /** Address of its DNS for questions, `127.0.0.1:port`. */
  readonly dns: string;
  /** Where records are set: `POST /set-txt`, `/clear-txt`. */
  readonly records: string;
  /** Port on which it looks for files. */
  readonly httpPort: number;
  readonly httpsAgent: HttpsAgent;
  /** Says when a certificate (PEM) is to be renewed, in versions that offer renewal information. */
  readonly setRenewal: (certificate: string, answer: object) => Promise<void>;
}

export async function startPebble(
  test: { after(end: () => Promise<void>): void },
  {
    externalKeys,
    otherRoots = 0,
  }: { readonly externalKeys?: Readonly<Record<string, string>>; readonly otherRoots?: number } = {},
): Promise<Pebble> {
  const [port, management, dnsPort, recordsPort, httpPort] = (await freePorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const root = await issue({ name: 'Loopback Root', from: '2020-01-01', days: 9000, ca: true });
  const own = await issue({ name: 'localhost', from: '2026-01-01', days: 3000, issuer: root, dnsNames: ['localhost'] });
  const settings = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: 'cert.pem',
    privateKey: 'key.pem',
    httpPort,
    tlsPort: httpPort,
    ocspResponderURL: '',
    // Known since version 2.6.
    profiles: {
      classic: { description: 'As ever', validityPeriod: 7_776_000 },
      shortlived: { description: 'For days', validityPeriod: 518_400 },
    },
    externalAccountBindingRequired: externalKeys !== undefined,
    ...(externalKeys === undefined ? {} : { externalAccountMACKeys: externalKeys }),
  };
  // It is gone when its processes are.
  const ends: (() => unknown)[] = [];
  const cwd = folderWith(
    { after: (end) => ends.push(end as () => unknown) },
    {
      'cert.pem': own.pem,
      'key.pem': await exportKey(own),
      'config.json': JSON.stringify({ pebble: settings }),
    },
  );
  const started = [
    spawn('pebble-challtestsrv', [...dnsArguments(`127.0.0.1:${dnsPort}`), '-management', `127.0.0.1:${recordsPort}`], {
      stdio: 'ignore',
    }),
    spawn('pebble', ['-config', join(cwd, 'config.json'), '-dnsserver', `127.0.0.1:${dnsPort}`, '-strict'], {
      cwd,
      // One nonce in four is refused; nothing that was proven once is taken as proven again.
      env: {
        ...process.env,
        PEBBLE_VA_NOSLEEP: '1',
        PEBBLE_WFE_NONCEREJECT: '25',
        PEBBLE_AUTHZREUSE: '0',
        PEBBLE_ALTERNATE_ROOTS: String(otherRoots),
      },
      stdio: 'ignore',
    }),
  ];
  test.after(async () => {
    await Promise.all(started.map(ended));
    for (const end of ends) end();
  });
  const httpsAgent = new HttpsAgent({ ca: root.pem });
  await answering(`https://localhost:${port}/dir`, httpsAgent);
  return {
    directory: `https://localhost:${port}/dir`,
    trust: root.pem,
    root: await textAt(`https://localhost:${management}/roots/0`, httpsAgent),
    otherRoots: await Promise.all(
      Array.from({ length: otherRoots }, (_, n) =>
        textAt(`https://localhost:${management}/roots/${n + 1}`, httpsAgent),
      ),
    ),
    dns: `127.0.0.1:${dnsPort}`,
    records: `http://127.0.0.1:${recordsPort}`,
    httpPort,
    httpsAgent,
    setRenewal: async (certificate, answer) => {
      const body = JSON.stringify({ certificate, ariResponse: JSON.stringify(answer) });
      await textAt(`https://localhost:${management}/set-renewal-info/`, httpsAgent, body);
    },
  };
}

/** Its DNS alone; the option for it has another name since version 2.5. */
function dnsArguments(address: string): string[] {
  const isNew = /^\s+-dnsserver/m.test(dnsHelp.stderr);
  const off = ['-http01', '-https01', '-tlsalpn01', '-defaultIPv6', ...(isNew ? ['-doh'] : [])];
  return [isNew ? '-dnsserver' : '-dns01', address, ...off.flatMap((option) => [option, ''])];
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function answering(url: string, agent: HttpsAgent): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await textAt(url, agent);
      return;
    } catch (error) {
      if (tried >= 200) throw error;
      await sleep(50);
    }
  }
}

/** What is at an address; with a body it is posted. Rejects for anything but a good answer. */
export function textAt(url: string, agent: HttpsAgent, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent, method: body === undefined ? 'GET' : 'POST', headers: { 'user-agent': 'test' } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${url}: ${response.statusCode} ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
