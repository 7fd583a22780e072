import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { checkCatalog, useCatalog } from '@cert-health/core';
import { readSettings } from '../../src/settings/read-settings.ts';
import { settingsSchema } from '../../src/settings/settings-shape.ts';

const validate = new Ajv({ strict: true, allErrors: true }).compile(settingsSchema());

/** What the schema and the reader each say of a file. */
function verdicts(content: string): { schema: boolean; reader: boolean } {
  let reader = true;
  try {
    readSettings(content, 'x.yml', new Date('2026-11-22T02:15:00Z'));
  } catch {
    reader = false;
  }
  return { schema: validate(parse(content, { schema: 'failsafe' })), reader };
}

const waiver = 'waivers: [{ certificate: A, check: weak-key, reason: Why, owner: O, until: 2027-01-31 }]';

const authority = (written: string): string => `rotation: { authorities: { corporate: { ${written} } } }`;

describe('the schema of the settings file agrees with the reader', () => {
  for (const content of [
    'thresholds: { warn-at: 33%, critical-at: 10d }',
    'thresholds: { uses: { inbound-sso: { warn-at: 5d } }, certificates: [{ certificate: A, warn-at: 20% }] }',
    'owners: [{ certificate: A*, source: org.*, owner: O }, { owner: P }]',
    'checks-off: [weak-key, waiver-unused]',
    waiver,
    'rotation: {}',
    'rotation: { authorities: {} }',
    authority('type: command, command: [./sign.sh], purposes: [client], time-limit: 90s'),
    authority('type: acme, directory: https://ca.example/dir, dns: [./dns.sh]'),
    authority('type: acme, directory: http://127.0.0.1:14000/dir, http: [./http.sh, --fast], look-first: no'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], eab: { key-id: kid-1, key-env: KEY }'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], staging: https://t.example/, trust: a.pem'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], profile: classic, contact: pki@example.com'),
    authority('type: file, folder: requests'),
    authority('type: practice, address: http://127.0.0.1:8123'),
    'rotation: { certificates: [{ certificate: Partner_* }], production: true, folder: state }',
    'rotation: { authorities: { corporate: { type: command, command: [./sign.sh] } }, certificates: [{ certificate: A, source: org.*, authority: corporate, method: replace, names: [a.example, "*.b.example"], hold-before: [switch, retire] }] }',
    'rotation: { certificates: [{ certificate: Okta, from: https://idp.example/metadata }, { certificate: B, from: b.pem, method: renew }] }',
  ]) {
    it(`that this is right: ${content}`, () => assert.deepEqual(verdicts(content), { schema: true, reader: true }));
  }

  for (const content of [
    'threshold: {}',
    'thresholds: { warn-at: 30 }',
    'thresholds: { warn-at: [] }',
    'thresholds: { uses: { other: {} } }',
    'thresholds: { certificates: [{ warn-at: 1d }] }',
    'owners: [{ certificate: A }]',
    'owners: A',
    'checks-off: [weak-keys]',
    'checks-off: [waiver-expired]',
    waiver.replace(', until: 2027-01-31', ''),
    waiver.replace('2027-01-31', '2027-13-01'),
    waiver.replace('weak-key', 'waiver-expired'),
    waiver.replace('until', 'til'),
    'rotation: { authority: {} }',
    'rotation: { authorities: [] }',
    'rotation: { authorities: { "../up": { type: file, folder: requests } } }',
    authority('folder: requests'),
    authority('type: fil, folder: requests'),
    authority('type: file'),
    authority('type: file, folder: requests, directory: https://ca.example/dir'),
    authority('type: command, command: ./sign.sh'),
    authority('type: command, command: []'),
    authority('type: command, command: [./sign.sh], purposes: [clients]'),
    authority('type: command, command: [./sign.sh], purposes: []'),
    authority('type: command, command: [./sign.sh], time-limit: 5'),
    authority('type: acme, directory: https://ca.example/dir'),
    authority('type: acme, directory: ftp://ca.example/dir, dns: [x]'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], contact: pki'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], eab: { key-id: kid-1 }'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], eab: { key-id: a, key-env: K, key-file: f }'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], eab: { key-id: a, key: secret }'),
    authority('type: acme, directory: https://ca.example/dir, dns: [x], look-first: maybe'),
    authority('type: practice, address: https://ca.example'),
    'rotation: { certificate: [] }',
    'rotation: { certificates: [{ authority: A }] }',
    `rotation: { certificates: [{ certificate: ${'ab'.repeat(32)} }] }`,
    'rotation: { certificates: [{ certificate: A, method: renewal }] }',
    'rotation: { certificates: [{ certificate: A, hold-before: [switched] }] }',
    'rotation: { certificates: [{ certificate: A, names: ["a b"] }] }',
    'rotation: { certificates: [{ certificate: A, from: http://idp.example/metadata }] }',
    'rotation: { production: yes }',
    'rotation: { folder: [] }',
    'rotation: { authorities: { A: x } }',
  ]) {
    it(`that this is wrong: ${content}`, () => assert.deepEqual(verdicts(content), { schema: false, reader: false }));
  }
});

describe('the schema', () => {
  const text = JSON.stringify(settingsSchema());

  it('names every check and every use, for editors to complete', () => {
    for (const { id } of [...checkCatalog, ...useCatalog]) assert.ok(text.includes(`"${id}"`), id);
  });

  it('describes every setting', () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, items, additionalProperties, oneOf } = schema as {
        properties?: Record<string, { description?: string }>;
        items?: unknown;
        additionalProperties?: unknown;
        oneOf?: readonly unknown[];
      };
      for (const [name, property] of Object.entries(properties ?? {})) {
        if (!/^[A-Z].*\.$/.test(property.description ?? '')) undescribed.push(`${path}.${name}`);
        visit(property, `${path}.${name}`);
      }
      visit(items, `${path}[]`);
      visit(additionalProperties, `${path}.*`);
      // Beside properties it only says which of them go together.
      for (const one of properties === undefined ? (oneOf ?? []) : []) visit(one, path);
    };
    visit(settingsSchema(), '');
    assert.deepEqual(undescribed, []);
  });
});
