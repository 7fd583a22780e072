import { isTrue, textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'IdentityProviderSettings';

/**
 * The org as an identity provider: what it signs assertions with. One call, as these settings exist once.
 *
 * unverified: what an org answers that is none.
 */
export const identityProvider: PlaceReader = {
  place: 'identity-provider',
  async read({ metadata }, found) {
    const answer = await metadata.named(type, ['IdentityProvider'], 'the identity provider settings');
    for (const component of found.take(answer)) {
      const target = textOf(component, 'certificateName');
      const isOn = isTrue(component, 'enableIdentityProvider');
      if (!isOn) found.note('The org is not an identity provider at present.');
      // Also while that is switched off: a certificate cannot be deleted as long as it is named.
      if (target)
        found.refer({
          name: component.fullName,
          field: `${type}.certificateName`,
          target,
          ...(isOn ? {} : { idle: true }),
        });
    }
  },
};
