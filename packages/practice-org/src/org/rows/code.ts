import type { Component } from '../component.ts';
import { recordsAt } from '../../xml/xml.ts';
import { recordId } from '../record-id.ts';
import type { Row } from '../row.ts';
import type { Rows } from './configuration.ts';
import { identified, nameParts, named, ofType, rowsOf, text } from './configuration.ts';

/** Code and the texts that it reads. */
export const codeRows: Readonly<Record<string, Rows>> = {
  ApexClass: rowsOf('ApexClass', (component) => codeRow(component)),
  ApexTrigger: rowsOf('ApexTrigger', (component) => ({
    ...codeRow(component),
    // `trigger Name on Object (…)`
    TableEnumOrId: /\bon\s+(\w+)/.exec(component.content ?? '')?.[1] ?? null,
  })),
  FlowDefinition: rowsOf('Flow', (component) => ({
    ...named(component, component.values['label']),
    ActiveVersionId: versionId(component),
    LatestVersionId: versionId(component),
    Metadata: { activeVersionNumber: 1 },
  })),
  Flow: rowsOf('Flow', (component) => ({
    ...named(component, component.values['label']),
    Id: versionId(component),
    FullName: `${component.fullName}-1`,
    DefinitionId: component.id,
    ApiVersion: Number(component.values['apiVersion']),
    ProcessType: text(component.values['processType']),
    Status: text(component.values['status']),
    VersionNumber: 1,
    Metadata: component.values,
  })),
  // The Tooling API's name of a custom label.
  ExternalString: (configuration) =>
    ofType(configuration, 'CustomLabels').flatMap((labels) =>
      recordsAt(labels.values, 'labels').map((label, index): Row => {
        const { namespace, name } = nameParts(text(label['fullName']) ?? '');
        return {
          ...identified(labels),
          Id: recordId('ExternalString', index + 1),
          Name: name,
          NamespacePrefix: namespace,
          MasterLabel: text(label['shortDescription']),
          Language: text(label['language']),
          Value: text(label['value']),
        };
      }),
    ),
};

function codeRow(component: Component): Row {
  const { namespace, name } = nameParts(component.fullName);
  const body = component.content ?? '';
  return {
    ...identified(component),
    FullName: component.fullName,
    Name: name,
    NamespacePrefix: namespace,
    ManageableState: namespace === null ? 'unmanaged' : 'installed',
    Body: body,
    ApiVersion: Number(component.values['apiVersion']),
    LengthWithoutComments: body.length,
    Status: 'Active',
    IsValid: true,
  };
}

/** A flow and its one version are two records. */
function versionId({ id }: Component): string {
  return `301${id.slice(3)}`;
}
