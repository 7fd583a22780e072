import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { execPath } from 'node:process';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import * as acme from 'acme-client';
import {
  certificateToPem,
  parseCertificate,
  parseCertificates,
  parseCertificationRequest,
  verifyCertificatePath,
} from '@cert-health/core';
import { acmeAuthority } from '../../../src/rotation/authorities/acme/acme-authority.ts';
import type { Outcome } from '../../../src/rotation/authorities/authority.ts';
import { outsideOf } from '../../../src/rotation/authorities/outside.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import type { AcmeAuthoritySettings } from '../../../src/settings/authorities-shape.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { wordsOf } from './attempt.ts';
import { dnsHook, startPebble, textAt, withoutPebble } from './pebble.ts';
import type { Pebble } from './pebble.ts';
import { csrFor } from './test-ca.ts';
import { TestMemory } from './world.ts';

const key = Buffer.alloc(32, 9).toString('base64url');
const named = (...names: string[]) => names.map((value) => ({ type: 'dns' as const, value }));
const csr = await csrFor('CN=www.example.com, O=Acme', named('www.example.com'));

describe('a real ACME server (pebble)', { skip: withoutPebble }, () => {
  let pebble: Pebble;
  const ends: (() => unknown)[] = [];
  const test = { after: (end: () => unknown) => void ends.unshift(end) };
  before(async () => {
    pebble = await startPebble(test, { externalKeys: { 'kid-1': key } });
  });
  after(async () => {
    for (const end of ends) await end();
  });

  /** The authority as settings describe it, with the processes, connections and time of this computer. */
  function opened(changed: Partial<AcmeAuthoritySettings> = {}) {
    const folder = folderWith(test, {
      'hook.mjs': dnsHook,
      'roots.pem': pebble.trust,
    });
    const ports = {
      ...ownPorts({ settingsFolder: folder, rotationFolder: join(folder, '.cert-health') }),
      environment: { ...process.env, RECORDS: pebble.records, EAB: key },
      outside: outsideOf({ resolvers: [pebble.dns] }),
    };
    const settings: AcmeAuthoritySettings = {
      type: 'acme',
      directory: pebble.directory,
      dns: [execPath, 'hook.mjs'],
      trust: 'roots.pem',
      'look-first': 'yes',
      eab: { 'key-id': 'kid-1', 'key-env': 'EAB' },
      ...changed,
    };
    const authority = acmeAuthority('public', settings, ports);
    test.after(() => authority.close());
    return { authority, ports, settings };
  }

  const sign = (
    asked: Partial<Parameters<ReturnType<typeof opened>['authority']['sign']>[0]> = {},
    settings = {},
  ): Promise<Outcome> =>
    opened(settings).authority.sign(
      { csr, certificate: 'Portal_TLS', names: [], purposes: ['server'], intermediates: [], ...asked },
      new TestMemory(),
    );

  async function assertGood(chain: string, names: readonly string[], request: string): Promise<void> {
    const [leaf, ...intermediates] = parseCertificates(chain);
    assert.ok(leaf);
    assert.deepEqual(leaf.publicKey.spki, parseCertificationRequest(request).publicKey.spki);
    for (const serverName of names) {
      const { trusted, problems } = await verifyCertificatePath({
        leaf,
        intermediates,
        trustAnchors: [pebble.root],
        at: new Date(leaf.notBefore.getTime() + 1000),
        purpose: 'serverAuth',
        serverName,
        profile: 'path',
      });
      assert.ok(trusted, JSON.stringify(problems));
    }
  }

  it('certifies a request by a bound account', async () => {
    const outcome = await sign();
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    await assertGood(wordsOf(outcome), ['www.example.com'], csr);
  });

  it('does not take a name that stands in the subject only, which is told with why', async () => {
    const outcome = await sign({ csr: await csrFor('CN=www.example.com, O=Acme') });
    assert.equal(outcome.outcome, 'refused');
    assert.match(wordsOf(outcome), /in its subject only, as requests of Salesforce do; this authority may want it as/);
  });

  it('certifies a wildcard beside its own domain', async () => {
    const wild = await csrFor('CN=example.com', named('example.com', '*.example.com'));
    const outcome = await sign({ csr: wild });
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    await assertGood(wordsOf(outcome), ['example.com', 'any.example.com'], wild);
  });

  it('certifies by a file on a web server', async () => {
    const files = new Map<string, string>();
    const server = createServer((request, response) => {
      const content = files.get(request.url ?? '');
      response.writeHead(content === undefined ? 404 : 200).end(content);
    });
    await new Promise<void>((resolve) => server.listen(pebble.httpPort, '127.0.0.1', resolve));
    const { authority, ports } = opened();
    const byFile = acmeAuthority(
      'public',
      {
        type: 'acme',
        directory: pebble.directory,
        http: ['hook'],
        'look-first': 'yes',
        trust: 'roots.pem',
        eab: { 'key-id': 'kid-1', 'key-env': 'EAB' },
      },
      {
        ...ports,
        outside: { ...ports.outside, page: (address) => Promise.resolve(files.get(new URL(address).pathname)) },
        processes: {
          run: ({ command, environment: { CERT_PATH = '', CERT_VALUE = '' } }) => {
            if (command.at(-1) === 'deploy') files.set(CERT_PATH, CERT_VALUE);
            else files.delete(CERT_PATH);
            return Promise.resolve({ code: 0, output: '', errors: '' });
          },
        },
      },
    );
    try {
      const outcome = await byFile.sign(
        { csr, certificate: 'Portal_TLS', names: [], purposes: ['server'], intermediates: [] },
        new TestMemory(),
      );
      assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
      await assertGood(wordsOf(outcome), ['www.example.com'], csr);
      assert.equal(files.size, 0);
    } finally {
      await Promise.all([authority.close(), byFile.close()]);
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('certifies by a profile, for as long as that says', async (t) => {
    const { meta = {} } = await directoryOf(pebble);
    if (!meta.profiles) return t.skip('this pebble has no profiles');
    for (const [profile, seconds] of [
      ['classic', 7_776_000],
      ['shortlived', 518_400],
    ] as const) {
      const outcome = await sign({}, { profile });
      assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
      const leaf = parseCertificate(wordsOf(outcome));
      const lasts = (leaf.notAfter.getTime() - leaf.notBefore.getTime()) / 1000;
      assert.ok(Math.abs(lasts - seconds) < 7200, String(lasts));
    }
  });

  it('says when it wants a certificate renewed, revoked early too, and takes the next one as its replacement', async (t) => {
    if (!(await directoryOf(pebble)).renewalInfo) return t.skip('this pebble has no renewal information');
    const { authority, ports, settings } = opened();
    const asked = { csr, certificate: 'Portal_TLS', names: [], purposes: ['server'], intermediates: [] } as const;
    const first = await authority.sign(asked, new TestMemory());
    const certificate = parseCertificate(wordsOf(first));
    const usual = await authority.renewalWindow?.(certificate, new TestMemory());
    assert.ok(usual?.window && usual.window.start > new Date() && usual.window.end < certificate.notAfter);
    assert.ok(usual.nextCheck > new Date());
    const suggestedWindow = { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' };
    await pebble.setRenewal(certificateToPem(certificate), {
      suggestedWindow,
      explanationURL: 'https://ca.example/incident',
    });
    const early = await authority.renewalWindow?.(certificate, new TestMemory());
    assert.equal(early?.window?.end.toISOString(), '2026-01-02T00:00:00.000Z');
    assert.equal(early.window.explanationUrl, 'https://ca.example/incident');
    const renewed = await opened().authority.sign({ ...asked, replaced: certificate }, new TestMemory());
    assert.equal(renewed.outcome, 'chain', wordsOf(renewed));
    // The account is another one, to which the old certificate does not belong: that is told, and it is ordered without.
    assert.match(renewed.notes.join(), /does not take this as a replacement/);
    // The account that has it, two hours later.
    const clock = { ...ports.clock, now: () => new Date(Date.now() + 7_200_000) };
    const later = acmeAuthority('public', settings, { ...ports, clock });
    test.after(() => later.close());
    const replacing = await later.sign({ ...asked, replaced: certificate }, new TestMemory());
    assert.equal(replacing.outcome, 'chain', wordsOf(replacing));
    assert.doesNotMatch(replacing.notes.join(), /as a replacement/);
  });

  it('gives acme-client a chain for the same request too', async () => {
    acme.axios.defaults.httpsAgent = pebble.httpsAgent;
    const client = new acme.Client({
      directoryUrl: pebble.directory,
      accountKey: await acme.crypto.createPrivateEcdsaKey(),
      externalAccountBinding: { kid: 'kid-1', hmacKey: key },
    });
    const records = (path: string, host: string, value: string) =>
      fetch(`${pebble.records}/${path}`, {
        method: 'POST',
        body: JSON.stringify({ host: `_acme-challenge.${host}.`, value }),
      });
    const theirs = await client.auto({
      csr,
      termsOfServiceAgreed: true,
      challengePriority: ['dns-01'],
      skipChallengeVerification: true,
      challengeCreateFn: async ({ identifier }, _, value) => void (await records('set-txt', identifier.value, value)),
      challengeRemoveFn: async ({ identifier }, _, value) => void (await records('clear-txt', identifier.value, value)),
    });
    const ours = await sign();
    assert.equal(ours.outcome, 'chain', wordsOf(ours));
    for (const chain of [theirs, wordsOf(ours)]) await assertGood(chain, ['www.example.com'], csr);
    const [one, other] = [parseCertificates(theirs), parseCertificates(wordsOf(ours))];
    assert.deepEqual(
      one.map(({ issuer }) => issuer.text),
      other.map(({ issuer }) => issuer.text),
    );
    assert.notEqual(one[0]?.serialNumber, other[0]?.serialNumber);
  });

  it('is refused what it does not offer, and what it does not find, in its own words', async () => {
    assert.match(wordsOf(await sign({}, { profile: 'tlsclient' })), /does not offer the profile tlsclient/);
    const outcome = await sign({}, { dns: [execPath, '-e', ''], 'look-first': 'no' });
    assert.equal(outcome.outcome, 'refused');
    assert.match(
      wordsOf(outcome),
      /^www\.example\.com is not proven: .*\(unauthorized\)\.$|^www\.example\.com is not proven: .*\(dns\)\.$/,
    );
  });

  it('and its DNS show what is looked at before: CAA records with their conditions, and none where there are none', async () => {
    const outside = outsideOf({ resolvers: [pebble.dns] });
    const policies = [
      { tag: 'issue', value: 'ca.example; accounturi=https://ca.example/acct/7' },
      { tag: 'issuewild', value: ';' },
    ];
    await fetch(`${pebble.records}/add-caa`, {
      method: 'POST',
      body: JSON.stringify({ host: 'example.org.', policies }),
    });
    assert.deepEqual(
      (await outside.caa('example.org')).map(({ tag, value }) => ({ tag, value })),
      policies,
    );
    assert.deepEqual(await outside.caa('www.example.org'), []);
    assert.deepEqual(await outside.txt('_acme-challenge.example.org'), []);
    await assert.rejects(outsideOf({ resolvers: ['127.0.0.1:1'] }).caa('example.org'));
    assert.deepEqual(await outsideOf({ resolvers: ['127.0.0.1:1'] }).txt('example.org'), []);
    assert.equal(await outside.page('http://127.0.0.1:1/'), undefined);
  });

  it('is not believed by its address alone: its own certificate must lead to a known root', async () => {
    const { ports } = opened();
    const authority = acmeAuthority(
      'public',
      { type: 'acme', directory: pebble.directory, dns: [execPath, 'hook.mjs'] },
      ports,
    );
    test.after(() => authority.close());
    const outcome = await authority.sign(
      { csr, certificate: 'Portal_TLS', names: [], purposes: ['server'], intermediates: [] },
      new TestMemory(),
    );
    assert.equal(outcome.outcome, 'refused');
    assert.match(
      wordsOf(outcome),
      /TLS certificate of localhost:\d+.* is not trusted here \([A-Z_]+\); .* under trust\.$/,
    );
  });
});

async function directoryOf({ directory, httpsAgent }: Pebble) {
  const text = await textAt(directory, httpsAgent);
  return JSON.parse(text) as { readonly renewalInfo?: string; readonly meta?: { readonly profiles?: object } };
}
