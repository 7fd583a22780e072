import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import { settingsTemplate } from '../../../src/settings/template.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { AcmeServer } from './acme-server.ts';
import { wordsOf } from './attempt.ts';
import { csrFor, TestCa } from './test-ca.ts';
import { TestClock, TestMemory, TestWorld } from './world.ts';

/** The template as it is when its comment marks in front of settings are taken away. */
const shown = settingsTemplate.replaceAll(/^# (?=rotation:| )/gm, '');
const rotationOf = (content: string) =>
  readSettings(content.slice(content.indexOf('rotation:')), 'x.yml', new Date()).rotation;

it('every authority of the template can be opened, asks nobody by that, and keeps its purposes', async (test) => {
  const folder = folderWith(test, {});
  const ports = ownPorts({ settingsFolder: folder, rotationFolder: join(folder, '.cert-health') });
  const opened = await Promise.all(
    [...(rotationOf(shown)?.authorities ?? [])].map(([name, settings]) => openAuthority(name, settings, ports)),
  );
  assert.deepEqual(
    opened.map(({ name, type }) => [name, type]),
    [
      ['corporate', 'command'],
      ['public', 'acme'],
      ['tickets', 'file'],
    ],
  );
  assert.deepEqual(
    opened.map((one) => one.forbids(['client']) === undefined),
    [true, false, true],
  );
  assert.deepEqual(
    opened.map((one) => 'renewalWindow' in one),
    [false, true, false],
  );
  await Promise.all(opened.map((one) => one.close()));
  assert.deepEqual(readdirSync(folder), []);
});

it('what an authority knows lies in the rotation folder, and the next process goes by it', async (test) => {
  const folder = folderWith(test, {});
  const rotationFolder = join(folder, '.cert-health');
  const [clock, world] = [new TestClock(), new TestWorld()];
  const server = await AcmeServer.start({ ca: await TestCa.make(), clock, world });
  test.after(() => server.close());
  const settings = rotationOf(
    `rotation: { authorities: { public: { type: acme, directory: "${server.directory}", dns: [hook] } } }`,
  )?.authorities?.get('public');
  assert.ok(settings);
  const asked = {
    csr: await csrFor('CN=www.example.com'),
    certificate: 'Portal_TLS',
    names: [],
    purposes: ['server'],
    intermediates: [],
  } as const;
  const outcomes: string[] = [];
  for (const hours of [0, 0, 2]) {
    clock.pass(hours * 3_600_000);
    const own = ownPorts({ settingsFolder: folder, rotationFolder });
    const authority = await openAuthority('public', settings, { ...own, clock, processes: world, outside: world });
    const outcome = await authority.sign(asked, new TestMemory());
    outcomes.push(outcome.outcome === 'waits' ? wordsOf(outcome) : outcome.outcome);
    await authority.close();
  }
  assert.match(outcomes[1] ?? '', /less than an hour ago/);
  assert.deepEqual([outcomes[0], outcomes[2]], ['chain', 'chain']);
  assert.equal(server.accounts.size, 1);
  assert.deepEqual(readdirSync(rotationFolder).sort(), ['acme', 'authorities']);
  assert.deepEqual(readdirSync(join(rotationFolder, 'authorities')), ['public.json']);
});
