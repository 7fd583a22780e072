import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeyPair, RsaSize } from './keys.ts';
import { importRsaKey, newRsaKey } from './keys.ts';

const file = fileURLToPath(new URL('../../lib/practice-keys.json', import.meta.url));

/**
 * RSA keys by name, kept beside the compiled code: making some thirty of them takes two seconds of computing, which
 * would be most of the org's start. They protect nothing; the certificates for them are new at every start.
 */
export class KeyRing {
  readonly #kept: Map<string, string>;
  #grown = false;

  constructor(kept: ReadonlyMap<string, string> = new Map()) {
    this.#kept = new Map(kept);
  }

  /** The keys of earlier starts; none when there was no start yet or the file cannot be read. */
  static async open(): Promise<KeyRing> {
    try {
      return new KeyRing(new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>)));
    } catch {
      return new KeyRing();
    }
  }

  /** The key of that name and size, made when there is none. */
  async rsa(name: string, size: RsaSize, hash?: 'SHA-256' | 'SHA-1'): Promise<KeyPair> {
    const label = `${name}/${size}`;
    let kept = this.#kept.get(label);
    if (kept === undefined) {
      kept = (await newRsaKey(size)).toString('base64');
      this.#kept.set(label, kept);
      this.#grown = true;
    }
    return importRsaKey(Buffer.from(kept, 'base64'), hash);
  }

  /** Keeps new keys for the next start. */
  async save(): Promise<void> {
    if (!this.#grown) return;
    await mkdir(path.dirname(file), { recursive: true });
    // Tests start several orgs at once: what others kept meanwhile stays, and nobody reads half a file.
    const all = new Map([...(await KeyRing.open()).#kept, ...this.#kept]);
    const partial = `${file}.${process.pid}`;
    await writeFile(partial, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
    await rename(partial, file);
    this.#grown = false;
  }
}
