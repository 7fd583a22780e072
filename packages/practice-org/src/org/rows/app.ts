import { recordsAt, textAt } from '../../xml/xml.ts';
import { recordId } from '../record-id.ts';
import type { Row } from '../row.ts';
import type { Rows } from './configuration.ts';
import { flag, named, ofType, rowsOf, text } from './configuration.ts';

/** Where a permission set gives access to something: element, name in it, and SetupEntityType. */
const entityAccesses = [
  { element: 'classAccesses', name: 'apexClass', type: 'ApexClass' },
  { element: 'customPermissions', name: 'name', type: 'CustomPermission' },
  // unverified: the entity type of a principal, which scripts in public repositories use
  {
    element: 'externalCredentialPrincipalAccesses',
    name: 'externalCredentialPrincipal',
    type: 'ExternalCredentialParameter',
  },
] as const;

/** What an app brings along. Source: Object Reference, the page of each object. */
export const appRows: Readonly<Record<string, Rows>> = {
  CustomPermission: rowsOf('CustomPermission', (component) => ({
    ...named(component, component.values['label']),
    Description: text(component.values['description']),
    IsProtected: flag(component.values['isProtected']),
  })),
  CustomNotificationType: rowsOf('CustomNotificationType', (component) => ({
    ...named(component, component.values['masterLabel']),
    CustomNotifTypeName: text(component.values['customNotifTypeName']) ?? component.fullName,
  })),
  SetupEntityAccess: (configuration) => {
    const accesses = ofType(configuration, 'PermissionSet').flatMap((set) =>
      entityAccesses.flatMap(({ element, name, type }) =>
        recordsAt(set.values, element)
          .filter((entry) => flag(entry['enabled']))
          .map((entry): Row => {
            const target = configuration.components.find(
              (component) => component.type === type && component.fullName === textAt(entry, name),
            );
            return { ParentId: set.id, SetupEntityId: target?.id ?? null, SetupEntityType: type };
          }),
      ),
    );
    return accesses.map((access, index) => ({ Id: recordId('SetupEntityAccess', index + 1), ...access }));
  },
};
