/** The page about many servers, of real ones on loopback: the worst first, each thing to do once, at any width. */
import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { probeServers } from '../../src/probe/probe-servers.ts';
import type { Probe } from '../../src/probe/probe-servers.ts';
import { trustStoreOfFlags } from '../../src/scan/trust-store-of-flags.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { probePage } from '../../src/terminal/probe-page.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue, issueChain } from '../fixtures/issue.ts';
import { nodeServer, rawServer } from '../tls/servers.ts';

const names = {
  fine: Array.from({ length: 30 }, (_, at) => `api-${at + 1}.partner.example:443`),
  incomplete: ['orders.supplier.example:443', 'invoices.supplier.example:8443', 'stock.supplier.example:443'],
  ended: ['legacy.partner.example:443'],
  soon: ['billing.partner.example:443'],
  mutual: ['mtls.bank.example:8443'],
  silent: ['a-very-long-name-of-a-host-that-nobody-would-choose.region-1.internal.supplier.example:443', 'b.example:1'],
  ssh: ['files.partner.example:22'],
  closed: ['gone.partner.example:443'],
} as const;

async function fortyServers(t: TestContext): Promise<Probe> {
  const { root, intermediate, leaf } = await issueChain({ dnsNames: ['partner.example'] });
  const wish = { name: 'partner.example', dnsNames: ['partner.example'], issuer: intermediate };
  const ended = await issue({ ...wish, from: '2025-01-01', days: 200 });
  const soon = await issue({ ...wish, from: '2025-11-01', days: 95 });
  const starts: Record<keyof typeof names, () => Promise<number>> = {
    fine: () => nodeServer(t, { sends: [leaf, intermediate] }),
    incomplete: () => nodeServer(t, { sends: [leaf] }),
    ended: () => nodeServer(t, { sends: [ended, intermediate] }),
    soon: () => nodeServer(t, { sends: [soon, intermediate] }),
    mutual: () => nodeServer(t, { sends: [leaf, intermediate], requestCert: true, ca: root.pem }),
    silent: () => rawServer(t, () => undefined),
    ssh: () => rawServer(t, (socket) => socket.end('SSH-2.0-x\r\n')),
    closed: () => rawServer(t, (socket) => socket.end()),
  };
  const called = new Map<string, string>();
  for (const [kind, wanted] of Object.entries(names)) {
    for (const name of wanted) called.set(`127.0.0.1:${await starts[kind as keyof typeof names]()}`, name);
  }
  const store = await trustStoreOfFlags(join(folderWith(t, { 'roots.pem': root.pem }), 'roots.pem'));
  const { probe } = await probeServers({
    servers: [...called.keys()].map((text) => ({ target: parseTarget(text), foundIn: [] })),
    serverName: 'partner.example',
    trustStore: store?.store,
    at: new Date('2026-02-01T00:00:00Z'),
    timeout: 3000,
    atOnce: 16,
  });
  // Names that people read, in place of ports.
  const named = [...called].reduce((text, [port, name]) => text.replaceAll(port, name), JSON.stringify(probe));
  return JSON.parse(named) as Probe;
}

const count = (text: string, what: string | RegExp): number => text.split(what).length - 1;
const packed = (text: string): string => text.replace(/\s+/g, '');

test('of forty servers', async (t) => {
  const probe = await fortyServers(t);
  const page = (columns: number): string => probePage(probe, { columns, paint: plainPaint });
  const wide = page(100);

  await t.test('the worst come first, and the counts before them', () => {
    assert.match(wide, /4 not accepted · 4 not reached · 32 accepted/);
    const order = ['NOT ACCEPTED', 'NOT TLS', '✔ ACCEPTED', 'For the operator', 'For you'].map((word) =>
      wide.indexOf(word),
    );
    assert.deepEqual(
      order.toSorted((a, b) => a - b),
      order,
    );
  });

  await t.test('those that are fine take a line each', () => {
    for (const name of names.fine) {
      assert.match(wide, new RegExp(`\\n✔ ACCEPTED +${name.replaceAll('.', '\\.')} +TLSv1\\.3 · until Fri 10 Apr\\n`));
    }
    assert.equal(count(wide, 'Salesforce would accept this server'), names.soon.length + names.mutual.length);
  });

  await t.test('what the operator is to be sent stands once a problem, for all servers that have it', () => {
    assert.equal(count(wide, 'Install the full chain on the server'), 1);
    assert.match(packed(wide), new RegExp(packed(`For the operator of the servers ${names.incomplete.join(', ')}:`)));
    assert.equal(count(wide, 'For the operator of the server '), 1);
  });

  await t.test('what to do about servers that were not reached stands once, with their names', () => {
    assert.equal(count(packed(wide), packed('whether a firewall lets this computer in')), 1);
    assert.match(packed(wide), new RegExp(packed(`For you, about ${[...names.silent, ...names.closed].join(', ')}:`)));
    assert.equal(count(wide, 'speaks TLS from the first byte on'), 1);
  });

  for (const columns of [60, 80, 100]) {
    await t.test(`at ${columns} columns nothing is lost and no line is longer`, () => {
      const text = page(columns);
      for (const line of text.split('\n')) assert.ok([...line].length <= columns, line);
      for (const { target, problem, reasons } of probe.targets) {
        for (const words of [target, problem ?? '', ...reasons.map(({ remedy }) => remedy)]) {
          assert.ok(packed(text).includes(packed(words)), words);
        }
      }
    });
  }
});

describe('of one server', () => {
  test('"for you" needs no name', async (t) => {
    const port = await rawServer(t, (socket) => socket.end());
    const servers = [{ target: parseTarget(`127.0.0.1:${port}`), foundIn: [] }];
    const { probe } = await probeServers({ servers, timeout: 3000, atOnce: 1 });
    const text = probePage(probe, { columns: 80, paint: plainPaint });
    assert.match(text, /\n {3}For you:\n/);
    assert.doesNotMatch(text, /not reached/);
  });
});
