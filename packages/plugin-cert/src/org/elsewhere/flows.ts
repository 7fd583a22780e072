import { isUnknown, keyPairNameFinder } from '../key-pair-name-finder.ts';
import type { OrgWithNames, PlaceReader } from '../place-reader.ts';

const type = 'Flow';

/**
 * Flows that hold the name of a certificate, as an input of an Apex action or as a constant (Metadata API, Flow:
 * `FlowElementReferenceOrValue.stringValue`). Core has no place for flows: what the name is for, only the flow tells.
 */
export const flows: PlaceReader<OrgWithNames> = {
  place: { id: 'org.flows', label: 'Flows' },
  metadata: [type],
  async read({ metadata, keyPairs }, found) {
    const known = await keyPairs;
    if (isUnknown(known)) return found.gap(known.unknown);
    const nameIn = keyPairNameFinder(known.names);
    const answer = await metadata.all(type, 'flows', false);
    for (const component of found.take(answer)) {
      for (const text of stringValues(component)) {
        const target = nameIn(text);
        const { fullName: name, id } = component;
        if (target !== undefined) found.refer({ name, field: 'Flow.stringValue', target, id });
      }
    }
  },
};

/** Every `stringValue` below an element. */
function stringValues(element: unknown): unknown[] {
  if (Array.isArray(element)) return element.flatMap(stringValues);
  if (typeof element !== 'object' || element === null) return [];
  return Object.entries(element as Record<string, unknown>).flatMap(([name, value]) =>
    name === 'stringValue' ? [value] : stringValues(value),
  );
}
