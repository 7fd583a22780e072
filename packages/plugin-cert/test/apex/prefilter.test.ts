import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CERTIFICATE_CALLS } from '../../src/apex/call-catalog.ts';
import { blankCommentsAndStrings, mayNameCertificate } from '../../src/apex/prefilter.ts';

describe('whether a file is worth parsing', () => {
  test('a file without any word of the catalog is not', () => {
    assert.equal(mayNameCertificate('public class A { void b() { new HttpRequest().setEndpoint(x); } }'), false);
  });

  test('a comment or a string that mentions a call is not enough', () => {
    assert.equal(mayNameCertificate("// req.setClientCertificateName('X')"), false);
    assert.equal(mayNameCertificate("/* Crypto.signXml(\n'a') */"), false);
    assert.equal(mayNameCertificate("String s = 'it\\'s new Auth.JWS(a, b)';"), false);
    assert.equal(mayNameCertificate("String s = '''\nCrypto.signXml(a)\n''';"), false);
  });

  test('a stub of WSDL2Apex that only declares its certificate fields is not', () => {
    assert.equal(mayNameCertificate('public String clientCertName_x;\npublic String clientCert_x;'), false);
    assert.equal(mayNameCertificate("if (clientCertName_x == 'X') {}"), false);
    assert.equal(mayNameCertificate("public String clientCertName_x = 'X';"), true);
  });

  test('case, spaces and comments between the words do not hide a call', () => {
    assert.equal(mayNameCertificate("REQ.SETCLIENTCERTIFICATENAME ('X')"), true);
    assert.equal(mayNameCertificate("System . Crypto\n  . /* why */ verify (a, b, c, 'X')"), true);
    assert.equal(mayNameCertificate("new auth.jws(t, 'X')"), true);
  });

  test('a slash in a string does not start a comment', () => {
    assert.equal(mayNameCertificate("String u = 'https://x'; req.setClientCertificateName('X');"), true);
  });

  for (const { call, kind, member, type, when } of CERTIFICATE_CALLS) {
    test(`${call} is seen`, () => {
      const owner = type.split('.').at(-1);
      const use = {
        field: `x.${member} = y; ${when ? `x.${when.field} = T.${when.values[0]};` : ''}`,
        staticMethod: `${owner}.${member}(a)`,
        instanceMethod: `x.${member}(a)`,
        constructor: `new ${type}(a, b)`,
      }[kind];
      assert.equal(mayNameCertificate(use), true);
    });
  }
});

describe('blanking comments and strings', () => {
  test('keeps the code between them', () => {
    assert.equal(blankCommentsAndStrings("a('b // c') /* d 'e */ f // 'g\nh"), "a('')   f  \nh");
  });

  test('a comment that never ends runs to the end of the file', () => {
    assert.equal(blankCommentsAndStrings('a /* b'), 'a  ');
  });

  test('hostile text ends', () => {
    assert.equal(blankCommentsAndStrings(`a '${'\\'.repeat(200_000)}`).startsWith('a '), true);
    assert.match(blankCommentsAndStrings(`a ${'/*'.repeat(100_000)}`), /^a[ *]+$/);
  });
});
