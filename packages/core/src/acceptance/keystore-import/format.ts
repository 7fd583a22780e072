import { keystoreImportRules } from '../../policy/index.ts';
import { keystoreNames } from '../../x509/index.ts';
import { canBeUniqueName, nearestUniqueName } from './alias-name.ts';
import { convertCommand, newStoreFor } from './commands.ts';
import { keysOf } from './entry-words.ts';
import type { ImportStep, KeystoreFacts } from './model.ts';

/** Java numbers entries of PKCS#12 that have no name. */
const aliasOfUnnamed = '1';

export function judgeFormat(facts: KeystoreFacts): ImportStep {
  const { file, kind } = facts;
  const step = {
    id: 'format',
    title: 'It is a Java keystore (JKS)',
    consequence: 'refuses',
    evidence: { format: kind },
    rule: keystoreImportRules.format.source,
  } as const;
  if (kind === 'jks')
    return { ...step, outcome: 'pass', detail: `It is a ${keystoreNames.jks}, the format that Setup imports.` };
  const again = {
    remedy:
      'Copy it into a Java keystore, and give the new one the password of the old one, so that the key has it too.',
    commands: [convertCommand({ file, kind, newFile: newStoreFor(file), ...renamed(facts) })],
  };
  if (kind === 'bcfks') {
    const detail = `It is a ${keystoreNames.bcfks}: Government Cloud imports it, other orgs ask for JKS.`;
    return { ...step, outcome: 'unknown', detail, ...again };
  }
  const detail = `It is a ${keystoreNames[kind]}, whatever it is called, and Setup imports Java keystores (JKS) only.`;
  return { ...step, outcome: 'fail', detail, ...again };
}

/** A single key whose name Setup would refuse gets a better one on the way. */
function renamed(facts: KeystoreFacts): { readonly rename?: { readonly from: string; readonly to: string } } {
  const [key, second] = keysOf(facts);
  if (!key || second || key.aliasUnreadable) return {};
  const { alias = aliasOfUnnamed } = key;
  return canBeUniqueName(alias) ? {} : { rename: { from: alias, to: nearestUniqueName(alias) } };
}
