import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundleFaults, parseCertificate, type BundleFault } from '@cert-health/core';
import { authority, serverCertificate, serverExtensions, type Authority } from '../fixtures/der-authority.ts';
import { commonName, NONE } from '../x509/certificate-writer.ts';

const root = authority('Root');
const issuing = authority('Issuing', root);
const wrong = authority('Wrong Issuing', authority('Wrong Root'));
/** The same name and another key. */
const namesake = authority('Issuing', authority('Elsewhere'));

const certificate = (one: Authority | Uint8Array) => parseCertificate('der' in one ? one.der : one);
const server = certificate(serverCertificate(issuing));
const client = certificate(
  serverCertificate(issuing, {
    subject: commonName('client'),
    extensions: serverExtensions(issuing, { names: NONE }),
  }),
);
const [ca, top, stranger] = [certificate(issuing), certificate(root), certificate(wrong)];
const told = (faults: readonly BundleFault[]): (readonly [string, string])[] =>
  faults.map(({ code, message }) => [code, message] as const);

describe('Certificates that are meant to be one chain', () => {
  it('have no fault in their order, with or without the root, or alone', () => {
    for (const chain of [[server, ca, top], [server, ca], [server], [], [ca, top]])
      assert.deepEqual(bundleFaults(chain), []);
  });

  it('in the wrong order are told, by the place of the certificate that belongs first', () => {
    for (const [chain, place] of [
      [[ca, server], 'second of 2'],
      [[top, ca, server], 'third of 3'],
      [[ca, server, top], 'second of 3'],
    ] as const) {
      const [[code, message]] = told(bundleFaults(chain)) as [readonly [string, string]];
      assert.equal(code, 'wrong-order');
      assert.match(
        message,
        new RegExp(`^Wrong order: the certificate of the server, "orders\\.example", is ${place} and belongs first`),
      );
    }
    assert.match(told(bundleFaults([ca, client]))[0]?.[1] ?? '', /certificate of "client" is second/);
    assert.match(
      told(bundleFaults([server, top, ca]))[0]?.[1] ?? '',
      /^Wrong order: "Root" is second of 3 and belongs behind "Issuing"/,
    );
  });

  it('have no order in a set', () => {
    for (const chain of [
      [ca, server],
      [top, server, ca],
    ])
      assert.deepEqual(bundleFaults(chain, { ordered: false }), []);
  });

  it('with an issuer that did not issue them are told, and who is missing', () => {
    for (const chain of [
      [server, stranger],
      [stranger, server],
    ]) {
      const fault = told(bundleFaults(chain, { ordered: false }));
      assert.deepEqual(fault, [
        [
          'stranger',
          '"Wrong Issuing" did not issue "orders.example" and does not belong here; "Issuing", which did, is missing.',
        ],
      ]);
    }
  });

  it('miss nobody who is at hand elsewhere', () => {
    assert.deepEqual(told(bundleFaults([server, stranger], { elsewhere: [ca] })), [
      ['stranger', '"Wrong Issuing" vouches for nothing in the chain and does not belong here.'],
    ]);
    assert.deepEqual(told(bundleFaults([server, ca, top, stranger])), [
      ['stranger', '"Wrong Issuing" vouches for nothing in the chain and does not belong here.'],
    ]);
  });

  it('with a second certificate that is no authority, or one twice, are told', () => {
    assert.deepEqual(
      told(bundleFaults([server, ca, client])).map(([code, message]) => [
        code,
        /^"client" is another certificate/.test(message),
      ]),
      [['stranger', true]],
    );
    assert.deepEqual(told(bundleFaults([server, server, ca])), [
      ['duplicate', '"orders.example" is in it more than once.'],
    ]);
  });

  it('may hold several copies of one authority', () => {
    assert.deepEqual(bundleFaults([server, ca, top, certificate(namesake)]), []);
  });
});
