import { textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'WorkflowOutboundMessage';

/** Outbound messages: the servers that they are sent to. Which client certificate they show, no API tells. */
export const outboundMessages: PlaceReader = {
  place: 'outbound-messages',
  metadata: [type],
  async read({ metadata }, found) {
    const answer = await metadata.all(type, 'outbound messages');
    for (const component of found.take(answer)) {
      const target = textOf(component, 'endpointUrl');
      if (target === undefined) continue;
      found.meet({ name: component.fullName, field: `${type}.endpointUrl`, target, id: component.id });
    }
  },
};
