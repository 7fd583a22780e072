import { listOf, plural } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { heldChain } from '../inventory/index.ts';
import type { Certificate } from '../x509/model.ts';
import { toHex } from '../x509/index.ts';
import type { Check, CheckResult } from './check.ts';
import { nameOf, referTo } from './check.ts';

const NAMED = 5;

/** Certificates for different names share a key. */
export const duplicateKey: Check = {
  id: 'duplicate-key',
  title: 'Certificates for different names have the same key, so who has one of them has all.',
  severity: 'warning',
  source: {
    document: 'NIST SP 800-57 Part 1 Rev. 5',
    section: '5.2',
    url: 'https://doi.org/10.6028/NIST.SP.800-57pt1r5',
  },
  needs: 'the certificates',
  inputs: ['every-list'],
  remedy: 'Create a new key for each certificate.',
  run({ inventory }) {
    const held = inventory.holdings.flatMap((holding): Held[] => {
      const leaf = heldChain(holding.certificates)?.leaf;
      return leaf ? [{ leaf, holding }] : [];
    });
    const byKey = Map.groupBy(held, ({ leaf }) => toHex(leaf.publicKey.spki));
    return { observations: [...byKey.values()].flatMap(observe), notChecked: [] };
  },
};

interface Held {
  readonly leaf: Certificate;
  readonly holding: Holding;
}

/** The same name again is a renewal with the key kept, which Salesforce supports and which is not reported. */
function observe(group: readonly Held[]): CheckResult['observations'] {
  const bySubject = new Map(group.map((one) => [one.leaf.subject.canonical, one]));
  const [first] = group;
  if (!first || bySubject.size < 2) return [];
  const keyPairs = group.filter(({ holding }) => holding.kind === 'keyPair');
  const stored = new Set(keyPairs.map(({ leaf }) => leaf.subject.canonical)).size;
  const names = [...bySubject.values()].map(({ holding }) => nameOf(holding));
  const more = names.length - NAMED;
  return [
    {
      severity: stored > 1 ? 'warning' : 'info',
      title: `Whoever gets the key of ${names[0]} can act as ${listOf([
        ...names.slice(1, NAMED),
        ...(more > 0 ? [`${more} more`] : []),
      ])} too: the key is the same`,
      detail: `${plural(group.length, 'place')} hold certificates for ${bySubject.size} names with one key. When it is lost, all of them must be replaced.`,
      remedy:
        stored > 1
          ? 'At the next renewal create each certificate in Setup > Certificate and Key Management with a key of its own; do not import the same keystore twice.'
          : 'Ask the owners of the certificates to use a key of its own for each, at the latest with the next renewal.',
      evidence: {
        subjects: [...bySubject.values()].map(({ leaf }) => leaf.subject.text),
        heldAs: group.map(({ holding }) => `${holding.source}/${holding.name}`),
      },
      holding: referTo(first.holding),
      certificate: first.leaf.fingerprint,
    },
  ];
}
