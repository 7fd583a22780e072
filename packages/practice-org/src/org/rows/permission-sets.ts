import type { Component } from '../component.ts';
import { recordsAt, textAt } from '../../xml/xml.ts';
import type { Row } from '../row.ts';
import { flag, identified, text } from './configuration.ts';

/** The row of a permission set that was deployed; an Id that it had before stays. */
export function permissionSetRow(component: Component, known: Row | undefined): Row {
  const held = recordsAt(component.values, 'userPermissions').filter((permission) => flag(permission['enabled']));
  return {
    ...known,
    ...identified(component),
    ...(known === undefined ? {} : { Id: known['Id'] ?? component.id }),
    Name: component.fullName,
    Label: text(component.values['label']) ?? component.fullName,
    IsCustom: true,
    IsOwnedByProfile: false,
    Type: 'Regular',
    NamespacePrefix: null,
    ...Object.fromEntries(held.map((permission) => [`Permissions${textAt(permission, 'name') ?? ''}`, true])),
  };
}
