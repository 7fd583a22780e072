import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Connection } from '@salesforce/core';
import { connectionRecords } from '../../src/publish/connection-records.ts';
import type { RecordApi } from '../../src/publish/record-api.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
}

/** A log-in whose requests are answered by a function, which may throw. */
function over(answer: (asked: Asked, time: number) => unknown): {
  records: RecordApi;
  asked: Asked[];
  slept: number[];
} {
  const asked: Asked[] = [];
  const slept: number[] = [];
  const connection = {
    instanceUrl: 'https://acme.my.salesforce.com/',
    getUsername: () => 'ann@acme.example',
    getApiVersion: () => '67.0',
    getAuthInfoFields: () => ({}),
    request: (request: Asked) => {
      asked.push(request);
      return new Promise((resolve) => resolve(answer(request, asked.length)));
    },
  } as unknown as Connection;
  const records = connectionRecords(connection, (milliseconds) => {
    slept.push(milliseconds);
    return Promise.resolve();
  });
  return { records, asked, slept };
}

const saved = [{ id: 'a00000000000001AAA', success: true, created: true, errors: [] }];
const rows = [{ Finding_Key__c: 'a', Title__c: 'A' }];
const upsert = (records: RecordApi) => records.upsert('CertHealth_Finding__c', 'Finding_Key__c', rows);

function brokenBy(code: string): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: { code } });
}

describe('writing rows over a log-in of the Salesforce CLI', () => {
  it('is one request of the collections resource, in which a row that fails does not undo the others', async () => {
    const { records, asked } = over(() => saved);
    assert.deepEqual(await upsert(records), saved);
    const [{ method, url, body = '' }] = asked as [Asked];
    assert.equal(method, 'PATCH');
    assert.equal(
      url,
      'https://acme.my.salesforce.com/services/data/v67.0/composite/sobjects/CertHealth_Finding__c/Finding_Key__c',
    );
    assert.deepEqual(JSON.parse(body), {
      allOrNone: false,
      records: [{ attributes: { type: 'CertHealth_Finding__c' }, Finding_Key__c: 'a', Title__c: 'A' }],
    });
  });

  it('is tried again when the connection breaks: to upsert twice is to upsert once', async () => {
    const { records, asked, slept } = over((_, time) => {
      if (time < 3) throw brokenBy('ECONNRESET');
      return saved;
    });
    assert.deepEqual(await upsert(records), saved);
    assert.deepEqual([asked.length, slept], [3, [1000, 2000]]);
  });

  it('is given up after three broken connections', async () => {
    const { records, asked } = over(() => {
      throw brokenBy('ECONNRESET');
    });
    await assert.rejects(upsert(records), { name: 'OrgApiError', code: 'ECONNRESET' });
    assert.equal(asked.length, 3);
  });

  it('is not tried again for an answer that will not change', async () => {
    const { records, asked } = over(() => {
      throw Object.assign(new Error('Session expired'), { errorCode: 'INVALID_SESSION_ID' });
    });
    await assert.rejects(upsert(records), { name: 'OrgApiError', code: 'INVALID_SESSION_ID' });
    assert.equal(asked.length, 1);
  });

  it('does not take an answer that tells of fewer rows for a success', async () => {
    const { records } = over(() => []);
    await assert.rejects(upsert(records), { code: 'UNEXPECTED_ANSWER' });
    await assert.rejects(upsert(over(() => 'yes').records), { code: 'UNEXPECTED_ANSWER' });
    await assert.rejects(upsert(over(() => '<html>').records), { code: 'WEB_PAGE' });
  });
});

describe('describing an object', () => {
  it('tells which fields are there and which may be written', async () => {
    const fields = [
      { name: 'Id', createable: false, updateable: false },
      { name: 'Title__c', createable: true, updateable: true },
      { name: 'Status__c', createable: false, updateable: true },
    ];
    const { records } = over(() => ({ createable: true, fields }));
    const described = await records.describe('CertHealth_Finding__c');
    assert.deepEqual(
      [...described.fields],
      [
        ['Id', false],
        ['Title__c', true],
        ['Status__c', true],
      ],
    );
    assert.equal(described.createable, true);
  });

  it('an answer without fields is none', async () => {
    await assert.rejects(over(() => ({})).records.describe('CertHealth_Scan__c'), { code: 'UNEXPECTED_ANSWER' });
  });
});
