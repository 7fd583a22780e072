import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { usernameOf } from '../../src/org/username.ts';

const as = (name: string | undefined): string => usernameOf({ getUsername: () => name });

test('the user of a log-in is told by name, and never by the access token that stands for it', () => {
  assert.equal(as('ann@acme.example'), 'ann@acme.example');
  assert.equal(as('00D000000000001!AQ0AQ.some_token'), 'the user');
  assert.equal(as('00D000000000001AAA!AQ0AQ.some_token'), 'the user');
  assert.equal(as(undefined), 'the user');
});

test('nobody asks a connection for the name but by that', () => {
  const src = new URL('../../src/', import.meta.url).pathname;
  const asking = globSync('**/*.ts', { cwd: src }).filter((path) =>
    readFileSync(`${src}${path}`, 'utf8').includes('.getUsername()'),
  );
  assert.deepEqual(asking, ['org/username.ts']);
});
