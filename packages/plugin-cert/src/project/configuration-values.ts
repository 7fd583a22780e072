import { customLabels, customMetadata, textsOf } from './configuration-texts.ts';
import type { ConfigurationText } from './configuration-texts.ts';
import type { ProjectFiles } from './metadata-files.ts';

/** Looks up what Apex code reads from configuration, as far as the project holds it. */
export class ConfigurationValues {
  readonly #files: ProjectFiles;
  readonly #records = new Map<string, readonly ConfigurationText[]>();
  #labels: ReadonlyMap<string, string> | undefined;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /**
   * The values of a field in the records of a custom metadata type, each once. Files that cannot be read are told by the
   * source of custom metadata; here they have no values.
   *
   * @param type API name: `Partner__mdt`.
   * @param record API name; all records where the code does not say which.
   */
  ofRecords(type: string, field: string, record?: string): string[] {
    const texts = this.#recordsOf(bareName(type)).filter(
      ({ component }) => record === undefined || same(recordName(component), record),
    );
    const values = same(field, 'DeveloperName')
      ? texts.map(({ component }) => recordName(component))
      : texts.filter((text) => same(bareField(text.field ?? ''), bareField(field))).map(({ value }) => value);
    return [...new Set(values)];
  }

  /** The text of a label: `Name`, or `namespace.Name`. */
  ofLabel(label: string): string | undefined {
    this.#labels ??= new Map(
      customLabels
        .flatMap((type) => textsOf(type, this.#files.withSuffix(type.suffix), []))
        .map(({ component, value }) => [component.toLowerCase(), value]),
    );
    return this.#labels.get((label.split('.').at(-1) ?? '').toLowerCase());
  }

  #recordsOf(type: string): readonly ConfigurationText[] {
    let records = this.#records.get(type);
    if (!records) {
      const metas = this.#files.withSuffix(customMetadata.suffix);
      const ofType = metas.filter(({ name }) => bareName(name.split('.')[0] ?? '') === type);
      this.#records.set(type, (records = textsOf(customMetadata, ofType, [])));
    }
    return records;
  }
}

/** `Record` of `Type.Record`. */
function recordName(component: string): string {
  return component.slice(component.indexOf('.') + 1);
}

/** `partner` of `Partner__mdt`, `Partner` and `acme__Partner__mdt`: files may or may not have the namespace. */
function bareName(type: string): string {
  return (
    type
      .replace(/__mdt$/i, '')
      .split('__')
      .at(-1) ?? ''
  ).toLowerCase();
}

/** `Certificate__c` of `acme__Certificate__c`. */
function bareField(field: string): string {
  return field.replace(/^\w+?__(?=\w+__c$)/i, '');
}

function same(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
