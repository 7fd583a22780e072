import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { kindOfName } from '../../src/named/kind-of-name.ts';
import { folderWith } from '../fixtures/folder.ts';

const told = (text: string) => {
  const named = kindOfName(text, 'OLD');
  return named.kind === 'server' ? [named.kind, named.target.text] : [named.kind];
};

describe('what somebody named', () => {
  test('is a file where there is one, whatever it is called', (t) => {
    const folder = folderWith(t, { Partner_API: 'x', 'host:443': 'x' });
    assert.deepEqual(told(join(folder, 'Partner_API')), ['file']);
    assert.deepEqual(told(join(folder, 'host:443')), ['file']);
  });

  test('is a server by its port or by https', () => {
    assert.deepEqual(told('api.example.com:8443'), ['server', 'api.example.com:8443']);
    assert.deepEqual(told('localhost:443'), ['server', 'localhost:443']);
    assert.deepEqual(told('[::1]:8443'), ['server', '[::1]:8443']);
    assert.deepEqual(told('https://api.example.com/v1'), ['server', 'api.example.com:443']);
  });

  test('is else the name of a certificate, with or without namespace', () => {
    for (const name of ['Partner_API_Client', 'acme__Client', 'Self-signed certificate'])
      assert.deepEqual(told(name), ['certificate']);
  });

  for (const [says, text] of [
    ['a file that is not there and no server', 'partner.pem'],
    ['a path', 'certs/partner'],
    ['a folder', '.'],
    ['nothing', ' '],
    ['an address with a port that is none', 'api.example.com:0'],
  ] as const) {
    test(`is refused where it is ${says}`, () => {
      assert.throws(() => kindOfName(text, 'OLD'), { name: 'UsageError', exitCode: 2 });
    });
  }
});
