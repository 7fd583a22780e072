import type { TextOrigin, Reference } from '@cert-health/core';
import { CERTIFICATE_CALLS } from './call-catalog.ts';
import type { ApexReference, CertificateName, Place } from './reference.ts';

/** Where code reads a text from. */
export type ConfiguredName = Extract<
  CertificateName,
  { readonly kind: 'customMetadata' | 'customSetting' | 'label' | 'externalDataSource' }
>;

/** A text that configuration holds. */
export interface HeldText {
  readonly value: string;
  /** API name of what holds it: `Partner_Setup.Main`. */
  readonly holder?: string;
  /** The file of a project. */
  readonly at?: Place;
  /** Only a deployment fills in the text. */
  readonly isPlaceholder?: boolean;
}

/** What configuration holds there: undefined when that is not known or the place does not exist, empty when it is empty. */
export type LookUp = (name: ConfiguredName) => readonly HeldText[] | undefined;

type Target = Pick<Reference, 'target' | 'expression' | 'origin' | 'writtenAt'>;

/** Where a text stands: in code, or in configuration. */
export type TextAt = { readonly code: Place | undefined } | { readonly name: string; readonly field: string };

/** Calls that take a keystore with its private key: nothing of it is ever repeated. */
const keystoreCalls = new Set(CERTIFICATE_CALLS.flatMap(({ call, holds }) => (holds === 'keystore' ? [call] : [])));

/** The places that texts are read from, so that they can be looked up. */
export function configuredNames(references: readonly ApexReference[]): ConfiguredName[] {
  return references.flatMap(({ name }) => (isConfigured(name) ? [name] : []));
}

/**
 * What a reference in code leads to: one for each text that may be meant, or one that says where the text comes from. This
 * is the one place where texts that were read become names of certificates.
 */
export function targetsOf({ name, call, written: expression }: ApexReference, lookUp: LookUp): readonly Target[] {
  switch (name.kind) {
    case 'literal':
      return [{ target: name.value }];
    case 'embedded':
      return [{ origin: { kind: 'code' } }];
    case 'nothing':
      return [{ expression, origin: { kind: 'nothing' } }];
    case 'computed': {
      const { expression: made, origin, at } = name;
      return [{ expression: made, ...(origin && { origin }), ...(at && { writtenAt: at }) }];
    }
    case 'customMetadata':
    case 'customSetting':
    case 'label':
    case 'externalDataSource': {
      const held = lookUp(name);
      if (held === undefined || held.length === 0) return [{ expression, origin: originOf(name, held) }];
      if (!keystoreCalls.has(call)) return [...new Set(held.map(({ value }) => value))].map((target) => ({ target }));
      return held.map((text) => ({ expression, origin: originOf(name, held, text) }));
    }
  }
}

/** Where the texts of a reference stand: there may be a key among them. */
export function placesOf({ name }: ApexReference, lookUp: LookUp): ReadonlyMap<string, TextAt> {
  if (name.kind === 'literal') return new Map([[name.value, { code: name.at }]]);
  if (!isConfigured(name)) return new Map();
  const place = (holder = holderOf(name)): TextAt => ({ name: holder, field: fieldOf(name) });
  return new Map((lookUp(name) ?? []).map(({ value, holder }) => [value, place(holder)]));
}

function holderOf(name: ConfiguredName): string {
  return 'type' in name ? name.type.replace(/__mdt$/i, '') : placeOf(name, undefined);
}

function fieldOf(name: ConfiguredName): string {
  switch (name.kind) {
    case 'label':
      return 'CustomLabel.value';
    case 'externalDataSource':
      return 'ExternalDataSource.certificate';
    case 'customMetadata':
      return `CustomMetadata.${name.field}`;
    case 'customSetting':
      return `CustomSetting.${name.field}`;
  }
}

function isConfigured(name: CertificateName): name is ConfiguredName {
  return /^(?:customMetadata|customSetting|label|externalDataSource)$/.test(name.kind);
}

function originOf(name: ConfiguredName, held: readonly HeldText[] | undefined, text?: HeldText): TextOrigin {
  const place = { kind: name.kind, name: placeOf(name, text?.holder) };
  if (!text) return held ? { ...place, isEmpty: true } : place;
  return text.at && !text.isPlaceholder ? { ...place, ...text.at } : place;
}

/** `Partner_Setup.Main, field Keystore__c` of a record that was found; else as the code asks for it. */
function placeOf(name: ConfiguredName, holder: string | undefined): string {
  switch (name.kind) {
    case 'label':
      return name.label;
    case 'externalDataSource':
      return 'ExternalDataSource.certificate';
    case 'customMetadata':
    case 'customSetting': {
      const { type, record, field } = name;
      if (holder !== undefined) return `${holder}, field ${field}`;
      return record === undefined ? `${type}.${field}` : `${type} record ${record}, field ${field}`;
    }
  }
}
