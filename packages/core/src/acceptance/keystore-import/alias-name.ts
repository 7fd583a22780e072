import { policyRule } from '../../policy/index.ts';

const rule = policyRule('salesforce.unique-name');
const { pattern } = rule.value as { readonly pattern: string };
const uniqueName = new RegExp(pattern);

/** Whether an alias can be the unique name of a certificate, as which it is imported. */
export function canBeUniqueName(alias: string): boolean {
  return uniqueName.test(alias);
}

/** The nearest unique name to an alias: what does not belong there becomes one underscore. */
export function nearestUniqueName(alias: string): string {
  const name = alias
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '');
  return name === '' ? 'imported_certificate' : name;
}
