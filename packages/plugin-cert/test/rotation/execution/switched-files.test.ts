import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytesOfText, exchangeValues, sha256Hex } from '@cert-health/core';
import { pointsAtOf, switchedFiles } from '../../../src/rotation/execution/switched-files.ts';

const path = 'samlssoconfigs/Okta.samlssoconfig';
const successor = { name: 'Signing_202701', id: '0P1000000000001AAA' };
// A byte order mark, line ends of Windows and an entity stay.
const before =
  '\uFEFF<?xml version="1.0"?>\r\n<SamlSsoConfig>\r\n  <decryptionCertificate>Signing</decryptionCertificate>\r\n  <name>A &amp; B</name>\r\n  <requestSigningCertId> 0P1000000000000AAA </requestSigningCertId>\r\n  <x>Signing</x>\r\n</SamlSsoConfig>';
const place = (element: string) => ({ root: 'SamlSsoConfig', path: [element] });
const { text: planned, exchanged } = exchangeValues(before, [
  { place: place('decryptionCertificate'), isMeant: () => true, to: successor.name },
  { place: place('requestSigningCertId'), isMeant: () => true, to: `{Id of ${successor.name}}` },
]);
const after = planned.replace(`{Id of ${successor.name}}`, successor.id);
const reference = (name: string, field: string) => ({ source: 'org.saml', name, field });
const stored = {
  plan: {
    references: ['SamlSsoConfig.decryptionCertificate', 'SamlSsoConfig.requestSigningCertId'].map((field) =>
      reference('Okta', field),
    ),
  },
  files: [{ component: 'SamlSsoConfig:Okta', path, exchanged }],
  seen: { files: [{ path, sha256: sha256Hex(bytesOfText(before)) }] },
} as unknown as Parameters<typeof switchedFiles>[0];
const stands = (text: string | Uint8Array | undefined, to = successor) => {
  const bytes = typeof text === 'string' ? bytesOfText(text) : text;
  const [file] = switchedFiles(stored, new Map(bytes ? [[path, bytes]] : []), to);
  assert.ok(file);
  const { component, path: at, ...rest } = file;
  assert.deepEqual([component, at], ['SamlSsoConfig:Okta', path]);
  return rest;
};

describe('a file that the switch changes', () => {
  test('becomes what was approved, with the Id that is known only now', () => {
    assert.deepEqual(stands(before), { is: 'planned', after });
    assert.ok(after.includes(`> ${successor.id} <`) && after.includes('<x>Signing</x>'));
  });

  test('is known to be switched, and goes back to the same bytes', () => {
    assert.deepEqual(stands(after), { is: 'switched', before });
  });

  test('that somebody changed afterwards keeps their change when it goes back', () => {
    const edited = after.replace('<x>Signing</x>', '<x>Other</x>');
    assert.deepEqual(stands(edited), {
      is: 'changed',
      namesSuccessor: true,
      names: 'successor',
      before: before.replace('<x>Signing</x>', '<x>Other</x>'),
    });
  });

  test('that was written anew is read by its places, and goes back without losing what is new', () => {
    const anew = (name: string, id: string) =>
      `<SamlSsoConfig><added/><requestSigningCertId>${id}</requestSigningCertId><name>A &#38; B</name><decryptionCertificate>${name}</decryptionCertificate></SamlSsoConfig>`;
    assert.deepEqual(stands(anew(successor.name.toUpperCase(), successor.id.slice(0, 15))), {
      is: 'changed',
      namesSuccessor: false,
      names: 'successor',
      before: anew('Signing', '0P1000000000000AAA'),
    });
    assert.deepEqual(stands(anew('Signing', '0P1000000000000')), {
      is: 'changed',
      namesSuccessor: false,
      names: 'certificate',
    });
    // Half of it: neither.
    assert.deepEqual(stands(anew(successor.name, '0P1000000000000AAA')), {
      is: 'changed',
      namesSuccessor: true,
      before: anew('Signing', '0P1000000000000AAA'),
    });
    assert.deepEqual(stands(anew(successor.name, 'another')), {
      is: 'changed',
      namesSuccessor: true,
      before: anew('Signing', 'another'),
    });
  });

  test('that somebody changed in the way is not taken for what was planned', () => {
    assert.deepEqual(stands(`<!-- -->${after}`), {
      is: 'changed',
      namesSuccessor: true,
      names: 'successor',
      before: `<!-- -->${before}`,
    });
    assert.deepEqual(stands(before.replace('A &amp; B', 'C')), {
      is: 'changed',
      namesSuccessor: false,
      names: 'certificate',
    });
    assert.deepEqual(stands('<no XML'), { is: 'changed', namesSuccessor: false });
    assert.deepEqual(stands(new Uint8Array([0xff, 0xfe, 0x3c])), { is: 'changed', namesSuccessor: true });
    assert.deepEqual(stands(undefined), { is: 'gone' });
  });

  test('tells where its references point, and nothing where that is not known', () => {
    const references = [
      reference('Okta', 'SamlSsoConfig.decryptionCertificate'),
      reference('Else', 'SamlSsoConfig.decryptionCertificate'),
    ];
    const names = { certificate: 'Signing', successor: successor.name };
    const file = (text: string) => switchedFiles(stored, new Map([[path, bytesOfText(text)]]), successor);
    assert.deepEqual(Object.values(pointsAtOf(references, file(after), names)), [successor.name, '(not known)']);
    assert.deepEqual(Object.values(pointsAtOf(references, file(before), names)), ['Signing', '(not known)']);
    assert.deepEqual(Object.values(pointsAtOf(references, file(`${after} `), names)), [successor.name, '(not known)']);
    assert.deepEqual(Object.values(pointsAtOf(references, file('<x'), names)), ['(not known)', '(not known)']);
  });
});
