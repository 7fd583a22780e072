/** The built engine in a real browser: with the browser's own cryptography, and no other verdicts. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { judgeSnapshot } from '@cert-health/core';
import type { FitForUse, HealthReport, OrgSnapshot, SnapshotBody } from '@cert-health/core';
import type { Browser, Page } from 'playwright-core';
import { clientAuth, issue, serverAuth } from '../packages/core/test/fixtures/certificates.ts';
import type { Issued, KeyName } from '../packages/core/test/fixtures/certificates.ts';
import { buildEngine, engineFolder } from '../scripts/build-engine.ts';
import { launch } from './harness/browser.ts';

type Engine = typeof import('@cert-health/core');

interface Scan {
  readonly snapshot: OrgSnapshot;
  readonly bodies: readonly SnapshotBody[];
}

const at = '2026-11-22T02:15:00.000Z';
const COUNT = 100;
const keyKinds: readonly KeyName[] = ['RSA-2048', 'P-256', 'P-521', 'Ed25519', 'RSA-1024'];

/** A page may run scripts of its own origin only, and ask nobody anything: an org's policy is no wider. */
const policy = "default-src 'none'; script-src 'self'";

describe('the engine in a browser', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let scan: Scan;
  const asked: string[] = [];
  const errors: string[] = [];

  before(async () => {
    await buildEngine();
    scan = await hundredCertificates();
    server = await serve(asked);
    browser = await launch();
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** Imports the engine in the page and calls it there. */
  function inPage<Result>(call: (engine: Engine, given: unknown) => Promise<Result>, given: unknown): Promise<Result> {
    const script = `(async (given) => (${call.toString()})(await import('/certificateEngine.js'), given))`;
    return page.evaluate<Result>(`${script}(${JSON.stringify(given)})`);
  }

  it('finds what Node finds, to the last letter', async () => {
    const there = await inPage<HealthReport>(
      async (engine, given) => {
        const { snapshot, bodies, at: moment } = given as Scan & { at: string };
        return (await engine.judgeSnapshot(snapshot, bodies, undefined, new Date(moment))).report;
      },
      { ...scan, at },
    );
    const { report: here } = await judgeSnapshot(scan.snapshot, scan.bodies, undefined, new Date(at));
    assert.deepEqual(there, JSON.parse(JSON.stringify(here)));
    assert.equal(there.certificates.filter(({ path }) => path).length, COUNT);
    assert.ok(there.findings.length > 20);
  });

  it('verifies signatures of every kind by WebCrypto, and refuses one that is not genuine', async () => {
    const verdicts = await inPage(
      async (engine, given) => {
        const hasNode = typeof (globalThis as { process?: unknown }).process !== 'undefined';
        const chains = given as readonly string[];
        const steps: (string | undefined)[] = [];
        for (const chain of chains) {
          const { certificates } = engine.readCertificates(chain);
          const [described] = await engine.describeCertificates(certificates, new Date('2026-11-22T02:15:00Z'));
          steps.push(described?.path?.steps[0]?.signature);
        }
        return { hasNode, steps };
      },
      await chainsOfEveryKind(),
    );
    assert.deepEqual(verdicts, { hasNode: false, steps: ['valid', 'valid', 'valid', 'valid', 'valid', 'invalid'] });
  });

  it('tells for which uses a pasted certificate is fit', async () => {
    const client = await issue({ subject: 'CN=client', purposes: [clientAuth], notAfter: '2027-06-01T00:00:00Z' });
    const fits = await inPage<FitForUse[]>(async (engine, given) => {
      const { certificates, problems } = engine.readCertificates(given as string);
      if (problems.length > 0) throw new Error(problems.join());
      return engine.fitFor(certificates, new Date('2026-11-22T02:15:00Z'));
    }, client.pem);
    assert.equal(fits.length, 8);
    assert.equal(fits.find(({ use }) => use === 'outbound-apex-mtls')?.fit, 'yes');
    assert.equal(fits.find(({ use }) => use === 'custom-domain')?.fit, 'no');
  });

  it('asks nobody for anything but its own modules, and runs under a strict policy', () => {
    const modules = asked.filter((path) => path !== '/');
    assert.ok(modules.length >= 5);
    for (const path of modules) assert.match(path, /^\/(certificate|rootProgram)\w+\.js$/);
    assert.deepEqual(errors, []);
  });
});

function serve(asked: string[]): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/favicon.ico') return response.writeHead(204).end();
    asked.push(url);
    const file = join(engineFolder, basename(url));
    if (url === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
      return response.end('<!doctype html><title>engine</title>');
    }
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/javascript' });
    return response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Servers and clients with chains, of every kind of key, some of them over or soon to be. */
async function hundredCertificates(): Promise<Scan> {
  const root = await issue({ subject: 'CN=Root', ca: true, notAfter: '2036-01-01T00:00:00Z', key: 'RSA-2048' });
  const ca = await issue({ subject: 'CN=CA', ca: true, issuer: root, notAfter: '2030-01-01T00:00:00Z' });
  const numbers = Array.from({ length: COUNT }, (_, number) => number);
  const issued = await Promise.all(
    numbers.map((number) =>
      issue({
        subject: `CN=host${number}.example`,
        ...(number % 3 === 0 ? {} : { issuer: number % 3 === 1 ? ca : root }),
        ...(number % 7 === 0 ? {} : { key: keyKinds[number % keyKinds.length] as KeyName, keyName: `k${number % 10}` }),
        purposes: number % 2 === 0 ? [serverAuth] : [clientAuth],
        dnsNames: [`host${number}.example`],
        notAfter: `202${6 + (number % 3)}-1${number % 3}-2${number % 9}T00:00:00Z`,
      }),
    ),
  );
  const chainOf = (one: Issued, number: number): string =>
    [one, ...(number % 3 === 1 ? [ca, root] : number % 3 === 2 ? [root] : [])].map(({ pem }) => pem).join('\n');
  const name = (number: number): string => `Certificate_${String(number).padStart(3, '0')}`;
  return {
    snapshot: {
      readAt: at,
      org: {
        id: '00D5g000000abcDEAQ',
        isSandbox: false,
        instanceUrl: 'https://acme.my.salesforce.com',
        username: 'a@b',
      },
      answers: {
        certificates: {
          rows: numbers.map((number) => ({
            Id: `0P1${String(number).padStart(12, '0')}`,
            DeveloperName: name(number),
            OptionsIsPrivateKeyExportable: false,
          })),
        },
        namedCredentials: {
          rows: numbers.map((number) => ({
            Id: `0XA${number}`,
            DeveloperName: `Partner_${number}`,
            CertificateId: `0P1${String(number).padStart(12, '0')}`,
          })),
        },
        namedCredentialParameters: { rows: [] },
      },
    },
    bodies: issued.map((one, number) => ({ name: name(number), text: chainOf(one, number) })),
  };
}

/** A chain signed with each kind of key, and one that is not genuine. */
async function chainsOfEveryKind(): Promise<string[]> {
  const chains = keyKinds.map(async (key) => {
    const issuer = await issue({ subject: `CN=CA ${key}`, ca: true, key });
    return `${(await issue({ subject: 'CN=leaf', issuer })).pem}\n${issuer.pem}`;
  });
  const plain = { withoutKeyIds: true, ca: true } as const;
  const real = await issue({ subject: 'CN=Twin', ...plain });
  const twin = await issue({ subject: 'CN=Twin', keyName: 'twin', ...plain });
  const leaf = await issue({ subject: 'CN=leaf', issuer: real, withoutKeyIds: true });
  return [...(await Promise.all(chains)), `${leaf.pem}\n${twin.pem}`];
}
