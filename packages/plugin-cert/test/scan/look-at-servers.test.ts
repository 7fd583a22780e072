import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Inventory } from '@cert-health/core';
import { calledServers } from '../../src/scan/called-servers.ts';
import { lookAtServers } from '../../src/scan/look-at-servers.ts';
import { patience } from '../../src/tls/patience.ts';
import { rawServer } from '../tls/servers.ts';

const calling = (endpoints: readonly string[]): Inventory => ({
  org: null,
  sources: [],
  holdings: [],
  references: endpoints.map((target, number) => ({
    source: 'project.named-credentials',
    name: `Partner_${number}`,
    field: 'NamedCredential.endpoint',
    target,
  })),
});
const at = new Date('2026-02-01');
const quiet = (): void => undefined;

describe('called servers', () => {
  test('are looked at so many at once, and each is told', async (t) => {
    let [open, most] = [0, 0];
    const ports = await Promise.all(
      Array.from({ length: 40 }, () =>
        rawServer(t, (socket) => {
          most = Math.max(most, ++open);
          // Who is answered is no longer waited for.
          const answer = (): void => {
            open--;
            socket.end('no TLS');
          };
          socket.once('data', () => setImmediate(answer));
        }),
      ),
    );
    const inventory = calling(ports.map((port) => `https://127.0.0.1:${port}/orders`));
    const told: string[] = [];
    const { servers } = await lookAtServers(inventory, { at, allowPrivate: true }, (what) => void told.push(what));
    assert.equal(servers.length, 40);
    assert.ok(servers.every(({ status, problem }) => status !== 'reached' && problem));
    assert.ok(most > 1 && most <= patience.atOnce, `${most} at once`);
    assert.deepEqual([told[0], told.at(-1)], ['called servers (0 of 40)', 'called servers (40 of 40)']);
  });

  test('on private addresses are not called unless told', async (t) => {
    let called = 0;
    const port = await rawServer(t, () => called++);
    const { servers } = await lookAtServers(calling([`https://127.0.0.1:${port}`]), { at }, quiet);
    assert.deepEqual([servers[0]?.status, called], ['skipped', 0]);
  });

  test('are each looked at once, whatever names them; http shows no certificate, and placeholders no server', () => {
    const { servers, atRunTime } = calledServers(
      calling([
        'https://api.example/a',
        'https://API.example:443/b',
        'https://api.example:8443',
        'http://plain.example',
        'https://${HOST}/c',
      ]),
    );
    assert.deepEqual(
      servers.map(({ target, foundIn }) => [target.text, foundIn.length]),
      [
        ['api.example:443', 2],
        ['api.example:8443', 1],
      ],
    );
    assert.deepEqual(
      atRunTime.map(({ name }) => name),
      ['Partner_4'],
    );
  });
});
