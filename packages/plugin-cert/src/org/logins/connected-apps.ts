import { listOf, textOf } from '../component.ts';
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
      const about = { name: fullName, id, app: { name: fullName, label } };
      if (listOf(component, 'samlConfig').length > 0) found.serve({ name: fullName, label });
      for (const path of carried) {
        const body = textOf(component, ...path);
        if (body) found.carry({ ...about, label, field: `${type}.${path.join('.')}` }, body);
      }
      for (const path of named) {
        const target = textOf(component, ...path);
        if (target) found.refer({ ...about, field: `${type}.${path.join('.')}`, target });
      }
    }
  },
};
