import type { ResolvedUse } from '../uses/index.ts';
import { referenceUseOf } from '../uses/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { nameOf } from './check.ts';
import { useFields } from './uses-of-holding.ts';

/** The mobile app expects a certain certificate, which changes without asking. */
export const pinnedHash: Check = {
  id: 'pinned-hash',
  title: 'The mobile app accepts one certificate of a server only, and that certificate will change.',
  severity: 'warning',
  source: {
    document: 'Salesforce Metadata API Developer Guide',
    section: 'MobSecurityCertPinConfig, certificateHash',
    url: 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/',
  },
  needs: 'the certificate pins of the mobile app',
  inputs: ['certificates', 'configuration'],
  remedy: 'Take the pin away, or put the new fingerprint beside the old one before each change.',
  run(context) {
    const pins = context.uses.uses.filter(
      ({ kind, reference }) => kind === 'pins' && referenceUseOf(reference.field)?.place === 'mobile-pins',
    );
    return { observations: pins.map((pin) => observe(pin, context)), notChecked: [] };
  },
};

function observe(pin: ResolvedUse, { inventory }: CheckContext): Observation {
  const { holding, reference } = pin;
  const pinned =
    holding && inventory.holdings.find(({ source, name }) => source === holding.source && name === holding.name);
  const label = pinned ? nameOf(pinned) : reference.name;
  return {
    severity: 'warning',
    title: `The mobile app stops connecting when the server behind ${label} changes its certificate`,
    detail:
      "A fingerprint of one certificate is pinned. Servers get new certificates ever more often, Salesforce's own whenever it sees " +
      'fit; each change makes the pin wrong, and the app takes that for an attack.',
    remedy:
      'Delete or disable the pin under Setup > Mobile Security. If a rule demands it, enter the next fingerprint before the ' +
      'server changes and note the day of that change.',
    // unverified: that the pinned server is Salesforce's; its domain name tells.
    evidence: { pin: reference.name, server: label },
    ...(holding ? { holding } : {}),
    ...useFields([pin]),
    ...(holding ? {} : { discriminator: `${reference.source}/${reference.name}` }),
  };
}
