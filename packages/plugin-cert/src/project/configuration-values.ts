import { placeholderIn } from '@cert-health/core';
import type { HeldText } from '../apex/targets.ts';
import { customLabels, customMetadata, textsOf, translations } from './configuration-texts.ts';
import type { ConfigurationText } from './configuration-text.ts';
import type { ProjectFiles } from './metadata-files.ts';

type Text = ConfigurationText & { readonly path: string };

interface Records {
  /** `Type.Record` of all, also of those without a text. */
  readonly names: readonly string[];
  readonly records: readonly Text[];
}

/** Looks up what Apex code reads from configuration, as far as the project holds it. */
export class ConfigurationValues {
  readonly #files: ProjectFiles;
  readonly #records = new Map<string, Records>();
  #labels: ReadonlyMap<string, readonly Text[]> | undefined;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /**
   * What a field holds in the records of a custom metadata type, each text once. Files that cannot be read are told by the
   * source of custom metadata; here they have no values.
   *
   * @param type API name: `Partner__mdt`.
   * @param record API name; all records where the code does not say which.
   * @returns undefined where there is no such record.
   */
  ofRecords(type: string, field: string, record?: string): HeldText[] | undefined {
    const { records, names } = this.#recordsOf(bareName(type));
    const isMeant = (component: string): boolean => record === undefined || same(recordName(component), record);
    const named = names.filter(isMeant);
    // A path leads to a record of another type, which its name does not tell.
    if (named.length === 0 || field.includes('.')) return undefined;
    if (same(field, 'DeveloperName')) return named.map((holder) => ({ value: recordName(holder), holder }));
    const texts = records.filter(
      (text) => isMeant(text.component) && same(bareField(text.field ?? ''), bareField(field)) && text.value !== '',
    );
    return onceEach(texts).map(heldText);
  }

  /**
   * The texts of a label, `Name` or `namespace.Name`, each once: a project may hold it in several packages, and in other languages.
   *
   * @returns undefined where there is no such label.
   */
  ofLabel(label: string): HeldText[] | undefined {
    this.#labels ??= Map.groupBy(
      [...customLabels, translations].flatMap((type) => textsOf(type, this.#files.withSuffix(type.suffix), [])),
      ({ component }) => component.toLowerCase(),
    );
    const texts = this.#labels.get((label.split('.').at(-1) ?? '').toLowerCase());
    return texts && onceEach(texts.filter(({ value }) => value.trim() !== '')).map(heldText);
  }

  #recordsOf(type: string): Records {
    let found = this.#records.get(type);
    if (!found) {
      const metas = this.#files
        .withSuffix(customMetadata.suffix)
        .filter(({ name }) => bareName(name.split('.')[0] ?? '') === type);
      found = { names: [...new Set(metas.map(({ name }) => name))], records: textsOf(customMetadata, metas, []) };
      this.#records.set(type, found);
    }
    return found;
  }
}

function onceEach(texts: readonly Text[]): Text[] {
  return [...new Map(texts.map((text) => [text.value, text])).values()];
}

function heldText({ component, value, path, line }: Text): HeldText {
  return { value, holder: component, at: { path, line }, isPlaceholder: placeholderIn(value) !== undefined };
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
