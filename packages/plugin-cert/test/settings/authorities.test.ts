import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSettings } from '../../src/settings/read-settings.ts';
import { SettingsError } from '../../src/settings/settings-error.ts';

const today = new Date('2026-11-22T02:15:00Z');

function authoritiesIn(content: string) {
  return readSettings(content, 'cert-health.yml', today).rotation?.authorities;
}

function mistakeIn(authority: string): string {
  try {
    authoritiesIn(`rotation:\n  authorities:\n    corporate: { ${authority} }\n`);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.message;
  }
  assert.fail(`${authority} was taken`);
}

describe('authorities of the settings file', () => {
  it('are read as the contract writes them', () => {
    const read = authoritiesIn(`
rotation:
  authorities:
    corporate: { type: command, command: [./sign-request.sh], purposes: [client, server] } # a comment
    public: { type: acme, directory: https://acme.example.com/directory, purposes: [server], profile: classic, dns: [./dns-hook.sh] }
    tickets: { type: file, folder: requests }
`);
    assert.deepEqual(Object.fromEntries(read ?? []), {
      corporate: { type: 'command', command: ['./sign-request.sh'], purposes: ['client', 'server'] },
      public: {
        type: 'acme',
        directory: 'https://acme.example.com/directory',
        purposes: ['server'],
        profile: 'classic',
        dns: ['./dns-hook.sh'],
      },
      tickets: { type: 'file', folder: 'requests' },
    });
  });

  it('are not there when the file does not speak of rotation', () => {
    assert.equal(readSettings('checks-off: [weak-key]', 'x.yml', today).rotation, undefined);
  });

  it('take times in seconds and minutes', () => {
    const read = authoritiesIn(
      'rotation: { authorities: { a: { type: command, command: [x], time-limit: 90s }, b: { type: command, command: [x], time-limit: 5m } } }',
    );
    assert.deepEqual(
      [...(read ?? []).values()].map((one) => 'time-limit' in one && one['time-limit']),
      [90_000, 300_000],
    );
  });

  for (const [written, says] of [
    [
      'type: acme, directory: http://ca.example/dir, dns: [x]',
      /cannot be used; write an address that begins with https/,
    ],
    ['type: acme, directory: https://u:p@ca.example/dir, dns: [x]', /cannot be used/],
    ['type: acme, directory: https://ca.example/dir', /Nothing proves the names; write a hook/],
    [
      'type: acme, directory: https://ca.example/dir, dns: [x], eab: { key-id: a }',
      /write key-env or key-file, and never the key itself/,
    ],
    ['type: acmee, directory: https://ca.example/dir', /"acmee" cannot stand here \(did you mean "acme"\?\)/],
    ['command: [x]', /"type" is missing; write who signs/],
    ['type: command, command: []', /Nothing is listed here; write the command/],
    ['type: command, command: [x], time-limit: 2h', /no time that can be waited/],
    ['type: practice, address: http://10.0.0.1', /is not on this computer/],
    ['type: file, folder: a, dns: [x]', /There is no setting "dns" here/],
  ] as const) {
    it(`that cannot be meant are told: ${written}`, () => assert.match(mistakeIn(written), says));
  }
});
