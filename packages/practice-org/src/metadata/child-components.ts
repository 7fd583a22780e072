import type { XmlRecord } from '../xml/xml.ts';
import { recordsAt, textAt } from '../xml/xml.ts';
import type { Component } from '../org/component.ts';

/** A type whose components are written in the file of another one. */
interface ChildType {
  readonly parent: string;
  /** Element of the parent that holds one. */
  readonly element: string;
  /** Whether its full name begins with the parent's. */
  readonly prefixed: boolean;
}

const childTypes: Readonly<Record<string, ChildType>> = {
  CustomLabel: { parent: 'CustomLabels', element: 'labels', prefixed: false },
  CustomField: { parent: 'CustomObject', element: 'fields', prefixed: true },
  CompactLayout: { parent: 'CustomObject', element: 'compactLayouts', prefixed: true },
  ListView: { parent: 'CustomObject', element: 'listViews', prefixed: true },
  ValidationRule: { parent: 'CustomObject', element: 'validationRules', prefixed: true },
  WorkflowOutboundMessage: { parent: 'Workflow', element: 'outboundMessages', prefixed: true },
};

/** The type that the files of a child type are of; undefined for a type that has files of its own. */
export function parentType(type: string): string | undefined {
  return Object.hasOwn(childTypes, type) ? childTypes[type]?.parent : undefined;
}

/** The components of a child type, taken out of their parents; undefined for a type that is none. */
export function childComponents(type: string, components: readonly Component[]): readonly Component[] | undefined {
  const child = Object.hasOwn(childTypes, type) ? childTypes[type] : undefined;
  if (child === undefined) return undefined;
  return components
    .filter((component) => component.type === child.parent)
    .flatMap((parent) =>
      recordsAt(parent.values, child.element).map((record): Component => {
        const name = textAt(record, 'fullName') ?? '';
        const values = Object.fromEntries(Object.entries(record).filter(([field]) => field !== 'fullName'));
        return { ...parent, type, fullName: child.prefixed ? `${parent.fullName}.${name}` : name, values };
      }),
    );
}

/** The members of child types that a parent's file brings along, as a manifest names them. */
export function childMembers(type: string, fullName: string, values: XmlRecord): { type: string; fullName: string }[] {
  return Object.entries(childTypes)
    .filter(([, { parent }]) => parent === type)
    .flatMap(([name, { element, prefixed }]) =>
      recordsAt(values, element).map((record) => {
        const own = textAt(record, 'fullName') ?? '';
        return { type: name, fullName: prefixed ? `${fullName}.${own}` : own };
      }),
    );
}

/** Name of the component in whose file a component is written: its parent's, or its own. */
export function fileOwner({ type, fullName }: Pick<Component, 'type' | 'fullName'>): string {
  if (!Object.hasOwn(childTypes, type)) return fullName;
  const [owner = ''] = fullName.split('.');
  return childTypes[type]?.prefixed === true ? owner : (childTypes[type]?.parent ?? '');
}

/** A parent with the named children only, as a retrieve of children writes it. */
export function withChildren(parent: Component, type: string, names: readonly string[]): Component | undefined {
  const child = childTypes[type];
  if (child === undefined || parent.type !== child.parent) return undefined;
  const kept = recordsAt(parent.values, child.element).filter((record) => {
    const name = textAt(record, 'fullName') ?? '';
    return names.includes(child.prefixed ? `${parent.fullName}.${name}` : name);
  });
  return kept.length === 0 ? undefined : { ...parent, values: { [child.element]: kept } };
}
