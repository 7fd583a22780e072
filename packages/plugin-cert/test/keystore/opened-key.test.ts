import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { openKey } from '../../src/keystore/opened-key.ts';
import { passwordOf } from '../../src/keystore/password.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import type { SealedKey } from '../../src/keystore/sealed-key.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
const nonsense = Uint8Array.from({ length: 120 }, (_, at) => (at * 37) % 256);

/** A key whose cipher lets a wrong password through, as one in 256 does. */
const sealed = (gives: Uint8Array | undefined, proven?: true): SealedKey => ({
  ...(proven ? { proven } : {}),
  open: () => gives && Uint8Array.from(gives),
});
const opened = (key: SealedKey, isRight = false) => openKey(key, passwordOf('any'), new Rounds(), { isRight });

describe('a sealed key', () => {
  it('is opened by a password that gives a key', () => {
    assert.ok(opened(sealed(pkcs8))?.key?.equals(privateKey));
  });

  it('is not opened by one that gives nothing, or nonsense that nothing vouches for', () => {
    assert.equal(opened(sealed(undefined)), undefined);
    assert.equal(opened(sealed(nonsense)), undefined);
  });

  it('is opened, and of an unknown form, where a digest or the store itself vouches for what came out', () => {
    assert.deepEqual(opened(sealed(nonsense, true)), { key: undefined });
    assert.deepEqual(opened(sealed(nonsense), true), { key: undefined });
  });

  it('is wiped afterwards', () => {
    const given = Uint8Array.from(pkcs8);
    assert.ok(openKey({ open: () => given }, passwordOf('any'), new Rounds())?.key);
    assert.ok(given.every((octet) => octet === 0));
  });
});
