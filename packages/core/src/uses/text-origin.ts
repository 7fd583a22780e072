import type { Filler, TextOrigin } from '../inventory/model.ts';

const fillers: Readonly<Record<Filler, string>> = {
  flow: 'flows fill',
  component: 'flows and Lightning components fill',
  page: 'pages may fill',
  json: 'may be filled from JSON',
  service: 'callers may fill',
  package: 'code of packages may fill',
};

/** What people call the place a text comes from: "the custom setting Edi_Setup__c.Cert_Name__c". */
export function placeInWords({ kind, name = '' }: TextOrigin): string {
  switch (kind) {
    case 'code':
      return 'the code itself';
    case 'customMetadata':
      return `the custom metadata ${name}`;
    case 'customSetting':
      return `the custom setting ${name}`;
    case 'label':
      return `the custom label ${name}`;
    case 'record':
      return `the record field ${name}`;
    case 'file':
      return `the ${name}`;
    case 'externalDataSource':
      return 'the external data source that the code connects to';
    case 'parameter':
      return `the parameter ${name}`;
    case 'field':
      return `the field ${name}`;
    case 'nothing':
      return 'null or an empty text';
  }
}

/** The same, with why the text cannot be told from there. */
export function originInWords(origin: TextOrigin): string {
  return `${placeInWords(origin)}${doubtOf(origin)}`;
}

function doubtOf({ kind, isEmpty, filledBy }: TextOrigin): string {
  if (isEmpty) return ', which is empty';
  switch (kind) {
    case 'customMetadata':
    case 'label':
    case 'externalDataSource':
      return ', which was not found';
    case 'customSetting':
    case 'record':
    case 'file':
      return ', whose value was not read';
    case 'parameter':
      return ', which callers give that were not read';
    case 'field':
      return filledBy ? `, which ${fillers[filledBy]}` : ', which no code that was read sets';
    case 'code':
    case 'nothing':
      return '';
  }
}
