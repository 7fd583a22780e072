import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameKey } from '../../src/trust/name-key.ts';

const same = (...names: string[]): void =>
  assert.equal(new Set(names.map(nameKey)).size, 1, names.map(nameKey).join('\n'));
const different = (a: string, b: string): void => assert.notEqual(nameKey(a), nameKey(b));

describe('names of the same root', () => {
  it("are the same forwards, backwards, and with openssl's slashes", () => {
    same(
      'C=US, O=ISRG, CN=ISRG Root X1',
      'CN=ISRG Root X1,O=ISRG,C=US',
      'C = US, O = ISRG, CN = ISRG Root X1',
      '/C=US/O=ISRG/CN=ISRG Root X1',
    );
  });

  it('are the same with commas escaped, quoted or left alone', () => {
    same('O=DigiCert\\, Inc., CN=X', 'CN=X, O="DigiCert, Inc."', 'O=DigiCert, Inc., CN=X');
  });

  it('are the same in any case and spacing', () => same('CN=Go  Daddy Class 2 CA', 'cn=go daddy class 2 ca'));
  it('are the same with other names for a type', () =>
    same('E=a@b.example, S=TX', 'emailAddress=a@b.example, ST=TX', '1.2.840.113549.1.9.1=a@b.example, ST=TX'));
  it('are the same with types joined by a plus', () => same('CN=A + OU=B', 'OU=B, CN=A'));
});

describe('names of different roots', () => {
  it('differ in a value, in a type, or in what is missing', () => {
    different('CN=Root G2, O=X', 'CN=Root G3, O=X');
    different('CN=Root, O=X', 'CN=Root, OU=X');
    different('CN=Root, O=X', 'CN=Root');
  });

  it('differ when a value holds what looks like an attribute', () => {
    different('CN=a\\, O=b', 'CN=a, O=b');
    different('CN="a, O=b"', 'CN=a, O=b');
  });
});

it('text that is no name is only equal to itself', () => {
  different('', 'CN=x');
  same('Root', 'root');
});
