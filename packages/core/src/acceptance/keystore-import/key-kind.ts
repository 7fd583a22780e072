import { judgeKey, keyRules, keystoreImportRules } from '../../policy/index.ts';
import { evidenceOf, keysOf, namesOf, outcomeOf } from './entry-words.ts';
import type { Judged } from './entry-words.ts';
import type { ImportStep, KeystoreEntryFacts, KeystoreFacts } from './model.ts';

const { rsa, size, pkcs8 } = keystoreImportRules;
const sizes = keyRules['salesforce-key'].value?.rsa?.sizes ?? [];
const allowed = `${sizes.slice(0, -1).join(', ')} or ${sizes.at(-1)}`;

/** A key cannot be turned into another one. */
const newKey = {
  remedy: `A key of another kind or size is another key: make a new one with RSA of ${allowed} bits, have a certificate issued for it, and import that. Where Salesforce may make the key, create a CA-signed certificate in Certificate and Key Management instead.`,
  commands: [
    `keytool -genkeypair -alias NAME -keyalg RSA -keysize ${sizes[0]} -dname "CN=NAME" -storetype JKS -keystore NEW.jks`,
    'keytool -certreq -alias NAME -keystore NEW.jks -file NEW.csr',
  ],
};

const kindOf = ({ certificates }: KeystoreEntryFacts): string => certificates[0]?.publicKey.kind ?? 'unknown';

export function judgeKeyAlgorithm(facts: KeystoreFacts): ImportStep {
  const judged: Judged = Object.groupBy(keysOf(facts), (entry) => {
    const kind = kindOf(entry);
    return kind === 'RSA' ? 'pass' : kind === 'unknown' ? 'unknown' : 'fail';
  });
  const outcome = outcomeOf(judged);
  const failed = judged.fail ?? [];
  const kinds = [...new Set(failed.map(keyText))].join(', ');
  return {
    id: 'key-algorithm',
    title: 'The key is an RSA key',
    outcome,
    detail: {
      pass: 'The key is RSA, by its certificate.',
      fail: `The key of ${namesOf(failed)} is no RSA key (${kinds}).`,
      unknown: 'What kind of key it is does not show.',
      'not-applicable': 'There is no key to look at.',
    }[outcome],
    consequence: 'refuses',
    evidence: evidenceOf(judged),
    rule: rsa.source,
    ...(outcome === 'fail' ? { setupMessage: rsa.value!.says, ...newKey } : {}),
  };
}

export function judgeKeySize(facts: KeystoreFacts): ImportStep {
  const keys = keysOf(facts).filter((entry) => kindOf(entry) === 'RSA');
  const judged: Judged = Object.groupBy(keys, ({ certificates }) => {
    const { verdict } = judgeKey(certificates[0]!.publicKey, 'salesforce-key');
    return verdict === 'allowed' ? 'pass' : verdict === 'undecidable' ? 'unknown' : 'fail';
  });
  const outcome = outcomeOf(judged);
  const failed = judged.fail ?? [];
  return {
    id: 'key-size',
    title: `The key has ${allowed} bits`,
    outcome,
    detail: {
      pass: `The key has ${[...new Set(keys.map(bitsOf))].join(', ')} bits.`,
      fail: `The key of ${namesOf(failed)} has ${[...new Set(failed.map(bitsOf))].join(', ')} bits.`,
      unknown: 'The size of the key is not known.',
      'not-applicable': 'There is no RSA key to measure.',
    }[outcome],
    consequence: 'refuses',
    evidence: { bits: keys.map((entry) => String(bitsOf(entry))), ...evidenceOf(judged) },
    rule: size.source,
    ...(outcome === 'fail' ? { setupMessage: size.value!.says, ...newKey } : {}),
  };
}

export function judgeKeyFormat(facts: KeystoreFacts): ImportStep {
  const judged: Judged = Object.groupBy(keysOf(facts), ({ key }) =>
    key?.pkcs8 === true ? 'pass' : key?.pkcs8 === false ? 'fail' : 'unknown',
  );
  const outcome = outcomeOf(judged);
  return {
    id: 'key-format',
    title: 'The key is written as PKCS#8',
    outcome,
    detail: {
      pass: 'The key is PKCS#8.',
      fail: `The key of ${namesOf(judged.fail ?? [])} is not PKCS#8.`,
      unknown:
        'Whether the key is PKCS#8, as Java and openssl write it, shows only when it is opened, which takes its password.',
      'not-applicable': 'There is no key to look at.',
    }[outcome],
    consequence: 'refuses',
    evidence: evidenceOf(judged),
    rule: pkcs8.source,
    ...(outcome === 'fail'
      ? {
          setupMessage: pkcs8.value!.says,
          remedy: 'Write the key anew as PKCS#8, and build the keystore with it.',
          commands: ['openssl pkcs8 -topk8 -in KEY.pem -out KEY-pkcs8.pem'],
        }
      : {}),
  };
}

const bitsOf = ({ certificates }: KeystoreEntryFacts): number => certificates[0]?.publicKey.size ?? 0;

function keyText({ certificates }: KeystoreEntryFacts): string {
  const { kind, curve } = certificates[0]!.publicKey;
  return curve === undefined ? kind : `${kind} ${curve}`;
}
