import { textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'ConnectedApp';

/** Element paths of the fields that carry a body, and of those that name a certificate (Metadata API, ConnectedApp). */
const carried = [
  ['oauthConfig', 'certificate'],
  ['samlConfig', 'certificate'],
];
const named = [
  ['samlConfig', 'encryptionCertificate'],
  ['oauthConfig', 'assetTokenConfig', 'assetSigningCertId'],
];

/** Connected apps: what their tokens and assertions are verified, encrypted and signed with. */
export const connectedApps: PlaceReader = {
  place: 'connected-apps',
  metadata: [type],
  async read({ metadata }, found) {
    const answer = await metadata.all(type, 'connected apps');
    for (const component of found.take(answer)) {
      const { fullName, id } = component;
      const label = textOf(component, 'label') ?? fullName;
      for (const path of carried) {
        const body = textOf(component, ...path);
        const field = path.join('.');
        // One app may carry two certificates: the name tells which.
        if (body) found.carry({ name: `${fullName}.${field}`, label, field: `${type}.${field}`, id }, body);
      }
      for (const path of named) {
        const target = textOf(component, ...path);
        if (target) found.refer({ name: fullName, field: `${type}.${path.join('.')}`, target, id });
      }
    }
  },
};
