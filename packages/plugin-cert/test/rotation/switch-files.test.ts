import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildUseMap, planRotations } from '@cert-health/core';
import type { Holding, Inventory, Planned } from '@cert-health/core';
import type { Connection } from '@salesforce/core';
import { retrieveFiles } from '../../src/org/retrieve.ts';
import type { RetrieveFiles } from '../../src/rotation/switch-files.ts';
import { readSwitchFiles } from '../../src/rotation/switch-files.ts';
import { storedZip } from '../../src/org/stored-zip.ts';

const holding: Holding = {
  source: 'org.certificates',
  name: 'Old',
  label: 'Old',
  kind: 'keyPair',
  certificates: [],
  record: { caSigned: true, createdDate: new Date('2026-01-01'), expirationDate: new Date('2026-02-01') },
};

function planOf(...names: string[]): Planned {
  const references = names.map((name) => ({
    source: 'org.connected-apps',
    name,
    field: 'ConnectedApp.samlConfig.encryptionCertificate',
    target: 'Old',
  }));
  const inventory: Inventory = { org: null, sources: [], holdings: [holding], references, exposedKeys: [] };
  const settings = { certificates: [{ certificate: 'Old', authority: 'corporate' }], production: true, folder: 'x' };
  const [planned] = planRotations({
    inventory,
    uses: buildUseMap(inventory),
    settings,
    at: new Date('2026-01-31'),
  }).planned;
  assert.ok(planned);
  return planned;
}

const retrieving =
  (connection: Connection): RetrieveFiles =>
  (manifest) =>
    retrieveFiles(connection, manifest);

/** An org that gives these files. */
function orgWith(files: Record<string, string>, messages: object[] = []): Connection {
  const done = { done: true, success: true, messages, zipFile: Buffer.from(storedZip(files)).toString('base64') };
  const metadata = {
    retrieve: () => Promise.resolve({ id: '09S1' }),
    checkRetrieveStatus: () => Promise.resolve(done),
  };
  return { metadata, getApiVersion: () => '67.0', accessToken: '00D!x' } as unknown as Connection;
}

const app = '<ConnectedApp><samlConfig><encryptionCertificate>Old</encryptionCertificate></samlConfig></ConnectedApp>';

describe('the files that a switch changes', () => {
  test('are found by their names, whether the org encodes them or puts them into a folder', async () => {
    const planned = planOf('Service + Desk', 'Plain');
    const files = {
      'connectedApps/Service %2B Desk.connectedApp': app,
      'unpackaged/connectedApps/Plain.connectedApp': app,
    };
    const { of, problem } = await readSwitchFiles([planned], retrieving(orgWith(files)));
    assert.equal(problem, undefined);
    const changes = of.get(planned.plan.id) ?? [];
    assert.deepEqual(changes.map((one) => ('diff' in one ? one.path : one.problem)).sort(), [
      'connectedApps/Plain.connectedApp',
      'connectedApps/Service %2B Desk.connectedApp',
    ]);
  });

  test('that the org does not give are told, with what it says of them', async () => {
    const planned = planOf('Gone', 'Plain');
    const messages = [{ problem: "Entity 'Gone' cannot be found" }, { problem: 'Something else.' }];
    const { of } = await readSwitchFiles(
      [planned],
      retrieving(orgWith({ 'connectedApps/Plain.connectedApp': app }, messages)),
    );
    const problems = (of.get(planned.plan.id) ?? []).flatMap((one) => ('problem' in one ? one.problem : []));
    assert.deepEqual(problems, [
      "connectedApps/Gone.connectedApp was not given by the org (Entity 'Gone' cannot be found), so that nothing in it is changed.",
    ]);
  });

  test('are not guessed where nothing can be retrieved', async () => {
    const metadata = {
      retrieve: () => Promise.reject(Object.assign(new Error('no'), { errorCode: 'INSUFFICIENT_ACCESS' })),
    };
    const connection = { metadata, getApiVersion: () => '67.0', accessToken: '00D!x' } as unknown as Connection;
    const { of, problem } = await readSwitchFiles([planOf('Plain')], retrieving(connection));
    assert.match(problem ?? '', /could not be retrieved \(no\)/);
    assert.ok([...of.values()].every((changes) => changes.length === 0));
  });
});
