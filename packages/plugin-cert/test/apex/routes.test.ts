import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ApexReference } from '../../src/apex/reference.ts';
import { findIn } from './org-of-classes.ts';
import { collected } from './routes-collections.ts';
import { dispatched } from './routes-dispatch.ts';
import { filled } from './routes.ts';
import type { Route } from './routes.ts';
import { stored } from './routes-stored.ts';

/** Calls and fields that take a name, each with how it is written. */
const SINKS: Readonly<Record<string, (certificate: string) => string>> = {
  'HttpRequest.setClientCertificateName': (name) => `new HttpRequest().setClientCertificateName(${name});`,
  'Auth.JWS': (name) => `Auth.JWS jws = new Auth.JWS('{}', ${name});`,
  'Crypto.signWithCertificate': (name) =>
    `Blob signed = Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('x'), ${name});`,
  'Crypto.signXml': (name) => `Crypto.signXml('RSA-SHA256', node, 'ID', ${name});`,
  'Auth.JWTUtil.validateJWTWithCert': (name) => `Auth.JWTUtil.validateJWTWithCert('token', ${name});`,
  clientCertName_x: (name) => `Soap.Port port = new Soap.Port(); port.clientCertName_x = ${name};`,
};

/** What the calls get outside of tests, each once. */
export function given({ code }: Route, write: (certificate: string) => string): string[] {
  const files = typeof code === 'string' ? { 'Partner.cls': `public class Partner {\n${code}\n}` } : code;
  const written = Object.entries(files).map(([path, source]) => [
    path,
    source.replace(/USE\((.*?)\);/g, (_, x: string) => write(x)),
  ]);
  const { references, problems } = findIn(Object.fromEntries(written) as Record<string, string>);
  assert.deepEqual(problems, []);
  return [...new Set(references.filter(({ isTest }) => !isTest).map(shown))].sort();
}

function shown({ name }: ApexReference): string {
  switch (name.kind) {
    case 'literal':
      return name.value;
    case 'computed':
      return '?';
    case 'customMetadata':
    case 'customSetting':
      return [name.type, name.record, name.field].filter(Boolean).join('.');
    case 'label':
      return `Label.${name.label}`;
    default:
      return name.kind;
  }
}

for (const [call, write] of Object.entries(SINKS)) {
  describe(`${call} gets`, () => {
    for (const route of [...filled, ...dispatched, ...collected, ...stored]) {
      test(`${route.says}: ${route.gives.join(', ')}`, () => {
        assert.deepEqual(given(route, write), [...route.gives].sort());
      });
    }
  });
}
