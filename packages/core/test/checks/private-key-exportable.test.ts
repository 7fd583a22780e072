import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holding } from '@cert-health/core';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-11-22T00:00:00Z';

describe('private-key-exportable', () => {
  it('is a hint when the record says so, whether or not the body could be read', () => {
    const holding = held([], { unreadable: 'its body could not be read', record: { privateKeyExportable: true } });
    const [finding] = run('private-key-exportable', AT, [holding]).observations;
    assert.equal(finding?.severity, 'info');
    assert.match(finding.title, /can copy the private key of Partner API Client/);
    assert.match(finding.remedy, /^Nothing breaks/);
  });

  it('is silent when the key cannot leave Salesforce', () => {
    const holding = held([], { record: { privateKeyExportable: false } });
    assert.deepEqual(run('private-key-exportable', AT, [holding]), { observations: [], notChecked: [] });
  });

  it('is not checked when the record does not say', () => {
    const { notChecked } = run('private-key-exportable', AT, [held([], { record: { keySize: 2048 } })]);
    assert.deepEqual(notChecked, [
      { subject: 'Partner_API_Client', reason: 'Its record does not say whether the key is exportable.' },
    ]);
  });

  it('does not concern certificates without a key in Salesforce', () => {
    const trusted = held([], { kind: 'trusted', record: { privateKeyExportable: true } });
    const file: Holding = {
      source: 'file:client.pem',
      name: 'client',
      label: 'client',
      kind: 'keyPair',
      certificates: [],
    };
    assert.deepEqual(run('private-key-exportable', AT, [trusted, file]), { observations: [], notChecked: [] });
  });
});
