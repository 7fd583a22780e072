import type { Finding } from '../findings/index.ts';
import { listOf } from '../findings/wording.ts';
import type { Check } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { orgThatMade } from './made-by-salesforce.ts';
import { stakeOf } from './stake.ts';
import { isStored } from './unused.ts';

const NAMED = 3;

// unverified: that a sandbox gets the key along with the record when it is made or refreshed.
const COPY =
  'A sandbox gets copies of what its production org has when it is made or refreshed, and a keystore can be imported. Then two orgs ' +
  'sign with one key, and whoever trusts it cannot tell them apart.';

/** The key of a certificate was made in another org than the one that uses it. */
export const madeInAnotherOrg: Check = {
  id: 'made-in-another-org',
  title: 'The key of a certificate was made in another org, so two orgs may pass for one.',
  severity: 'warning',
  source: {
    document: 'Salesforce Help',
    section: 'Generate a Self-Signed Certificate',
    url: 'https://help.salesforce.com/s/articleView?id=xcloud.security_keys_creating.htm&type=5',
  },
  needs: 'the certificate itself, and the Id of the org that was scanned',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'In a copy of an org, create a certificate of its own and hand its public part to whoever verifies it.',
  run(context) {
    const { org, holdings } = context.inventory;
    // Where no org was scanned, nothing tells which one it is.
    const stored = org ? holdings.filter((holding) => isStored(holding) && holding.source.startsWith('org.')) : [];
    return judgeHeldChains({ ...context.inventory, holdings: stored }, ({ leaf }, holding) => {
      const maker = orgThatMade(holding);
      const here = org?.id.slice(0, 15);
      if (maker === undefined || here === undefined || maker === here) return {};
      const { kind } = stakeOf(context, holding);
      const used = kind === 'used' || kind === 'unknown';
      return {
        observations: [
          {
            severity: used ? 'warning' : 'info',
            title: `${nameOf(holding)} was made in another org: what this org signs with it may pass for that one's`,
            detail: `Its subject names the org ${maker}, and this is ${here}. ${COPY}`,
            remedy: REMEDY,
            evidence: { madeIn: maker, org: here, name: nameOf(holding) },
            holding: referTo(holding),
            certificate: leaf.fingerprint,
            ...(used ? {} : { group: 'elsewhere' }),
          },
        ],
      };
    });
  },
  together(parts) {
    const names = parts.map(({ evidence }) => String(evidence['name']));
    const makers = [...new Set(parts.map(({ evidence }) => String(evidence['madeIn'])))];
    const more = names.length - NAMED;
    const some = listOf([...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
    return {
      title: `${some} were made in another org: what this org signs with them may pass for that one's`,
      detail: `Their subjects name the org ${listOf(makers)}, and this is ${String(parts[0]?.evidence['org'])}. ${COPY}`,
      remedy: REMEDY,
    } satisfies Partial<Finding>;
  },
};

const REMEDY =
  'If this org is a copy, create a certificate of its own in Setup > Certificate and Key Management, choose it where the old one is ' +
  'used and hand its public part to whoever verifies it. If the key was brought here on purpose, nothing is wrong.';
