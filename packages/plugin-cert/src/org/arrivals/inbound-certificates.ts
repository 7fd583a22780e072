import type { ReadPermissionGrants } from '@cert-health/core';
import { textOf } from '../component.ts';
import type { Found } from '../found.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'InboundCertificate';
const what = 'the mutual authentication certificates';

/** The list of mutual authentication certificates: those that API clients must present. */
export const inboundCertificates: PlaceReader = {
  place: 'inbound-certificates',
  metadata: [type],
  async read({ metadata, grants }, found) {
    const answer = await metadata.all(type, what);
    if (!answer.known && answer.gaps.length === 0) return explainLack(await grants, found);
    for (const component of found.take(answer)) {
      const { fullName: name, id } = component;
      const expires = new Date(textOf(component, 'expirationDate') ?? '');
      const carried = {
        name,
        label: textOf(component, 'masterLabel') ?? name,
        field: `${type}.content`,
        id,
        ...(Number.isNaN(expires.getTime()) ? {} : { record: { expirationDate: expires } }),
      };
      const content = textOf(component, 'content');
      if (content) found.carry(carried, Buffer.from(content, 'base64').toString('latin1'));
      else found.carry(carried, { certificates: [], unreadable: 'The org gives no content for it; look in Setup.' });
    }
  },
};

/** The feature brings a permission of its own: an org that has that permission has the list too, shown or not. */
function explainLack({ permissionGrants }: ReadPermissionGrants, found: Found): void {
  const brought = permissionGrants?.some(({ permission }) => permission === 'EnforceMutualAuthentication');
  if (brought === false) {
    return found.unavailable(
      'Mutual authentication is not switched on in this org; only Salesforce Support can do that.',
    );
  }
  const detail = brought
    ? `The org has the permission that enforces mutual authentication and does not show ${what}; look in Setup, Certificate and Key Management.`
    : `The org does not show ${what}, and nothing else tells whether it has the feature; look in Setup, Certificate and Key Management.`;
  found.gap({ status: 'failed', detail });
}
