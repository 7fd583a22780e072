import { plural } from '../../findings/index.ts';
import type { RuleSource } from '../../findings/index.ts';
import { heldChain } from '../../inventory/index.ts';
import { inCommand, storeArguments } from './commands.ts';
import { evidenceOf, keysOf, namesOf, outcomeOf } from './entry-words.ts';
import type { Judged } from './entry-words.ts';
import type { ImportStep, KeystoreEntryFacts, KeystoreFacts } from './model.ts';

/** What is sent with a certificate; no page of Salesforce says what Setup makes of a gap. */
const source: RuleSource = {
  document: 'RFC 8446',
  section: '4.4.2',
  url: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
};

/** Salesforce presents what is stored with a key and nothing else; no page says that Setup refuses less than that. */
export function judgeChain(facts: KeystoreFacts): ImportStep {
  const judged: Judged = Object.groupBy(keysOf(facts), judge);
  const outcome = outcomeOf(judged);
  const failed = judged.fail ?? [];
  return {
    id: 'chain',
    title: 'Its chain is whole and in order',
    outcome,
    detail: {
      pass: [...new Set((judged.pass ?? []).map(wholeness))].join(' '),
      fail: failed.map(fault).join(' '),
      unknown: 'A certificate of the chain cannot be read, or does not show.',
      'not-applicable': 'There is no key with a chain.',
    }[outcome],
    consequence: 'not-known',
    evidence: evidenceOf(judged),
    rule: source,
    ...(outcome === 'fail'
      ? {
          remedy:
            'Put the whole chain beside the key, its own certificate first, then each one that vouches for the one before it. No page says whether Setup refuses it as it is; peers may.',
          commands: failed.map(
            ({ alias }) =>
              `keytool -importcert -alias ${inCommand(alias ?? '', 'ALIAS')} -file CHAIN.pem ${storeArguments(facts.file, facts.kind)}`,
          ),
        }
      : {}),
  };
}

function judge({ certificates, unreadable }: KeystoreEntryFacts): 'pass' | 'fail' | 'unknown' {
  const chain = heldChain(certificates);
  if (!chain || unreadable > 0) return 'unknown';
  if (!chain.inOrder || chain.strays.length > 0) return 'fail';
  // With an intermediate there, what is left out is most likely the root, which every peer has of its own.
  return chain.complete || chain.path.length > 1 ? 'pass' : 'fail';
}

function wholeness({ certificates }: KeystoreEntryFacts): string {
  const chain = heldChain(certificates);
  if (chain?.complete && chain.path.length === 1) return 'It is self-signed, so that there is no chain.';
  const count = plural(chain?.path.length ?? 0, 'certificate');
  return chain?.complete
    ? `Its chain of ${count} ends in a root.`
    : `Its chain has ${count}; the one that vouches for the last, most likely the root, is not in it.`;
}

function fault(entry: KeystoreEntryFacts): string {
  const chain = heldChain(entry.certificates);
  const whose = `The chain of ${namesOf([entry])}`;
  if (chain && chain.strays.length > 0) {
    return `${whose} has ${plural(chain.strays.length, 'certificate')} that ${chain.strays.length === 1 ? 'does' : 'do'} not belong to it.`;
  }
  if (chain && !chain.inOrder) return `${whose} is not in order.`;
  return `${whose} lacks the certificate that vouches for it (${entry.certificates[0]?.issuer.text ?? 'its issuer'}).`;
}
