import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const script = new URL('../../scripts/command-snapshot.mjs', import.meta.url).href;

interface Command {
  readonly command: string;
  readonly flags: readonly string[];
  readonly flagChars: readonly string[];
}

const { commandSnapshot } = (await import(script)) as { commandSnapshot: () => Promise<readonly Command[]> };
const current = await commandSnapshot();

test('commands, flags and short forms are those that were recorded', () => {
  const recorded: unknown = JSON.parse(readFileSync(new URL('../../command-snapshot.json', import.meta.url), 'utf8'));
  assert.deepEqual(
    current,
    recorded,
    'what scripts of users rely on has changed: if meant, run command-snapshot.mjs --write',
  );
});

test('no short form means two things in one command, and none means help', () => {
  for (const { command, flagChars } of current) {
    assert.equal(new Set(flagChars).size, flagChars.length, command);
    assert.ok(!flagChars.includes('h'), command);
  }
});

test('-o means the org wherever there is one', () => {
  for (const { command, flags, flagChars } of current) {
    assert.equal(flags.includes('target-org'), flagChars.includes('o'), command);
  }
});

test('every command can print JSON', () => {
  for (const { command, flags } of current) assert.ok(flags.includes('json'), command);
});
