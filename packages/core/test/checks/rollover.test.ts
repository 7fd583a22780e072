import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rooms } from '@cert-health/core';
import type { Holding, Reference } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { called, held, heldAtServer, run } from '../fixtures/inventories.ts';

const AT = '2026-12-01T00:00:00Z';
const year = { notBefore: '2025-12-20T00:00:00Z', notAfter: '2026-12-20T00:00:00Z' };
const current = await issue({ subject: 'CN=Token signing', ...year });
const over = await issue({
  subject: 'CN=Token signing',
  notBefore: '2025-01-01T00:00:00Z',
  notAfter: '2026-11-20T00:00:00Z',
});
const newer = await issue({
  subject: 'CN=Token signing',
  keyName: 'new',
  notBefore: '2026-11-20T00:00:00Z',
  notAfter: '2028-11-20T00:00:00Z',
});
const elsewhere = await issue({
  subject: 'CN=Somebody else',
  notBefore: '2026-11-20T00:00:00Z',
  notAfter: '2028-11-20T00:00:00Z',
});

function configured(
  field: string,
  one: Issued,
  name: string,
  other: Partial<Holding> = {},
): { holding: Holding; reference: Reference } {
  const source = 'org.place';
  return {
    holding: held([one], { source, name, label: name, kind: 'trusted', ...other }),
    reference: { source, name, field },
  };
}

const saml = (one: Issued, name: string, other: Partial<Holding> = {}) =>
  configured('SamlSsoConfig.validationCert', one, name, other);

/** What is advised about the first of them. */
function adviceOn(all: readonly ReturnType<typeof configured>[], check = 'expiring'): string {
  const [first] = all;
  const { observations } = run(
    check,
    AT,
    all.map(({ holding }) => holding),
    { references: all.map(({ reference }) => reference) },
  );
  return observations.find(({ holding }) => holding?.name === first?.holding.name)?.remedy ?? '';
}

describe('a place that takes one certificate', () => {
  for (const { fields, second, wayBackIn } of rooms.filter(({ takes }) => takes === 'one')) {
    for (const field of fields) {
      it(`gets a moment, and a second one beside it, as ${field} does`, () => {
        const advice = adviceOn([configured(field, current, 'Current')]);
        assert.match(
          advice,
          /There is room for one certificate .* agree with .* on a moment and change both sides then/,
        );
        assert.ok(advice.includes(`Or ${second}.`), advice);
        if (wayBackIn) assert.ok(advice.endsWith(wayBackIn), advice);
        assert.doesNotMatch(advice, /before (the owner|they) switch/);
      });
    }
  }

  it('keeps a way in without single sign-on', () => {
    assert.match(adviceOn([saml(current, 'Current')]), /Keep a way to log in without single sign-on/);
  });

  it('is changed at once where the old certificate has ended and the other side has changed', () => {
    const advice = adviceOn([saml(over, 'Current')], 'expired');
    assert.match(
      advice,
      /^Ask the identity provider which certificate is in use now\. If it is a new one, put it in .* at once; if not, agree on a moment/,
    );
    assert.match(advice, /Keep a way to log in without single sign-on/);
  });
});

describe('a second configuration of the same issuer', () => {
  const issuer = { partner: 'http://login.acme.example/services/trust' };

  it('is named with the day to which it lasts', () => {
    const advice = adviceOn([saml(current, 'Current', issuer), saml(newer, 'Next', issuer)]);
    assert.match(
      advice,
      /^Next is configured for the same issuer and holds a certificate that lasts until Mon 20 Nov 2028: move over to it/,
    );
    assert.match(advice, /Else: there is room for one certificate/);
  });

  it('is known by its issuer whatever its certificate is called, and by the certificate where the issuer was not read', () => {
    assert.match(adviceOn([saml(current, 'Current', issuer), saml(elsewhere, 'Next', issuer)]), /^Next is configured/);
    assert.match(adviceOn([saml(current, 'Current'), saml(newer, 'Next')]), /^Next is configured/);
    assert.doesNotMatch(adviceOn([saml(current, 'Current'), saml(elsewhere, 'Other')]), /Other/);
  });

  it('is not one of another issuer, of another kind, or with a certificate that ends no later', () => {
    const strangers = [
      saml(newer, 'Other', { partner: 'https://somebody.else' }),
      configured('ConnectedApp.oauthConfig.certificate', newer, 'Other', issuer),
      saml(current, 'Other', issuer),
    ];
    for (const other of strangers) assert.doesNotMatch(adviceOn([saml(current, 'Current', issuer), other]), /Other/);
  });

  it('is not one whose certificate does not hold yet', async () => {
    const later = await issue({
      subject: 'CN=Token signing',
      keyName: 'later',
      notBefore: '2026-12-10T00:00:00Z',
      notAfter: '2029-01-01T00:00:00Z',
    });
    assert.doesNotMatch(adviceOn([saml(current, 'Current', issuer), saml(later, 'Later', issuer)]), /Later/);
  });
});

describe('a list', () => {
  for (const { fields } of rooms.filter(({ takes }) => takes === 'several')) {
    for (const field of fields) {
      it(`takes old and new beside each other, as ${field} does`, () => {
        const advice = adviceOn([configured(field, current, 'Client')]);
        assert.match(
          advice,
          /add it beside this one before they switch over; take Client off when nobody comes with it any more/,
        );
        assert.doesNotMatch(advice, /room for one|agree/);
      });
    }
  }
});

describe('what is held nowhere in Salesforce', () => {
  it('is renewed by its owner where it was met on a server', () => {
    const { observations } = run('expiring', AT, [heldAtServer([current])], { references: [called] });
    assert.match(
      observations[0]?.remedy ?? '',
      /^Its owner renews it on the server, and nothing is put in here: ask who runs api\.partner\.example:443/,
    );
  });

  it('is a copy where it is a file', () => {
    const file = held([current], {
      source: 'file:a.pem',
      name: 'a.pem',
      label: 'a.pem',
      path: 'a.pem',
      kind: 'trusted',
    });
    assert.match(
      run('expiring', AT, [file]).observations[0]?.remedy ?? '',
      /put it where this one is used; a\.pem is a copy\.$/,
    );
  });
});
