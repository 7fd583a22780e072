import { recordsAt, textAt } from '../../xml/xml.ts';
import type { XmlValue } from '../../xml/xml.ts';
import type { ObjectSchema } from '../../schema/object-schema.ts';
import type { Row, RowValue } from '../row.ts';
import type { Rows } from './configuration.ts';
import { identified, nameParts, ofType, text } from './configuration.ts';

/** The records of a custom metadata type, `Setting__mdt`. */
export function customMetadataRows(type: string): Rows {
  const prefix = `${type.replace(/__mdt$/, '')}.`;
  return (configuration) =>
    ofType(configuration, 'CustomMetadata')
      .filter(({ fullName }) => fullName.startsWith(prefix))
      .map((component): Row => {
        const qualified = component.fullName.slice(prefix.length);
        const { namespace, name } = nameParts(qualified);
        const fields = recordsAt(component.values, 'values').map((entry): [string, RowValue] => [
          textAt(entry, 'field') ?? '',
          contentOf(entry['value']),
        ]);
        return {
          ...identified(component),
          DeveloperName: name,
          Label: text(component.values['label']),
          MasterLabel: text(component.values['label']),
          Language: 'en_US',
          NamespacePrefix: namespace,
          QualifiedApiName: qualified,
          ...Object.fromEntries(fields),
        };
      });
}

/** The values of a record as its type declares them; files hold text. */
export function typedRow(row: Row, { fields }: ObjectSchema): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]): [string, RowValue] => {
      if (typeof value !== 'string') return [field, value];
      if (value === '') return [field, null];
      if (fields[field] === 'boolean') return [field, value === 'true'];
      return [field, fields[field] === 'number' ? Number(value) : value];
    }),
  );
}

/** A value is written with its type beside it; where it was deployed from a file it is text. */
function contentOf(value: XmlValue): RowValue {
  if (typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value)) {
    return text(value);
  }
  return text((value as { readonly [name: string]: XmlValue })['#text']);
}
