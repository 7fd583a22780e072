import { plural, storedNameFinder } from '@cert-health/core';
import { comparing, isInactive, making, naming } from '../../flow/flow-elements.ts';
import { listOf, textOf } from '../component.ts';
import { isUnknown } from '../key-pair-names.ts';
import type { OrgWithNames, PlaceReader } from '../place-reader.ts';

const type = 'Flow';

/**
 * Flows that hold the name of a certificate: as an input of what they call, in a constant or variable, in a formula or
 * template. What the name is for, only the flow tells.
 */
export const flows: PlaceReader<OrgWithNames> = {
  place: 'flows',
  metadata: [type],
  async read({ metadata, keyPairs }, found) {
    const known = await keyPairs;
    if (isUnknown(known)) return found.gap(known.unknown);
    const nameIn = storedNameFinder(known.names);
    const answer = await metadata.all(type, 'flows', false);
    let off = 0;
    for (const component of found.take(answer)) {
      const { fullName: name, id } = component;
      for (const text of allTexts(component)) found.search(text, { name, field: `${type}.stringValue`, id });
      const targets = textsIn(component).flatMap(({ field, text, about }) => {
        const target = nameIn(text, about);
        return target === undefined ? [] : [{ field, target }];
      });
      if (targets.length > 0 && isInactive(textOf(component, 'status'))) off += 1;
      else for (const target of targets) found.refer({ name, id, ...target });
    }
    if (off > 0) {
      const counted = plural(off, 'flow that names a certificate is', 'flows that name a certificate are');
      found.note(`${counted} not active, left out.`);
    }
  },
};

/** Every text of a flow, whatever it is for. */
function allTexts(element: unknown): string[] {
  if (typeof element === 'string') return [element];
  return typeof element === 'object' && element !== null ? Object.values(element).flatMap(allTexts) : [];
}

interface FlowText {
  readonly field: string;
  readonly text: unknown;
  /** Names around it. */
  readonly about: string;
}

function textsIn(component: unknown): FlowText[] {
  const made = making.flatMap(({ element, holder, textsIn: split }) =>
    listOf(component, element).flatMap((one) =>
      split(textOf(one, holder) ?? '').map((text) => ({
        field: `${type}.${element}.${holder}`,
        text,
        about: namesOf(one),
      })),
    ),
  );
  return [...stringValues(component, ''), ...made];
}

/** Every `stringValue` below an element, but those that are only compared. */
function stringValues(element: unknown, about: string): FlowText[] {
  if (Array.isArray(element)) return element.flatMap((one) => stringValues(one, about));
  if (typeof element !== 'object' || element === null) return [];
  const around = `${about} ${namesOf(element)}`;
  return Object.entries(element).flatMap(([name, value]) => {
    if (name === 'stringValue') return [{ field: `${type}.stringValue`, text: value as unknown, about }];
    return comparing.includes(name) ? [] : stringValues(value, around);
  });
}

function namesOf(element: unknown): string {
  return naming.flatMap((one) => textOf(element, one) ?? []).join(' ');
}
