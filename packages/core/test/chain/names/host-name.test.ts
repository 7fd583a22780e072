import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchesHost, referenceName } from '@cert-health/core';
import { make, makeLeaf, makeRoot } from '../made/certificate.ts';
import { codes, verify } from '../verify.ts';

const root = makeRoot();
const matches = (names: readonly string[], host: string, subject = 'x'): boolean =>
  matchesHost(make({ issuer: root, subject, names }).parsed, referenceName(host));

describe('whether a certificate is for a server (RFC 9525)', () => {
  const cases: readonly [names: string[], host: string, expected: boolean][] = [
    [['dns:shop.example'], 'shop.example', true],
    [['dns:Shop.Example'], 'sHOP.eXAMPLE', true],
    [['dns:shop.example'], 'shop.example.', true],
    [['dns:shop.example'], 'www.shop.example', false],
    [['dns:shop.example'], 'example', false],
    [['dns:a.example', 'dns:b.example'], 'b.example', true],
    [['dns:*.shop.example'], 'www.shop.example', true],
    [['dns:*.shop.example'], 'shop.example', false],
    [['dns:*.shop.example'], 'a.b.shop.example', false],
    [['dns:w*.shop.example'], 'www.shop.example', false],
    [['dns:www.*.example'], 'www.shop.example', false],
    [['dns:*.*.example'], 'www.shop.example', false],
    [['dns:*'], 'example', false],
    [['dns:*.example'], 'shop.example', false],
    [['dns:xn--*-1b3c148a.example'], 'xn--bliss-1b3c148a.example', false],
    [['dns:xn--bcher-kva.example'], 'bücher.example', true],
    [['dns:xn--bcher-kva.example'], 'BÜCHER.example', true],
    [['dns:shop.example\0.evil.example'], 'shop.example', false],
    [['ip:192.0.2.1'], '192.0.2.1', true],
    [['ip:192.0.2.1'], '192.0.2.2', false],
    [['dns:192.0.2.1'], '192.0.2.1', false],
    [['ip:2001:db8::1'], '2001:DB8:0:0:0:0:0:1', true],
    [['ip:2001:db8::1'], '[2001:db8::1]', true],
    [['ip:192.0.2.1'], '::ffff:192.0.2.1', false],
    [['email:a@shop.example'], 'shop.example', false],
    [['uri:https://shop.example/'], 'shop.example', false],
    [[], 'x', false],
    [['dns:shop.example'], '', false],
    [['dns:shop.example'], 'shop example', false],
    [['dns:shop.example'], '.shop.example', false],
  ];
  for (const [names, host, expected] of cases) {
    test(`${JSON.stringify(names)} is ${expected ? '' : 'not '}for ${JSON.stringify(host)}`, () => {
      assert.equal(matches(names, host), expected);
    });
  }

  test('the common name is no name of a server', () => {
    assert.equal(matches([], 'shop.example', 'shop.example'), false);
    assert.equal(matches(['dns:other.example'], 'shop.example', 'shop.example'), false);
  });

  test('a name that no server can have is told as such', async () => {
    const { problems } = await verify(makeLeaf(root), [], [root], { serverName: 'https://shop.example/' });
    assert.equal(problems[0]?.message, '"https://shop.example/" is not a name that a server can have.');
  });

  test('nobody asks for a name where none is given', async () => {
    assert.deepEqual(codes(await verify(make({ issuer: root }), [], [root])), []);
  });
});

describe('IP addresses as text', () => {
  const cases: readonly [text: string, hex: string | undefined][] = [
    ['0.0.0.0', '00000000'],
    ['255.255.255.255', 'ffffffff'],
    ['256.0.0.1', undefined],
    ['1.2.3', undefined],
    ['01.2.3.4', undefined],
    ['1.2.3.4 ', undefined],
    ['::', '00'.repeat(16)],
    ['::1', `${'00'.repeat(15)}01`],
    ['1::', `0001${'00'.repeat(14)}`],
    ['2001:db8::8a2e:370:7334', '20010db80000000000008a2e03707334'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['1:2:3:4:5:6:7', undefined],
    ['1:2:3:4:5:6:7:8:9', undefined],
    ['1:2:3:4::5:6:7:8', undefined],
    ['1::2::3', undefined],
    [':::', undefined],
    ['12345::', undefined],
    ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
    ['::192.0.2.1:0', undefined],
    ['192.0.2.1::', undefined],
    ['g::1', undefined],
    ['fe80::1%eth0', undefined],
    ['', undefined],
  ];
  for (const [text, hex] of cases) {
    test(`${JSON.stringify(text)} is ${hex ?? 'none'}`, () => {
      const reference = referenceName(text);
      assert.equal(reference.kind === 'ip' ? Buffer.from(reference.octets).toString('hex') : undefined, hex);
    });
  }
});
