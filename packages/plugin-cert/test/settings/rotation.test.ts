import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSettings } from '../../src/settings/read-settings.ts';
import { SettingsError } from '../../src/settings/settings-error.ts';

const today = new Date('2026-11-22T02:15:00Z');

function problemsOf(content: string): string[] {
  try {
    readSettings(content, 'x.yml', today);
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.message.split('\n');
  }
  return [];
}

const head = 'rotation:\n  authorities:\n    corporate: { type: command, command: [./sign.sh] }\n  certificates:\n';

test('what is written under rotation is read', () => {
  const { rotation } = readSettings(
    `${head}    - certificate: Partner_*\n      authority: corporate\n      hold-before: [switch, retire]\n  production: true\n  folder: state\n`,
    'x.yml',
    today,
  );
  assert.deepEqual(rotation?.certificates, [
    { certificate: 'Partner_*', authority: 'corporate', 'hold-before': ['switch', 'retire'] },
  ]);
  assert.deepEqual(
    [rotation.production, rotation.folder, [...(rotation.authorities?.keys() ?? [])]],
    [true, 'state', ['corporate']],
  );
});

describe('a mistake under rotation is told with its place and what to write instead:', () => {
  const entry = (...lines: string[]): string =>
    `${head}    - certificate: Partner_*\n${lines.map((line) => `      ${line}\n`).join('')}`;
  for (const [what, content, line, message] of [
    [
      'an authority that is not there',
      entry('authority: corporat'),
      6,
      /no authority "corporat"; did you mean "corporate"\?/,
    ],
    [
      'an authority without any',
      'rotation: { certificates: [{ certificate: A, authority: B }] }',
      1,
      /there is none under authorities yet/,
    ],
    [
      'a method that is none',
      entry('method: renewal'),
      6,
      /"renewal" cannot stand here \(did you mean "renew"\?\); write renew/,
    ],
    ['a step that is none', entry('hold-before: [swich]'), 6, /did you mean "switch"\?\); write a step: preflight, /],
    ['a request that nobody signs', entry('csr: a.csr'), 6, /Nobody signs this request; write the authority/],
    [
      'a request for a new record',
      entry('authority: corporate', 'method: replace', 'csr: a.csr'),
      8,
      /leave csr out, or write method: renew/,
    ],
    [
      'a keystore that is signed',
      entry('authority: corporate', 'method: import'),
      7,
      /comes with its chain; leave authority out/,
    ],
    [
      'a keystore that nobody imports',
      entry('authority: corporate', 'keystore: a.jks'),
      7,
      /imported by Setup; write method: import, or leave keystore out/,
    ],
    [
      "somebody else's certificate that is signed",
      entry('authority: corporate', 'from: a.pem'),
      7,
      /write one of the two/,
    ],
    ['names without an authority', entry('names: [a.example]'), 6, /no names can be asked for/],
    ['roots without an authority', entry('trust: partner.pem'), 6, /write the authority, or leave trust out/],
    [
      'a name that is none',
      entry('authority: corporate', 'names: ["https://a.example"]'),
      7,
      /is no host name; write a host name such as/,
    ],
    [
      'a fingerprint',
      `${head}    - certificate: ${'ab'.repeat(32)}\n`,
      5,
      /means no certificate any more after a rotation; write the name/,
    ],
    [
      'an address that others can listen in on',
      entry('from: http://idp.example'),
      6,
      /This address cannot be used; write a file, or an address that begins with https/,
    ],
    ['an address with a password', entry('from: https://user:secret@idp.example'), 6, /cannot be used/],
    ['a production that is neither', `${head}  production: yes\n`, 5, /"yes" is neither; write true or false/],
    ['an unknown setting', `${head}  folders: x\n`, 5, /no setting "folders" here; did you mean "folder"\?/],
  ] as const) {
    test(what, () => {
      const problems = problemsOf(content);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', new RegExp(`^x\\.yml:${line}:\\d+: `));
      assert.match(problems[0] ?? '', message);
      assert.doesNotMatch(problems[0] ?? '', /secret/);
    });
  }
});
