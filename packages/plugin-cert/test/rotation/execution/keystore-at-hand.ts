/** A keystore for the certificate of the small company, and the person who imports it in Setup. */
import assert from 'node:assert/strict';
import { exportKey } from '../../fixtures/issue.ts';
import { javaStore } from '../../keystore/jks-writer.ts';
import { providerCertificate } from './carried-company.ts';
import type { Rotating } from './rotating.ts';
import { keystorePassword } from './rotating.ts';

export interface KeystoreAtHand {
  /** What lies beside the settings, for a successor of this name. */
  readonly files: (successor: string) => Record<string, string | Uint8Array>;
  /** Imports it, if that is not done yet. */
  readonly imported: (one: Pick<Rotating, 'practice' | 'stored' | 'port'>) => Promise<void>;
}

export async function importedKeystore(): Promise<KeystoreAtHand> {
  const key = await providerCertificate(1, 365, 'supplier');
  const pem = await exportKey(key);
  const pkcs8 = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return {
    files(successor) {
      const entries = [{ alias: successor, key: pkcs8, chain: [key.der] }];
      return { 'supplier.jks': javaStore({ entries, password: keystorePassword }) };
    },
    async imported({ practice, stored, port }) {
      const alias = stored.plan.successor ?? '';
      if (await port.certificate(alias)) return;
      const body = JSON.stringify({ alias, chain: key.pem });
      const answer = await fetch(`${practice.url}/practice-org/import`, { method: 'POST', body });
      assert.equal(answer.status, 200);
    },
  };
}
