import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { parseCertificates } from '@cert-health/core';
import type { CertProbeResult } from '../../src/commands/cert/probe.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue, issueChain, issueCrl } from '../fixtures/issue.ts';
import type { Issued, Wish } from '../fixtures/issue.ts';
import { serve } from '../network/authority.ts';
import { nodeServer } from '../tls/servers.ts';
import { jsonOf, runCommand } from './run-command.ts';

/** A server whose authority publishes at addresses of this computer. */
async function serverOf(t: TestContext, answer: (chain: Chain) => RequestListener, wish: Partial<Wish> = {}) {
  const { url, asked } = await serve(t, (request, response) => answer(chain)(request, response));
  const dnsNames = ['partner.example'];
  const chain: Chain = await issueChain({ dnsNames, issuerUrl: `${url}/issuing.cer`, ...urlsIn(wish, url) });
  const cwd = folderWith(t, { 'roots.pem': chain.root.pem });
  const probe = (port: number, ...args: readonly string[]) =>
    runCommand(
      [
        ...['probe', `127.0.0.1:${port}`, '--server-name', 'partner.example', '--trust-store', 'roots.pem'],
        ...['--as-of', '2026-02-10', ...args],
      ],
      { cwd, env: { CERT_ALLOW_PRIVATE_CRL: '1' } },
    );
  return { ...chain, asked, cwd, probe, file: join(cwd, 'chain.pem') };
}

interface Chain {
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly leaf: Issued;
}

const urlsIn = (wish: Partial<Wish>, url: string): Partial<Wish> => ({
  ...wish,
  ...(wish.listUrl === undefined ? {} : { listUrl: `${url}${wish.listUrl}` }),
  ...(wish.ocspUrl === undefined ? {} : { ocspUrl: `${url}${wish.ocspUrl}` }),
});

const publishing =
  ({ intermediate }: Chain): RequestListener =>
  (_, response) =>
    void response.end(intermediate.der);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('sf cert probe and an intermediate that is not sent', () => {
  test('is fetched with all and with nothing less, named, and not taken for sent', async (t) => {
    const { leaf, asked, probe } = await serverOf(t, publishing);
    const port = await nodeServer(t, { sends: [leaf] });
    for (const network of [[], ['--network', 'none'], ['--network', 'crl']]) {
      assert.equal((await probe(port, ...network)).exitCode, 4);
    }
    assert.deepEqual(asked, []);
    const { stdout, exitCode } = await probe(port, '--network', 'all');
    assert.equal(exitCode, 4);
    assert.deepEqual(asked, ['/issuing.cer']);
    assert.match(stdout, /✖ NOT ACCEPTED/);
    assert.match(oneLine(stdout), /CN=Test Intermediate was fetched from http:\S+\/issuing\.cer/);
    assert.match(oneLine(stdout), /Salesforce fetches nothing that is missing: the server has to send it/);
    const { result } = jsonOf<CertProbeResult>(await probe(port, '--network', 'all', '--json'));
    const [target] = result.targets;
    assert.equal(target?.accepted, false);
    assert.deepEqual(target.chain.complete, false, 'it is known to be missing');
    assert.equal(target.fetched?.complete, true);
    assert.deepEqual(
      target.fetched.issuers.map(({ subject }) => subject),
      ['CN=Test Intermediate'],
    );
    assert.ok(!result.certificates.some(({ subject }) => subject === 'CN=Test Intermediate'), 'it was not met there');
  });

  test('is told by name where it cannot be had, which --fail-on incomplete counts', async (t) => {
    const { leaf, probe } = await serverOf(t, () => (_, response) => response.writeHead(404).end());
    const port = await nodeServer(t, { sends: [leaf] });
    const { stdout } = await probe(port, '--network', 'all');
    assert.match(
      oneLine(stdout),
      /"CN=Test Intermediate", which vouches for "CN=partner\.example", is missing, and could not/,
    );
  });
});

describe('sf cert probe --write-chain', () => {
  const subjectsIn = (path: string): string[] =>
    parseCertificates(readFileSync(path)).map(({ subject }) => subject.text);

  test('writes what the server should send, in order and without the root', async (t) => {
    const { leaf, intermediate, root, probe, file } = await serverOf(t, publishing);
    const lacking = await nodeServer(t, { sends: [leaf] });
    const written = await probe(lacking, '--network', 'all', '--write-chain', 'chain.pem');
    assert.equal(written.exitCode, 4, 'the server is as it was');
    assert.match(oneLine(written.stdout), /chain\.pem holds the certificate of the server and 1 intermediate, without/);
    assert.deepEqual(subjectsIn(file), ['CN=partner.example', 'CN=Test Intermediate']);
    assert.equal(readFileSync(file, 'utf8'), leaf.pem.trim() + '\n' + intermediate.pem.trim() + '\n');

    const disorderly = await nodeServer(t, { sends: [leaf, root, intermediate] });
    const { result } = jsonOf<CertProbeResult>(await probe(disorderly, '--write-chain', 'second.pem', '--json'));
    assert.equal(result.chainFile?.path, 'second.pem');
    assert.deepEqual(subjectsIn(file.replace('chain.pem', 'second.pem')), subjectsIn(file));
    // A server with the file is accepted.
    const mended = await nodeServer(t, { sends: [leaf, intermediate], cert: readFileSync(file, 'utf8') });
    assert.equal((await probe(mended)).exitCode, 0);
  });

  test('writes nothing where the chain lacks something, and says what', async (t) => {
    const { leaf, probe, file } = await serverOf(t, () => (_, response) => response.writeHead(404).end());
    const port = await nodeServer(t, { sends: [leaf] });
    const quiet = await probe(port, '--write-chain', 'chain.pem');
    assert.equal(quiet.exitCode, 1);
    assert.match(
      oneLine(quiet.stderr),
      /chain\.pem was not written: "CN=Test Intermediate".* \(--network all fetches it\)/,
    );
    assert.match(quiet.stdout, /✖ NOT ACCEPTED/, 'what was seen is told all the same');
    const asked = await probe(port, '--network', 'all', '--write-chain', 'chain.pem', '--json');
    assert.equal(asked.exitCode, 1);
    const { message, data } = JSON.parse(asked.stdout) as { message: string; data: CertProbeResult };
    assert.match(message, /could not be fetched .*HTTP status 404/);
    assert.equal(data.targets[0]?.accepted, false);
    assert.ok(!existsSync(file));
  });

  test('refuses before it calls anybody: several servers, a file that is there, a folder that is not', async (t) => {
    const { probe, cwd } = await serverOf(t, publishing);
    const refused = async (...args: string[]) => {
      const { exitCode, stderr } = await probe(1, ...args);
      assert.equal(exitCode, 2, stderr);
      return oneLine(stderr);
    };
    assert.match(await refused('127.0.0.1:2', '--write-chain', 'chain.pem'), /chain of one server: name just one/);
    assert.match(await refused('--source-dir', '.', '--write-chain', 'chain.pem'), /chain of one server/);
    assert.match(await refused('--write-chain', 'roots.pem'), /roots\.pem exists already/);
    assert.match(await refused('--write-chain', 'none/chain.pem'), /folder none of none\/chain\.pem does not exist/);
    assert.match(await refused('--write-chain', '.'), /is a folder/);
    assert.equal(parseCertificates(readFileSync(join(cwd, 'roots.pem'))).length, 1);
  });
});

describe('sf cert probe and revocation', () => {
  const wish = { listUrl: '/a.crl', ocspUrl: '/ocsp' };
  const withList =
    (revoked: boolean) =>
    ({ intermediate, leaf }: Chain): RequestListener =>
    (request, response) => {
      if (request.url !== '/a.crl') response.writeHead(503).end();
      else void issueCrl(intermediate, revoked ? [leaf] : []).then((crl) => response.end(crl));
    };

  test('of a revoked certificate is a reason to refuse the server', async (t) => {
    const { leaf, intermediate, probe, asked } = await serverOf(t, withList(true), wish);
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    assert.equal((await probe(port)).exitCode, 0);
    assert.deepEqual(asked, []);
    const outcome = await probe(port, '--network', 'crl', '--json');
    const { result } = jsonOf<CertProbeResult>(outcome);
    assert.equal(outcome.exitCode, 4);
    assert.deepEqual(asked, ['/a.crl']);
    const [reason] = result.targets[0]?.reasons ?? [];
    assert.equal(reason?.code, 'revoked');
    assert.match(
      reason.message,
      /revoked by its authority, which says so in its revocation list\. Revoked on 2026-01-15/,
    );
    assert.match((await probe(port, '--network', 'crl')).stdout, /For the operator of the server[\s\S]+revoked/);
  });

  test('asks responders too with all; one good answer suffices', async (t) => {
    const { leaf, intermediate, probe, asked } = await serverOf(t, withList(false), wish);
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const { result } = jsonOf<CertProbeResult>(await probe(port, '--network', 'all', '--json'));
    assert.deepEqual(result.targets[0]?.reasons, []);
    assert.equal(result.targets[0].accepted, true);
    assert.ok(asked.some((path) => path.startsWith('/ocsp/')));
    assert.deepEqual(
      result.sources.map(({ id, status }) => [id, status]),
      [
        ['network.servers', 'read'],
        ['network.issuers', 'read'],
        ['network.crl', 'read'],
        ['network.ocsp', 'failed'],
      ],
    );
  });

  test('that nobody tells is said, and decides nothing', async (t) => {
    const { leaf, intermediate, probe } = await serverOf(t, () => (_, response) => response.writeHead(503).end(), wish);
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const { result } = jsonOf<CertProbeResult>(await probe(port, '--network', 'all', '--json'));
    const [target] = result.targets;
    assert.equal(target?.accepted, true);
    assert.deepEqual(
      target.reasons.map(({ code, consequence }) => [code, consequence]),
      [['revocation-unknown', 'none']],
    );
    const strict = await probe(port, '--network', 'all', '--fail-on', 'incomplete');
    assert.equal(strict.exitCode, 5);
  });

  test('of a certificate whose issuer is not sent is asked with the one that was fetched', async (t) => {
    const answer = (chain: Chain): RequestListener => {
      const [list, issuer] = [withList(true)(chain), publishing(chain)];
      return (request, response) => (request.url === '/issuing.cer' ? issuer : list)(request, response);
    };
    const { leaf, probe } = await serverOf(t, answer, wish);
    const port = await nodeServer(t, { sends: [leaf] });
    const codes = async (network: string) => {
      const { result } = jsonOf<CertProbeResult>(await probe(port, '--network', network, '--json'));
      return result.targets[0]?.reasons.map(({ code }) => code);
    };
    assert.deepEqual(await codes('crl'), ['chain-incomplete', 'revocation-unknown']);
    assert.deepEqual(await codes('all'), ['chain-incomplete', 'revoked']);
  });
});

test('sf cert probe --network none is what happens without the flag', async (t) => {
  const made = await issue({ name: 'partner.example', from: '2026-01-01', days: 90, dnsNames: ['partner.example'] });
  const port = await nodeServer(t, { sends: [made] });
  const args = ['probe', `127.0.0.1:${port}`, '--as-of', '2026-02-01', '--json'];
  const [without, none] = [await runCommand(args), await runCommand([...args, '--network', 'none'])];
  const sources = (outcome: typeof none) => jsonOf<CertProbeResult>(outcome).result.sources.map(({ id }) => id);
  assert.deepEqual(sources(none), sources(without));
  assert.deepEqual(sources(none), ['network.servers']);
});
