import { judgeAlias } from './alias.ts';
import { judgeChain } from './chain.ts';
import { judgeDates } from './dates.ts';
import { judgeFormat } from './format.ts';
import { judgeKeyEntry } from './key-entry.ts';
import { judgeKeyAlgorithm, judgeKeyFormat, judgeKeySize } from './key-kind.ts';
import { judgeKeyFits, judgeOnePassword } from './key-password.ts';
import type { ImportStep, KeystoreFacts, KeystoreImport } from './model.ts';

/**
 * What Setup > Certificate and Key Management > Import from Keystore would say of a keystore. Every step is evaluated as
 * far as it can be, also behind the one that decides.
 *
 * @param at the moment that dates are judged by
 */
export function judgeKeystoreImport(facts: KeystoreFacts, at: Date): KeystoreImport {
  const steps: readonly ImportStep[] = [
    judgeFormat(facts),
    judgeKeyEntry(facts),
    judgeKeyAlgorithm(facts),
    judgeKeySize(facts),
    judgeKeyFormat(facts),
    judgeOnePassword(facts),
    judgeKeyFits(facts),
    judgeAlias(facts),
    judgeChain(facts),
    judgeDates(facts, at),
  ];
  const refusal = steps.find(({ outcome, consequence }) => outcome === 'fail' && consequence === 'refuses');
  if (refusal) return { verdict: 'refused', decidedBy: refusal.id, steps };
  // What nobody says that Setup refuses is no reason to call it refused, and none to promise that it is taken.
  const doubt = steps.find(({ outcome }) => outcome === 'unknown') ?? steps.find(({ outcome }) => outcome === 'fail');
  if (doubt) return { verdict: 'unknown', decidedBy: doubt.id, steps };
  return { verdict: 'accepted', decidedBy: null, steps };
}
