import { listOf } from '../findings/wording.ts';
import type { Check } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { isSelfSigned } from '../inventory/index.ts';
import { orgThatMade } from './made-by-salesforce.ts';
import { isStored } from './unused.ts';

const NAMED = 3;

/** A self-signed certificate is part of a project that is deployed. */
export const deployMakesNewKey: Check = {
  id: 'deploy-makes-new-key',
  title: 'Deploying a self-signed certificate makes another key and another certificate, which partners do not know.',
  severity: 'info',
  source: {
    document: 'Salesforce Metadata API Developer Guide',
    section: 'Certificate',
    url: 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_certificate.htm',
  },
  needs: 'the certificates of a project',
  inputs: ['certificates'],
  remedy: 'After a deployment to another org retrieve the certificate from there, and hand it to whoever verifies it.',
  run({ inventory }) {
    const deployed = inventory.holdings.filter(
      (holding) => isStored(holding) && holding.source.startsWith('project.') && holding.record?.caSigned !== true,
    );
    return judgeHeldChains({ ...inventory, holdings: deployed }, ({ leaf }, holding) => {
      if (!isSelfSigned(leaf)) return {};
      const maker = orgThatMade(holding);
      return {
        observations: [
          {
            severity: 'info',
            title: `Deploying ${nameOf(holding)} to an org that lacks it makes another key: partners must get the new certificate`,
            detail: `${detailOf('Its file')}${maker === undefined ? '' : ` This one was made in the org ${maker}.`}`,
            remedy: REMEDY,
            evidence: { name: nameOf(holding), madeIn: maker ?? null },
            holding: referTo(holding),
            certificate: leaf.fingerprint,
            group: 'project',
          },
        ],
      };
    });
  },
  together(parts) {
    const names = parts.map(({ evidence }) => String(evidence['name']));
    const makers = [...new Set(parts.flatMap(({ evidence }) => evidence['madeIn'] ?? []))].map(String);
    const more = names.length - NAMED;
    const some = listOf([...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
    const orgs = makers.length > 1 ? ` These were made in different orgs: ${listOf(makers)}.` : '';
    return {
      title: `Deploying ${some} to an org that lacks them makes other keys: partners must get the new certificates`,
      detail: `${detailOf('Their files')}${orgs || (makers[0] === undefined ? '' : ` These were made in the org ${makers[0]}.`)}`,
      remedy: REMEDY,
    };
  },
};

function detailOf(files: string): string {
  return `${files} hold${files.endsWith('s') ? '' : 's'} no key: Salesforce makes one in the target org with a certificate of its own, and what stands in the file is not used.`;
}

const REMEDY =
  'Nothing to do in the org that it came from. After a deployment to another one retrieve the certificate from there and hand it to ' +
  'whoever verifies it; or leave certificates out of what is deployed.';
