import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holding } from '@cert-health/core';
import { issue, serverAuth } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const root = await issue({ subject: 'CN=Kestrel Root', ca: true });
const upper = await issue({ subject: 'CN=Kestrel Policy CA', issuer: root, ca: true });
const lower = await issue({ subject: 'CN=Kestrel Issuing CA', issuer: upper, ca: true });
const server = await issue({
  subject: 'CN=api.acme.example',
  issuer: lower,
  purposes: [serverAuth],
  dnsNames: ['api.acme.example'],
});
const client = await issue({ subject: 'CN=client', issuer: lower });
const fernhill = await issue({ subject: 'CN=Fernhill Issuing CA', issuer: root, ca: true });
const strayRoot = await issue({ subject: 'CN=Stray Root', ca: true });

function inFile(certificates: readonly Issued[], other: Partial<Holding> = {}): Holding {
  return held(certificates, {
    source: 'file:chain.pem',
    name: 'chain.pem',
    label: 'chain.pem',
    path: 'chain.pem',
    kind: 'trusted',
    chainNeeded: true,
    ...other,
  });
}

/** `severity: title`, one for each finding. */
function said(certificates: readonly Issued[], other: Partial<Holding> = {}): string[] {
  const { observations, notChecked } = run('chain-incomplete', AT, [inFile(certificates, other)]);
  assert.deepEqual(notChecked, []);
  return observations.map(({ severity, title }) => `${severity}: ${title}`);
}

describe('a chain in the wrong order', () => {
  it('is told by where the certificate of the server stands', () => {
    const wrong = 'warning: chain.pem may be refused for its wrong order: the certificate of the server is';
    assert.deepEqual(said([lower, server]), [`${wrong} second`]);
    assert.deepEqual(said([root, upper, lower, server]), [`${wrong} fourth`]);
    assert.deepEqual(said([upper, server, lower]), [`${wrong} second`]);
  });

  it('calls another certificate by its name', () => {
    assert.deepEqual(said([lower, client]), [
      'warning: chain.pem may be refused for its wrong order: the certificate itself ("client") is second',
    ]);
  });

  it('tells which of the others stands too early', () => {
    assert.deepEqual(said([server, upper, lower]), [
      'warning: chain.pem may be refused for its wrong order: "Kestrel Policy CA" stands before what it vouches for',
    ]);
  });

  it('is told with the right order', () => {
    const [finding] = run('chain-incomplete', AT, [inFile([upper, lower, server])]).observations;
    assert.match(
      finding?.remedy ?? '',
      /The right order: "api\.acme\.example", "Kestrel Issuing CA" and "Kestrel Policy CA"\.$/,
    );
  });

  it('means nothing in a set, and little where nothing is sent', () => {
    assert.deepEqual(said([lower, server], { unordered: true }), []);
    assert.match(said([lower, server], { chainNeeded: false })[0] ?? '', /^info: /);
  });

  it('is not what a stranger behind the chain, or the same one twice, makes of it', () => {
    for (const chain of [
      [server, lower, strayRoot],
      [server, server, lower],
      [server, fernhill, lower],
    ]) {
      assert.deepEqual(said(chain), [
        'info: chain.pem holds more than its chain: peers pass over that, or stumble over it',
      ]);
    }
    assert.match(said([fernhill, server, lower])[0] ?? '', /the certificate of the server is second$/);
  });
});

describe('what does not belong to a chain', () => {
  it('is named together with the one that is missing', () => {
    const wanted =
      'warning: chain.pem may be refused: Fernhill Issuing CA did not issue it and does not belong here; Kestrel Issuing CA is missing';
    assert.deepEqual(said([server, fernhill]), [wanted]);
    assert.deepEqual(said([server, fernhill, root]), [wanted], 'the root may stand above the missing one');
    assert.deepEqual(said([fernhill, server]), [
      wanted,
      'warning: chain.pem may be refused for its wrong order: the certificate of the server is second',
    ]);
  });

  it('are several', () => {
    assert.match(
      said([server, fernhill, upper])[0] ?? '',
      /Fernhill Issuing CA and Kestrel Policy CA did not issue it and do not belong here/,
    );
  });

  it('is not another certificate of an issuer: a renewed or a cross-signed one', async () => {
    const renewed = await issue({
      subject: 'CN=Kestrel Issuing CA',
      issuer: upper,
      ca: true,
      keyName: 'CN=Kestrel Issuing CA',
      notAfter: '2030-01-01T00:00:00Z',
    });
    const cross = await issue({
      subject: 'CN=Kestrel Policy CA',
      issuer: strayRoot,
      ca: true,
      keyName: 'CN=Kestrel Policy CA',
    });
    assert.deepEqual(said([server, renewed, lower, upper]), []);
    assert.deepEqual(said([server, lower, upper, cross, strayRoot]), []);
  });

  it('is told by name where nothing else is wrong', () => {
    const [finding] = run('chain-incomplete', AT, [inFile([server, lower, strayRoot, lower])]).observations;
    assert.match(
      finding?.detail ?? '',
      /Stray Root did not issue it and does not belong here\. More than once: "Kestrel Issuing CA"\./,
    );
    assert.deepEqual(
      [finding?.evidence['strangers'], finding?.evidence['repeated']],
      [['CN=Stray Root'], ['CN=Kestrel Issuing CA']],
    );
  });
});

describe('a file of authorities only', () => {
  it('is said to lack the certificate itself, as a note', () => {
    assert.deepEqual(said([upper, lower], { chainNeeded: false, unordered: true }), [
      'info: chain.pem holds authorities only: if it is to be sent, the certificate itself is missing',
    ]);
    assert.deepEqual(said([root], { chainNeeded: false }), []);
  });
});
