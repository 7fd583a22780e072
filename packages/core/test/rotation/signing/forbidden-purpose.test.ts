import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forbiddenPurpose, publicAuthorityOf } from '@cert-health/core';

const at = new Date('2026-11-30T00:00:00Z');
const acme = (directoryHost: string) => ({ name: 'public', directoryHost });

describe('client authentication from a public ACME authority', () => {
  it('is refused with the day on which it ended, and what to do instead', () => {
    const why = forbiddenPurpose(acme('acme-v02.api.letsencrypt.org'), ['client'], at) ?? '';
    assert.match(why, /^Let's Encrypt ended client authentication on Wed 8 Jul 2026\./);
    assert.match(why, /Every public authority has to by Mon 15 Mar 2027 \(.*Chrome.*\)/);
    assert.match(why, /a private one, by its own ACME directory, by a command or by hand\.$/);
  });

  it('is refused beside server authentication too, and where the end is still to come', () => {
    assert.match(
      forbiddenPurpose(acme('acme.digicert.com'), ['server', 'client'], at) ?? '',
      /DigiCert ends .* on Mon 1 Mar 2027/,
    );
    assert.match(
      forbiddenPurpose(acme('dv.acme-v02.api.pki.goog'), ['client'], at) ?? '',
      /on Mon 13 Apr 2026 \(that week\)/,
    );
  });

  it('is refused by an authority that issues from the hierarchy of another one, by the date of that', () => {
    assert.match(
      forbiddenPurpose(acme('acme.zerossl.com'), ['client'], at) ?? '',
      /^ZeroSSL ends .* on Wed 10 Feb 2027/,
    );
  });

  it('is refused where the authority gave no day of its own', () => {
    assert.match(
      forbiddenPurpose(acme('api.buypass.com'), ['client'], at) ?? '',
      /^Buypass is a public authority.* by Mon 15 Mar 2027/,
    );
  });

  it('is no question for servers, and none to a directory that is not public', () => {
    assert.equal(forbiddenPurpose(acme('acme-v02.api.letsencrypt.org'), ['server'], at), undefined);
    assert.equal(forbiddenPurpose(acme('acme-v02.api.letsencrypt.org'), [], at), undefined);
    assert.equal(forbiddenPurpose(acme('ca.internal.example'), ['client'], at), undefined);
    assert.equal(forbiddenPurpose(acme('letsencrypt.org.example'), ['client'], at), undefined);
  });
});

describe('what settings do not allow', () => {
  it('is refused with the name of the authority', () => {
    const why = forbiddenPurpose({ name: 'corporate', purposes: ['server'] }, ['client', 'server'], at);
    assert.match(why ?? '', /"corporate" is not set up for client authentication/);
    assert.equal(forbiddenPurpose({ name: 'corporate', purposes: ['server', 'client'] }, ['client'], at), undefined);
    assert.equal(forbiddenPurpose({ name: 'corporate' }, ['client'], at), undefined);
  });
});

describe('public directories', () => {
  it('are known by their hosts', () => {
    assert.equal(publicAuthorityOf('ACME-v02.api.letsencrypt.org.')?.name, "Let's Encrypt");
    assert.equal(publicAuthorityOf('acme.zerossl.com')?.issuer, 'Sectigo');
    // A platform that serves private hierarchies too.
    assert.equal(publicAuthorityOf('one.digicert.com'), undefined);
    assert.equal(publicAuthorityOf('localhost'), undefined);
  });
});
