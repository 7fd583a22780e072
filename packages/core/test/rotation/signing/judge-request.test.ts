import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeRequest, nameSetKey, parseCertificationRequest, readSigningRequest } from '@cert-health/core';
import type { RequestQuestion } from '@cert-health/core';
import { madeRequest } from './made-request.ts';
import type { MadeRequest } from './made-request.ts';

const judged = ({ request }: MadeRequest, question: Partial<RequestQuestion> = {}) =>
  judgeRequest({ request, authority: 'acme', names: [], purposes: ['server'], ...question });

const dns = (value: string) => ({ type: 'dns' as const, value });

describe('a request for an ACME authority', () => {
  it('as Salesforce makes it names one host in its subject', async () => {
    const { faults, notes, asked, subject, key } = await judged(await madeRequest('CN=www.example.com, O=Acme'));
    assert.deepEqual(faults, []);
    assert.deepEqual(notes, []);
    assert.deepEqual(asked.identifiers, [{ type: 'dns', value: 'www.example.com' }]);
    assert.match(subject, /O=Acme/);
    assert.equal(key, 'EC P-256');
  });

  it('names each host once, in lower case, wildcards and addresses among them', async () => {
    const request = await madeRequest('CN=Example.com', [
      dns('example.com'),
      dns('*.Example.com'),
      { type: 'ip', value: '192.0.2.7' },
    ]);
    const { faults, asked } = await judged(request);
    assert.deepEqual(faults, []);
    assert.deepEqual(asked.identifiers, [
      { type: 'dns', value: 'example.com' },
      { type: 'dns', value: '*.example.com' },
      { type: 'ip', value: '192.0.2.7' },
    ]);
  });

  it('with an address for a common name is told with the host to write instead', async () => {
    const { faults } = await judged(await madeRequest('CN=http://www.example.com/'));
    assert.equal(faults.length, 1);
    assert.match(faults[0]!, /is an address.*host name alone \("www\.example\.com"\)/);
  });

  for (const [subject, names, says] of [
    ['CN=Partner Orders', [], /"Partner Orders" is not a host name/],
    ['CN=localhost', [], /"localhost" is not a host name/],
    [`CN=${'a'.repeat(61)}.com.`, [], undefined],
    [`CN=${'x '.repeat(40).trim()}`, [], /has 79 characters; 64 is the most/],
    ['O=Acme', [], /names no host/],
    ['CN=a.example', [{ type: 'email' as const, value: 'a@example.com' }], /mail address "a@example\.com"/],
    ['CN=a.example', [{ type: 'url' as const, value: 'https://a.example' }], /the address "https:\/\/a\.example"/],
    ['O=Acme', [dns('a b.example')], /"a b\.example", which is not a name/],
  ] as const) {
    it(`that is for ${subject}${names.map(({ value }) => ` and ${value}`).join('')} is ${says ? 'not sent' : 'sent'}`, async () => {
      const { faults } = await judged(await madeRequest(subject, names));
      if (says) assert.match(faults.join('\n'), says);
      else assert.deepEqual(faults, []);
    });
  }

  it('must ask for every name of the settings, and what it asks for beside them is told', async () => {
    const request = await madeRequest('CN=a.example', [dns('b.example')]);
    const { faults } = await judged(request, { names: ['a.example', 'c.example'] });
    assert.match(faults.join(), /is to be for "c\.example", and the request does not ask for it/);
    const less = await judged(request, { names: ['A.example'] });
    assert.deepEqual(less.faults, []);
    assert.match(less.notes.join(), /asks for b\.example too/);
  });

  it('with a key that public authorities refuse is not sent', async () => {
    const { faults } = await judged(await madeRequest('CN=a.example', [], 1024));
    assert.match(faults.join(), /No authority signs this key\. .*1024 bits/);
  });
});

describe('a request for any other authority', () => {
  it('may have a common name that is no host', async () => {
    const { faults, notes } = await judged(await madeRequest('CN=Partner Orders'), {
      authority: 'other',
      purposes: ['client'],
    });
    assert.deepEqual([faults, notes], [[], []]);
  });

  it('is not sent when no server could use what comes back', async () => {
    const request = await madeRequest('CN=https://www.example.com');
    assert.match((await judged(request, { authority: 'other' })).faults.join(), /no server could use the certificate/);
    const named = await judged(request, { authority: 'other', names: ['www.example.com'] });
    assert.deepEqual(named.faults, []);
    assert.match(named.notes.join('\n'), /is an address and not the name of a host\.\nThe request does not ask for/);
    assert.deepEqual((await judged(request, { authority: 'other', purposes: ['client'] })).faults, []);
  });
});

describe('a request that was changed after it was made', () => {
  it('is not sent to anybody', async () => {
    const { der } = await madeRequest('CN=a.example');
    const changed = Uint8Array.from(der);
    const at = Buffer.from(changed).indexOf('a.example');
    changed[at] = 'b'.charCodeAt(0);
    const { faults, asked } = await judgeRequest({
      request: parseCertificationRequest(changed),
      authority: 'other',
      names: [],
      purposes: [],
    });
    assert.equal(asked.identifiers[0]?.value, 'b.example');
    assert.match(faults.join(), /is not signed with the key that it holds/);
  });
});

describe('reading a request', () => {
  it('takes PEM and DER', async () => {
    const { pem, der } = await madeRequest('CN=a.example');
    for (const content of [pem, der, `Comment\n${pem}`]) assert.ok('request' in readSigningRequest(content));
  });

  it('says in one sentence why there is none', async () => {
    const { pem } = await madeRequest('CN=a.example');
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
    for (const [content, says] of [
      ['', /./],
      ['hello', /./],
      [pem + pem, /more than one request/],
      [pem + key, /A private key stands beside the request/],
      [pem.replace('-----END CERTIFICATE REQUEST-----', ''), /./],
      [pem.replace(/\n.{20}/, '\n'), /./],
    ] as const) {
      const read = readSigningRequest(content);
      assert.ok('problem' in read, content);
      assert.match(read.problem, says);
      assert.match(read.problem, /^[A-Z].*\.$/s);
    }
  });
});

describe('sets of names', () => {
  it('are the same in any order', () => {
    const [a, b] = [
      { type: 'dns', value: 'a.example' },
      { type: 'dns', value: 'b.example' },
    ] as const;
    assert.equal(nameSetKey([a, b]), nameSetKey([b, a]));
    assert.notEqual(nameSetKey([a]), nameSetKey([a, b]));
  });
});
