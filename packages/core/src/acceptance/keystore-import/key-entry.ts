import { plural } from '../../findings/index.ts';
import { keystoreImportRules } from '../../policy/index.ts';
import { convertCommand } from './commands.ts';
import { evidenceOf, keysOf, namesOf } from './entry-words.ts';
import type { ImportStep, KeystoreFacts } from './model.ts';

const { keyEntry } = keystoreImportRules;

export function judgeKeyEntry(facts: KeystoreFacts): ImportStep {
  const keys = keysOf(facts);
  const bare = keys.filter(({ certificates, unreadable }) => certificates.length + unreadable === 0);
  const step = {
    id: 'key-entry',
    title: 'It holds a private key with its certificate',
    consequence: 'refuses',
    evidence: { keys: keys.length, ...evidenceOf({ fail: bare }) },
    rule: keyEntry.source,
  } as const;
  const rebuild = {
    setupMessage: keyEntry.value!.says,
    remedy:
      'Build it again with the key: put key and chain into PKCS#12, and copy that into a Java keystore with the same password.',
    commands: [
      'openssl pkcs12 -export -inkey KEY.pem -in CHAIN.pem -name NAME -out NEW.p12',
      convertCommand({ file: 'NEW.p12', kind: 'pkcs12', newFile: 'NEW.jks' }),
    ],
  };
  if (keys.length === 0 && !facts.complete) {
    const detail = 'Whether it holds a key does not show without its password.';
    return { ...step, outcome: 'unknown', detail, remedy: 'Give its password with --password-file.' };
  }
  if (keys.length === 0) {
    const detail = `It holds ${plural(facts.entries.length, 'entry', 'entries')} and no private key, so nothing is imported.`;
    const remedy = `${rebuild.remedy} A certificate without a key has no place here: it is uploaded where it is asked for, such as the Single Sign-On Settings or the mutual authentication certificates.`;
    return { ...step, outcome: 'fail', detail, ...rebuild, remedy };
  }
  if (bare.length > 0 && facts.complete) {
    return { ...step, outcome: 'fail', detail: `No certificate stands beside the key ${namesOf(bare)}.`, ...rebuild };
  }
  if (bare.length > 0) {
    const detail = `It holds ${plural(keys.length, 'private key')}; the certificates are encrypted.`;
    return { ...step, outcome: 'unknown', detail, remedy: 'Give its password with --password-file.' };
  }
  const becomes = keys.length === 1 ? 'which becomes a certificate' : 'each of which becomes a certificate';
  return {
    ...step,
    outcome: 'pass',
    detail: `It holds ${plural(keys.length, 'private key')}, ${becomes} of Certificate and Key Management: ${namesOf(keys)}.`,
  };
}
