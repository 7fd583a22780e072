import { keystoreImportRules, policyRule } from '../../policy/index.ts';
import { canBeUniqueName, nearestUniqueName } from './alias-name.ts';
import { inCommand, storeArguments } from './commands.ts';
import { evidenceOf, keysOf, namesOf, outcomeOf } from './entry-words.ts';
import type { Judged } from './entry-words.ts';
import type { ImportStep, KeystoreEntryFacts, KeystoreFacts } from './model.ts';

const { alias: rule } = keystoreImportRules;

/**
 * The alias of a key becomes a unique name. Setup speaks of "an entry", so that one of a certificate without a key may
 * count too; nobody has said that it does.
 *
 * unverified: which aliases Setup refuses. Those that cannot be a unique name are taken for refused.
 */
export function judgeAlias(facts: KeystoreFacts): ImportStep {
  const keys = keysOf(facts);
  const counted = facts.entries.filter(({ kind }) => kind === 'key' || keys.length > 0);
  const judged: Judged = Object.groupBy(counted, (entry) => judge(entry, facts));
  const outcome = outcomeOf(judged);
  const bad = [...(judged.fail ?? []), ...(judged.unknown ?? [])].filter(({ aliasUnreadable }) => !aliasUnreadable);
  return {
    id: 'alias',
    title: 'Its alias can be a unique name',
    outcome,
    detail: {
      pass: `The ${keys.length === 1 ? 'certificate' : 'certificates'} will be called ${namesOf(keys)}.`,
      fail: `The alias of ${namesOf(judged.fail ?? [])} becomes the unique name of the certificate, and cannot be one. ${policyRule('salesforce.unique-name').text}`,
      unknown: `Whether Setup takes ${namesOf(judged.unknown ?? [])} is not known: by its alias it could not be a certificate of its own.`,
      'not-applicable': 'There is no key to name.',
    }[outcome],
    consequence: 'refuses',
    evidence: evidenceOf(judged),
    rule: rule.source,
    ...(outcome === 'fail' ? { setupMessage: rule.value!.says } : {}),
    ...(outcome === 'fail' || outcome === 'unknown' ? renaming(facts, bad) : {}),
  };
}

function judge(
  { kind, alias, aliasUnreadable }: KeystoreEntryFacts,
  facts: KeystoreFacts,
): 'pass' | 'fail' | 'unknown' {
  if (alias !== undefined && canBeUniqueName(alias)) return 'pass';
  // PKCS#12 is copied into a Java keystore first, where what has no name gets a number.
  if (alias === undefined && !aliasUnreadable && facts.kind !== 'pkcs12') return 'unknown';
  return kind === 'key' && !aliasUnreadable ? 'fail' : 'unknown';
}

function renaming(
  { file, kind }: KeystoreFacts,
  entries: readonly KeystoreEntryFacts[],
): Pick<ImportStep, 'remedy' | 'commands'> {
  if (kind !== 'jks' && kind !== 'jceks')
    return { remedy: 'Give it another name when you copy it into a Java keystore.' };
  const commands = entries.map(
    ({ alias = '' }) =>
      `keytool -changealias -alias ${inCommand(alias, 'ALIAS')} -destalias ${nearestUniqueName(alias)} ${storeArguments(file, kind)}`,
  );
  return { remedy: 'Rename the entry.', ...(commands.length > 0 ? { commands } : {}) };
}
