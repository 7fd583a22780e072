import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { test } from 'node:test';
import { isPublicAddress, isWrittenAsPrivate, publicLookup } from '../../src/network/public-address.ts';

const publicOnes = ['1.1.1.1', '93.184.216.34', '172.32.0.1', '192.169.0.1', '2606:4700:4700::1111', '2a00:1450::1'];
const others = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fe80::1',
  'ff02::1',
  'no address',
];

test('addresses of public hosts are public', () => {
  for (const address of publicOnes) assert.ok(isPublicAddress(address), address);
});

test('addresses of private networks, of this computer, of groups and wrapped ones are not', () => {
  for (const address of others) assert.ok(!isPublicAddress(address), address);
});

test('a URL with such an address is known however it is written', () => {
  const written = ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '[::1]', '[::ffff:10.0.0.1]', 'localhost'];
  for (const host of [...written, 'a.localhost', 'LOCALHOST.']) {
    assert.ok(isWrittenAsPrivate(new URL(`http://${host}/a.crl`)), host);
  }
  for (const host of ['crl.example.com', '1.1.1.1', '[2606:4700:4700::1111]', 'localhost.example']) {
    assert.ok(!isWrittenAsPrivate(new URL(`http://${host}/a.crl`)), host);
  }
});

test('a name that stands for an address of this computer is not resolved', async () => {
  const error = await new Promise<Error | null>((resolve) => publicLookup('localhost', {}, resolve));
  assert.match(error?.message ?? '', /localhost: its address is not a public one/);
});

test('a public address is resolved to itself, alone or as a list', async () => {
  const one = await new Promise<unknown>((resolve) =>
    publicLookup('1.1.1.1', {}, (error, address, family) => resolve([error, address, family])),
  );
  assert.deepEqual(one, [null, '1.1.1.1', 4]);
  const list = await new Promise<string | LookupAddress[]>((resolve) =>
    publicLookup('1.1.1.1', { all: true }, (_, addresses) => resolve(addresses)),
  );
  assert.deepEqual(list, [{ address: '1.1.1.1', family: 4 }]);
});
