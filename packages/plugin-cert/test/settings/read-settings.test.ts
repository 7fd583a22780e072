import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '@cert-health/core';
import { readSettingsFile, readSettings as readSettingsOf } from '../../src/settings/read-settings.ts';
import { SettingsError } from '../../src/settings/settings-error.ts';
import { folderWith } from '../fixtures/folder.ts';

const today = new Date('2026-11-22T02:15:00Z');
const readSettings = (content: string, path: string) => readSettingsOf(content, path, today);

const waiver = `waivers:
  - certificate: Partner_*
    check: weak-key
    reason: "The partner's gateway is replaced in January"
    owner: Ada
    until: 2027-01-31
`;

function problemsOf(content: string): string[] {
  try {
    readSettings(content, 'cert-health.yml');
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.message.split('\n');
  }
  return [];
}

describe('a settings file', () => {
  it('may be empty, or hold nothing but comments', () => {
    for (const content of ['', '# nothing yet\n', '---\n', 'thresholds:\nowners:\nwaivers: []\n']) {
      const { settings, waivers } = readSettings(content, 'cert-health.yml');
      assert.deepEqual(settings.expiring, defaultSettings.expiring, content);
      assert.deepEqual(waivers, []);
    }
  });

  it('sets levels in general, for uses and for certificates', () => {
    const { settings } = readSettings(
      `thresholds:
  warn-at: 25%
  critical-at: 10d
  longest-lifetime: 398d
  assumed-lifetime: 90d
  pending-signature: 7d
  uses:
    outbound-apex-mtls: { warn-at: 60d, critical-at: 21d }
    inbound-sso:
      warn-at: 50 %
  certificates:
    - certificate: Partner_*
      warn-at: 90d
    - { certificate: ${'AB:'.repeat(31)}AB, critical-at: 1d }
`,
      'cert-health.yml',
    );
    assert.deepEqual(settings.expiring, {
      warningFraction: 0.25,
      criticalFraction: defaultSettings.expiring.criticalFraction,
      criticalDays: 10,
      longestLifetimeDays: 398,
      assumedLifetimeDays: 90,
      perUse: {
        'outbound-apex-mtls': { warningDays: 60, criticalDays: 21 },
        'inbound-sso': { warningFraction: 0.5 },
      },
      perCertificate: [
        { certificate: 'Partner_*', warningDays: 90 },
        { certificate: `${'AB:'.repeat(31)}AB`, criticalDays: 1 },
      ],
    });
    assert.deepEqual(settings.pendingSignature, { warningDays: 7 });
  });

  it('names owners, and checks that are off', () => {
    const { settings } = readSettings(
      `owners:
  - certificate: Partner_*
    owner: Integration team
  - source: org.saml*
    owner: "Identity team <id@acme.example>"
checks-off:
  - private-key-exportable
  - waiver-unused
`,
      'cert-health.yml',
    );
    assert.deepEqual(settings.owners, [
      { certificate: 'Partner_*', owner: 'Integration team' },
      { source: 'org.saml*', owner: 'Identity team <id@acme.example>' },
    ]);
    assert.deepEqual(settings.checksOff, ['private-key-exportable', 'waiver-unused']);
  });

  it('gives waivers', () => {
    assert.deepEqual(readSettings(waiver, 'cert-health.yml').waivers, [
      {
        certificate: 'Partner_*',
        check: 'weak-key',
        reason: "The partner's gateway is replaced in January",
        owner: 'Ada',
        until: '2027-01-31',
      },
    ]);
  });

  it('keeps text as it is written, whatever else it looks like', () => {
    const { settings } = readSettings('owners:\n  - { certificate: 0x1F, owner: 1.10 }\n  - owner: no\n', 'x.yml');
    assert.deepEqual(settings.owners, [{ certificate: '0x1F', owner: '1.10' }, { owner: 'no' }]);
  });

  it('may repeat a value by its anchor', () => {
    const { settings } = readSettings(
      'thresholds:\n  uses:\n    inbound-sso: &slow { warn-at: 90d }\n    outbound-sso: *slow\n',
      'x.yml',
    );
    assert.deepEqual(settings.expiring.perUse?.['outbound-sso'], { warningDays: 90 });
  });

  it('leaves the defaults as they were', () => {
    readSettings('thresholds: { warn-at: 1d }', 'x.yml');
    assert.equal(defaultSettings.expiring.warningDays, undefined);
  });
});

describe('a mistake in a settings file is told with its place and what to write instead:', () => {
  for (const [what, content, expected] of [
    [
      'an unknown setting',
      'thresholdz: {}\n',
      'cert-health.yml:1:1: There is no setting "thresholdz" here; did you mean "thresholds"?',
    ],
    [
      'a setting that is like no other',
      '\nthresholds:\n  colour: red\n',
      'cert-health.yml:3:3: There is no setting "colour" here; what can stand here is warn-at, critical-at, longest-lifetime, assumed-lifetime, pending-signature, uses or certificates.',
    ],
    [
      'a name that every object has',
      'constructor: x\n',
      'cert-health.yml:1:1: There is no setting "constructor" here; what can stand here is thresholds, owners, checks-off, waivers or rotation.',
    ],
    [
      'a use that does not exist',
      'thresholds:\n  uses:\n    outbound-apex-mtl: {}\n',
      'cert-health.yml:3:5: There is no setting "outbound-apex-mtl" here; did you mean "outbound-apex-mtls"?',
    ],
    [
      'a list where one text belongs',
      'thresholds:\n  warn-at: [30d]\n',
      'cert-health.yml:2:12: This is a list where a text belongs; write a share of the lifetime left such as 33%, or days left such as 30d.',
    ],
    [
      'a text where a list belongs',
      'checks-off: weak-key\n',
      'cert-health.yml:1:13: This is a text where a list belongs; write ids of checks, each behind a dash.',
    ],
    [
      'a list where settings belong',
      'thresholds:\n  - warn-at: 30d\n',
      'cert-health.yml:2:3: This is a list where settings belong; write warn-at, critical-at, longest-lifetime, assumed-lifetime, pending-signature, uses or certificates, each with its value.',
    ],
    [
      'a threshold without unit',
      'thresholds: { warn-at: 30 }\n',
      'cert-health.yml:1:24: "30" is no threshold; write a share of the lifetime left such as 33%, or days left such as 30d.',
    ],
    [
      'days as a share',
      'thresholds: { pending-signature: 14% }\n',
      'cert-health.yml:1:34: "14%" is no number of days; write a number of days such as 14d.',
    ],
    [
      'a missing end',
      waiver.replace('    until: 2027-01-31\n', ''),
      'cert-health.yml:2:5: "until" is missing; write its last day, such as until: 2027-01-31.',
    ],
    [
      'an end that is empty',
      waiver.replace(' 2027-01-31', ''),
      'cert-health.yml:6:11: Nothing is written here; write it as year-month-day, such as 2027-01-31.',
    ],
    [
      'a date of another form',
      waiver.replace('2027-01-31', '31.01.2027'),
      'cert-health.yml:6:12: "31.01.2027" is no date; write it as year-month-day, such as 2027-01-31.',
    ],
    [
      'a date that no calendar has',
      waiver.replace('01-31', '02-30'),
      'cert-health.yml:6:12: "2027-02-30" is no date; write it as year-month-day, such as 2027-01-31.',
    ],
    [
      'an unknown check',
      waiver.replace('weak-key', 'weak-keys'),
      'cert-health.yml:3:12: There is no check "weak-keys" to decide about (did you mean "weak-key"?); write an id that "sf cert checks" lists.',
    ],
    [
      'a waiver of a waiver',
      waiver.replace('weak-key', 'waiver-expired'),
      'cert-health.yml:3:12: There is no check "waiver-expired" to decide about; write an id that "sf cert checks" lists.',
    ],
    [
      'a fingerprint that is too short',
      waiver.replace('Partner_*', 'AA:BB:CC:DD:EE'),
      'cert-health.yml:2:18: "AA:BB:CC:DD:EE" has the form of a fingerprint but not its 64 digits; write the name of a certificate as "sf cert list" shows it (* stands for any characters), or its SHA-256 fingerprint.',
    ],
    [
      'a waiver of 70 years',
      waiver.replace('2027-01-31', '2096-11-22'),
      'cert-health.yml:6:12: A waiver until 2096-11-22 lasts longer than a year; write a day that is at most 366 days from now.',
    ],
    [
      'a reason that says nothing',
      waiver.replace(/reason: .*/, 'reason: x'),
      'cert-health.yml:4:13: "x" says no reason; write why this can be lived with, such as The partner replaces its gateway in January.',
    ],
    [
      'critical before warning',
      'thresholds:\n  warn-at: 10d\n  critical-at: 30d\n',
      'cert-health.yml:2:3: critical-at (30d) comes before warn-at (10d); write a critical-at that is no more than warn-at.',
    ],
    [
      'critical before the warning that nobody wrote, for a use',
      'thresholds:\n  uses:\n    inbound-sso: { critical-at: 50% }\n',
      'cert-health.yml:3:18: For inbound-sso: critical-at (50%) comes before warn-at (33.3%); write a critical-at that is no more than warn-at.',
    ],
    [
      'critical before warning for certificates of a name, in a use',
      'thresholds:\n  uses:\n    inbound-sso: { warn-at: 90d, critical-at: 60d }\n  certificates:\n    - { certificate: Okta, warn-at: 30d }\n',
      'cert-health.yml:5:7: For Okta, inbound-sso: critical-at (60d) comes before warn-at (30d); write a critical-at that is no more than warn-at.',
    ],
    [
      'a setting that is there twice',
      'owners: []\nowners: []\n',
      'cert-health.yml:2:1: This is not valid YAML: Map keys must be unique.',
    ],
  ] as const) {
    it(what, () => assert.deepEqual(problemsOf(content), [expected]));
  }

  it('what is no YAML at all', () => {
    const [first] = problemsOf('owners: [\n');
    assert.match(first ?? '', /^cert-health\.yml:\d+:\d+: This is not valid YAML: .+\.$/);
  });

  it('all mistakes at once, each on a line of its own', () => {
    const problems = problemsOf('thresholds: { warn-at: soon }\nwaivers:\n  - check: weak-key\n');
    assert.deepEqual(
      problems.map((problem) => problem.split(':').slice(0, 3).join(':')),
      [
        'cert-health.yml:1:24',
        'cert-health.yml:3:5',
        'cert-health.yml:3:5',
        'cert-health.yml:3:5',
        'cert-health.yml:3:5',
      ],
    );
  });

  it('a file that is not there', () => {
    assert.throws(() => readSettingsFile('no/such.yml', today), {
      name: 'SettingsError',
      message: 'The settings file no/such.yml does not exist; check the path.',
    });
  });

  it('a folder in place of the file', (t) => {
    const folder = folderWith(t, { 'cert-health.yml/x': '' });
    assert.throws(() => readSettingsFile(`${folder}/cert-health.yml`, today), /could not be read \(EISDIR\)/);
  });

  it('an alias that leads back to itself, without hanging', () => {
    assert.match(problemsOf('owners: &o\n  - *o\n')[0] ?? '', /This is a list where settings belong/);
  });
});
