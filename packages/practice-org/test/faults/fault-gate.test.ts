import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Faults } from '../../src/faults/fault.ts';
import { FaultGate } from '../../src/faults/fault-gate.ts';
import type { Request } from '../../src/http/message.ts';

/** The moment at which these orgs stand. */
const now = (): Date => new Date('2026-11-22T09:15:00Z');
const rest = { path: '/services/data/v67.0/query' } as Request;
const soap = { path: '/services/Soap/m/67.0' } as Request;

function statuses(faults: Faults, count: number): (number | undefined)[] {
  const gate = new FaultGate(faults, now);
  return Array.from({ length: count }, () => gate.refusal(rest)?.status);
}

describe('the gate of faults', () => {
  it('lets everything pass without faults', () => {
    assert.deepEqual(statuses({}, 2), [undefined, undefined]);
  });

  it('counts down, first those of too many requests, then those of no service', () => {
    assert.deepEqual(statuses({ rateLimited: 2, unavailable: 1 }, 4), [429, 429, 503, undefined]);
  });

  it('refuses for ever what is not counted', () => {
    assert.deepEqual(statuses({ sessionExpired: true }, 3), [401, 401, 401]);
    assert.deepEqual(statuses({ limitExceeded: true, unavailable: 1 }, 3), [503, 403, 403]);
  });

  it('counts anew when it is set', () => {
    const gate = new FaultGate({ unavailable: 1 }, now);
    gate.refusal(rest);
    assert.equal(gate.refusal(rest), undefined);
    gate.set({ unavailable: 1 });
    assert.equal(gate.refusal(rest)?.status, 503);
    gate.set({});
    assert.equal(gate.refusal(rest), undefined);
  });

  it('speaks SOAP to SOAP', () => {
    const gate = new FaultGate({ sessionExpired: true }, now);
    const body = gate.refusal(soap)?.body;
    assert.ok(typeof body === 'string');
    assert.match(body, /<faultcode>sf:INVALID_SESSION_ID<\/faultcode>/);
    assert.ok(Array.isArray(gate.refusal(rest)?.body));
  });

  it('asks to come back when it is busy', () => {
    const gate = new FaultGate({ rateLimited: 1, unavailable: 1 }, now);
    const answers = [gate.refusal(rest), gate.refusal(rest)];
    for (const answer of answers) assert.equal(answer?.headers?.['retry-after'], '1');
  });

  it('counts the API requests of the day down to none', () => {
    const gate = new FaultGate({ apiRequestsLeft: 2 }, now);
    assert.deepEqual(gate.apiRequests, { max: 100_000, left: 2 });
    const answers = [gate.refusal(rest), gate.refusal(soap), gate.refusal(rest), gate.refusal(soap)];
    assert.deepEqual(
      answers.map((answer) => answer?.status),
      [undefined, undefined, 403, 500],
    );
    assert.equal(gate.apiRequests.left, 0);
    gate.set({});
    assert.equal(gate.refusal(rest), undefined);
    assert.equal(gate.apiRequests.left, 98_499);
  });

  it('counts them anew after 24 hours, unless there are none at all', () => {
    let hours = 0;
    const later = (): Date => new Date(now().getTime() + hours * 3_600_000);
    const gate = new FaultGate({ apiRequestsLeft: 1 }, later);
    assert.deepEqual([gate.refusal(rest)?.status, gate.refusal(rest)?.status], [undefined, 403]);
    hours = 23.9;
    assert.equal(gate.refusal(rest)?.status, 403);
    hours = 24;
    assert.equal(gate.refusal(rest), undefined);
    assert.equal(gate.apiRequests.left, 98_499);
    gate.set({ limitExceeded: true });
    hours = 48;
    assert.equal(gate.refusal(rest)?.status, 403);
  });

  it('does not count what it refuses for another reason', () => {
    const gate = new FaultGate({ apiRequestsLeft: 2, rateLimited: 1, unavailable: 1 }, now);
    gate.refusal(rest);
    gate.refusal(rest);
    assert.equal(gate.apiRequests.left, 2);
  });

  it('lacks with a type what comes with it only', () => {
    const gate = new FaultGate({ missingTypes: ['ExternalClientApplication', 'PublicKeyCertificate'] }, now);
    for (const type of ['ExtlClntAppPushSettings', 'ExtlClntAppSamlPlcyCnfg', 'PublicKeyCertificateSet']) {
      assert.equal(gate.lacks(type), true, type);
    }
    assert.equal(gate.lacks('ConnectedApp'), false);
  });

  it('knows what is denied and what is lacking', () => {
    const gate = new FaultGate({ deny: ['ViewSetup'], missingTypes: ['InboundCertificate'] }, now);
    assert.deepEqual([gate.denies('ViewSetup'), gate.denies('ModifyMetadata')], [true, false]);
    assert.deepEqual([gate.lacks('InboundCertificate'), gate.lacks('Certificate')], [true, false]);
  });
});
