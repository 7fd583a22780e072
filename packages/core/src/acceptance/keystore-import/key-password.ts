import { keystoreImportRules } from '../../policy/index.ts';
import { inCommand, storeArguments } from './commands.ts';
import { evidenceOf, keysOf, namesOf, outcomeOf } from './entry-words.ts';
import type { Judged } from './entry-words.ts';
import type { ImportStep, KeystoreEntryFacts, KeystoreFacts } from './model.ts';

const { onePassword, keyFits } = keystoreImportRules;

const withPassword = 'Give the password of the keystore with --password-file.';

/** A key with a password of its own stays closed, whatever is given. */
function openedFirst(entries: readonly KeystoreEntryFacts[]): string {
  return entries.every(({ key }) => key?.opens === false)
    ? 'Give the key the password of the keystore first.'
    : withPassword;
}

export function judgeOnePassword(facts: KeystoreFacts): ImportStep {
  const judged: Judged = Object.groupBy(keysOf(facts), ({ key }) =>
    key?.opens === true ? 'pass' : key?.opens === false ? 'fail' : 'unknown',
  );
  const outcome = outcomeOf(judged);
  const failed = judged.fail ?? [];
  const step = {
    id: 'one-password',
    title: 'Key and keystore have one password',
    outcome,
    consequence: 'refuses',
    evidence: evidenceOf(judged),
    rule: onePassword.source,
  } as const;
  if (outcome === 'pass') return { ...step, detail: 'The password of the keystore opens the key too.' };
  if (outcome === 'not-applicable') return { ...step, detail: 'There is no key to open.' };
  if (outcome === 'unknown') {
    const detail =
      'Setup asks for one password, so that the key has to have that of the keystore. Whether it has shows only with the password.';
    return { ...step, detail, remedy: withPassword };
  }
  return {
    ...step,
    detail: `The key ${namesOf(failed)} has another password than the keystore, and Setup asks for one only.`,
    setupMessage: onePassword.value!.says.replace('{alias}', failed[0]?.alias ?? '…'),
    ...samePassword(
      facts,
      failed.map(({ alias }) => alias),
    ),
  };
}

/** Only Java's own formats can change the password of a key in its place. */
function samePassword(
  { file, kind }: KeystoreFacts,
  aliases: readonly (string | undefined)[],
): Pick<ImportStep, 'remedy' | 'commands'> {
  if (kind !== 'jks' && kind !== 'jceks') {
    return { remedy: 'Build the keystore again, with one password for the keystore and the key.' };
  }
  return {
    remedy:
      'Give the key the password of the keystore. keytool asks for that of the keystore, the old one of the key, and the new one.',
    commands: aliases.map(
      (alias) => `keytool -keypasswd -alias ${inCommand(alias ?? '', 'ALIAS')} ${storeArguments(file, kind)}`,
    ),
  };
}

export function judgeKeyFits(facts: KeystoreFacts): ImportStep {
  const judged: Judged = Object.groupBy(keysOf(facts), ({ key }) =>
    key?.fits === true ? 'pass' : key?.fits === false ? 'fail' : 'unknown',
  );
  const outcome = outcomeOf(judged);
  const failed = judged.fail ?? [];
  return {
    id: 'key-fits',
    title: 'The key belongs to its certificate',
    outcome,
    detail: {
      pass: 'The key is that of its first certificate.',
      fail: `The key ${namesOf(failed)} is not that of the first certificate beside it: either that is another one's, or the chain does not begin with the key's own.`,
      unknown: 'Whether it is the key of its certificate shows only when it is opened, which takes its password.',
      'not-applicable': 'There is no key to compare.',
    }[outcome],
    consequence: 'refuses',
    evidence: evidenceOf(judged),
    rule: keyFits.source,
    ...(outcome === 'unknown' ? { remedy: openedFirst(judged.unknown ?? []) } : {}),
    ...(outcome === 'fail'
      ? {
          setupMessage: keyFits.value!.says,
          remedy: 'Put the certificate that was issued for this key beside it, first in its chain.',
          commands: [
            `keytool -importcert -alias ${inCommand(failed[0]?.alias ?? '', 'ALIAS')} -file CHAIN.pem ${storeArguments(facts.file, facts.kind)}`,
          ],
        }
      : {}),
  };
}
