import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import { lookAtHost } from '../../../src/rotation/confirmation/look-at-host.ts';
import { servedBy } from '../../../src/rotation/confirmation/served.ts';
import { probeTarget } from '../../../src/tls/probe-target.ts';
import { issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import { nodeServer, rawServer } from '../../tls/servers.ts';
import type { ServerWish } from '../../tls/servers.ts';

const host = 'www.example.com';
let [old, fresh, foreign]: Issued[] = [];
let both: Issued;
before(async () => {
  const of = (name: string, rsaBits?: number) =>
    issue({ name, from: '2026-01-01', days: 3000, dnsNames: [name], ...(rsaBits === undefined ? {} : { rsaBits }) });
  [old, fresh, foreign, both] = await Promise.all([of(host), of(host), of('edge.cdn.example'), of(host, 2048)]);
});

const print = (issued: Issued | undefined): string => {
  assert.ok(issued);
  return parseCertificate(issued.der).fingerprint;
};
const sends = (...all: readonly (Issued | undefined)[]): Issued[] => all.filter((one) => one !== undefined);

/** What a server of a loopback port is taken for, as if it were the domain. */
async function look(port: number, timeout = 5000) {
  const target = { host: '127.0.0.1', port, text: `${host}:443` };
  const seen = await probeTarget(target, { timeout, serverName: host, proxyFor: () => undefined });
  return servedBy(host, seen, { fresh: print(fresh), old: print(old) }, new Date('2026-12-01T10:00:00Z'));
}

const from = async (t: TestContext, wish: ServerWish) => look(await nodeServer(t, wish));

describe('what a domain shows', () => {
  test('is the new certificate, the old one, or another one', async (t) => {
    const is = async (issued: Issued | undefined) => from(t, { sends: sends(issued) });
    assert.deepEqual(await is(fresh), {
      host,
      is: 'new',
      sentence: 'www.example.com showed the new certificate at 1 Dec 2026 10:00 UTC.',
    });
    assert.equal((await is(old)).is, 'old');
    const other = await is(foreign);
    assert.equal(other.is, 'other');
    assert.match(other.sentence, /: "edge\.cdn\.example", until .*, which is not for www\.example\.com\.$/);
  });

  test('is the old one while any key of it is shown', async (t) => {
    const seen = await from(t, { sends: sends(fresh), alsoSends: [both] });
    // A second certificate that is neither does not matter: the new one is there.
    assert.equal(seen.is, 'new');
    const target = {
      host: '127.0.0.1',
      port: await nodeServer(t, { sends: sends(fresh), alsoSends: [both] }),
      text: 'x',
    };
    const shown = await probeTarget(target, { timeout: 5000, serverName: host, proxyFor: () => undefined });
    const at = new Date();
    assert.equal(servedBy(host, shown, { fresh: print(fresh), old: print(both) }, at).is, 'old');
  });

  test('is not seen where it is silent, closed, or no TLS at all: that may change', async (t) => {
    const silent = await rawServer(t, () => undefined);
    assert.match(
      (await look(silent, 300)).sentence,
      /did not show its certificate at .*: it sent no certificates within/,
    );
    const web = await rawServer(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    assert.equal((await look(web)).is, 'not-seen');
    const closing = await rawServer(t, (socket) => socket.destroy());
    assert.equal((await look(closing)).is, 'not-seen');
  });

  test('is not looked at in a private network, nor under what is no name', async () => {
    const local = servedBy('localhost', await lookAtHost('localhost'), { fresh: '', old: undefined }, new Date());
    assert.equal(local.is, 'not-looked');
    assert.match(local.sentence, /^localhost was not looked at: it has an address that is not a public one/);
    const odd = servedBy('a b', await lookAtHost('a b'), { fresh: '', old: undefined }, new Date());
    assert.equal(odd.is, 'not-looked');
  });
});
