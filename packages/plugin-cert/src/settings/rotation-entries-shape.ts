import { fingerprintIn, stepIds } from '@cert-health/core';
import type { RotationMethod, StepId } from '@cert-health/core';
import { nearest } from './nearest.ts';
import { list, map, scalar } from './shape.ts';
import type { Shape } from './shape.ts';
import { text } from './values.ts';

/** One of a few words. */
function wordOf<const Word extends string>(words: readonly Word[], expects: string): Shape<Word> {
  return scalar({ enum: words }, expects, (written) => {
    const value = words.find((word) => word === written);
    if (value !== undefined) return { value };
    const meant = nearest(written, words);
    return { problem: `"${written}" cannot stand here${meant ? ` (did you mean "${meant}"?)` : ''}` };
  });
}

/** A fingerprint would mean nothing any more after the first rotation. */
const certificateName = scalar(
  {
    minLength: 1,
    not: { pattern: '^[0-9a-fA-F]{2}(:?[0-9a-fA-F]{2}){31}$' },
    examples: ['Partner_API_Client', 'Partner_*'],
  },
  'the name of a certificate as "sf cert list" shows it (* stands for any characters)',
  (written) =>
    fingerprintIn(written) === undefined
      ? { value: written }
      : { problem: 'This is a fingerprint, which means no certificate any more after a rotation' },
);

const method = wordOf<RotationMethod>(
  ['renew', 'replace', 'import'],
  'renew (the same record and key), replace (a new record) or import (a keystore that Setup imports)',
);

/** Steps that do something to wait for. */
const step = wordOf<StepId>(stepIds, `a step: ${stepIds.join(', ')}`);

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const hostName = `^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`;
const name = scalar(
  { pattern: hostName, examples: ['partner.example.com'] },
  'a host name such as partner.example.com',
  (written) => (new RegExp(hostName).test(written) ? { value: written } : { problem: `"${written}" is no host name` }),
);

const SCHEME = '^[a-zA-Z][a-zA-Z0-9+.-]*://';
/** A path, or an address that nobody can listen in on. */
const from = scalar(
  { minLength: 1, if: { pattern: SCHEME }, then: { pattern: '^https://[^\\s/@]+(?:/|$)' } },
  'a file, or an address that begins with https://',
  (written) =>
    !new RegExp(SCHEME).test(written) || /^https:\/\/[^\s/@]+(?:\/|$)/.test(written)
      ? { value: written }
      : { problem: 'This address cannot be used' },
);

const production = scalar({ enum: ['true', 'false'] }, 'true or false', (written) =>
  written === 'true' || written === 'false' ? { value: written === 'true' } : { problem: `"${written}" is neither` },
);

const entry = map({
  certificate: {
    shape: certificateName,
    about: 'Name (* stands for any characters). Successors that a rotation made of it are meant too.',
    required: 'which certificate it is about, such as certificate: Partner_*',
  },
  source: {
    shape: text('the id of a source such as org.certificates, or a pattern such as org.*'),
    about: 'Id of the source that holds it, such as org.saml-sso-configs; all unless told.',
  },
  authority: {
    shape: text('the name of one of the authorities'),
    about: 'Name of the authority that signs it. Without one its successor vouches for itself.',
  },
  method: {
    shape: method,
    about:
      'What becomes of the record: renew keeps it and its key, replace makes a new one, import takes a keystore by Setup.',
  },
  csr: { shape: text('the path of a file'), about: 'File of the request that the key made, relative to this file.' },
  'key-folder': {
    shape: text('the path of a folder'),
    about:
      'Folder, relative to this file, in which a new key is made for a client or user who has none (NAME.key, mode 0600). Nobody gets one unless told.',
  },
  from: {
    shape: from,
    about: 'Where the new certificate of somebody else comes from: a file, or the https address of its metadata.',
  },
  trust: {
    shape: text('the path of a file'),
    about:
      'Roots that the other side trusts: a file (PEM, PKCS#7, keystore) or folder, relative to this file. Of several chains the one is taken that they know.',
  },
  keystore: {
    shape: text('the path of a file'),
    about:
      'File of the keystore that Setup imports (method: import), relative to this file. Its password never stands here.',
  },
  names: {
    shape: list(name, 'host names, each behind a dash'),
    about: 'Host names that the new certificate must have.',
  },
  'hold-before': {
    shape: list(step, 'steps, each behind a dash'),
    about: 'Steps that wait until somebody approves them with sf cert rotate approve.',
  },
});

export type WrittenEntry = typeof entry extends Shape<infer Value> ? Value : never;

/** What stands under `rotation` beside the authorities. */
export const rotationFields = {
  certificates: {
    shape: list(entry, 'entries that start with "- certificate:"'),
    about: 'Which certificates are rotated, and how; the first entry that fits is taken.',
  },
  production: {
    shape: production,
    about: 'Whether production orgs may be changed (false unless told). A plan can always be made.',
  },
  folder: {
    shape: text('the path of a folder'),
    about: 'Where plans, journals and what partners need are kept, relative to this file (.cert-health unless told).',
  },
} as const;
