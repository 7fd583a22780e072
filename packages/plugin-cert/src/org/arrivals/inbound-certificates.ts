import { textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'InboundCertificate';

/** The list of mutual authentication certificates: those that API clients must present. */
export const inboundCertificates: PlaceReader = {
  place: 'inbound-certificates',
  metadata: [type],
  async read({ metadata }, found) {
    const answer = await metadata.all(type, 'the mutual authentication certificates');
    if (!answer.known) {
      found.unavailable('Mutual authentication is not switched on in this org; only Salesforce Support can do that.');
    }
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
