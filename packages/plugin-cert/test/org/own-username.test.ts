import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '@salesforce/core';
import { ownUsername } from '../../src/org/own-username.ts';

const token = '00D000000000001!AQ0AQ.some_token';

/** A log-in under a name, and what the org says when it is asked. */
function loggedIn(name: string, told: () => unknown): Connection {
  const request = (): Promise<unknown> => Promise.resolve().then(told);
  return { instanceUrl: 'https://acme.example/', getUsername: () => name, request } as unknown as Connection;
}

test('the name is the one that the org has, also where the log-in has kept an older one or a token', async () => {
  for (const name of [token, 'old@acme.example']) {
    const connection = loggedIn(name, () => ({ preferred_username: 'ann@acme.example' }));
    assert.equal(await ownUsername(connection), 'ann@acme.example');
  }
});

test('where the org does not tell, the log-in does, and a token is nobody', async () => {
  const silent = [
    () => null,
    () => ({ preferred_username: ' ' }),
    () => ({ preferred_username: 7 }),
    () => {
      throw Object.assign(new Error('Bad_OAuth_Token'), { errorCode: 'ERROR_HTTP_403' });
    },
  ];
  for (const told of silent) {
    assert.equal(await ownUsername(loggedIn('ann@acme.example', told)), 'ann@acme.example');
    assert.equal(await ownUsername(loggedIn(token, told)), undefined);
  }
});
