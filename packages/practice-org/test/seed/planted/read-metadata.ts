import { componentTypes } from '../../../src/metadata/component-type.ts';
import type { XmlRecord, XmlValue } from '../../../src/xml/xml.ts';
import { recordAt, recordsAt, textAt, valuesAt } from '../../../src/xml/xml.ts';
import type { OrgClient } from '../../org-client.ts';

/** Reads all components of a type by listMetadata and readMetadata, ten at a time. */
export async function readAll(org: OrgClient, type: string): Promise<readonly XmlRecord[]> {
  const settings = /^(?<name>\w+)Settings$/.exec(type)?.groups?.['name'];
  const named = settings === undefined || componentTypes.some(({ name }) => name === type);
  const names = named ? await listed(org, type) : [settings];
  const records: XmlRecord[] = [];
  for (let start = 0; start < names.length; start += 10) {
    const fullNames = names.slice(start, start + 10).map((name) => `<fullNames>${name}</fullNames>`);
    const answer = await org.soap('readMetadata', `<type>${type}</type>${fullNames.join('')}`);
    const result = recordAt(recordAt(answer.body, 'readMetadataResponse'), 'result');
    records.push(...recordsAt(result, 'records'));
  }
  return records;
}

async function listed(org: OrgClient, type: string): Promise<readonly string[]> {
  const answer = await org.soap('listMetadata', `<queries><type>${type}</type></queries>`);
  const results = recordsAt(recordAt(answer.body, 'listMetadataResponse'), 'result');
  return results.map((result) => textAt(result, 'fullName') ?? '');
}

/**
 * The values at `oauthConfig.certificate`; a step may also be the kind of a parameter, as in
 * `namedCredentialParameters.ClientCertificate`.
 */
export function valuesOf(record: XmlRecord, steps: readonly string[]): readonly string[] {
  const [step = '', ...rest] = steps;
  if (step === '') return [];
  const kind = textAt(record, 'parameterType');
  const found: readonly XmlValue[] =
    kind === step ? [record['certificate'] ?? record['parameterValue']] : valuesAt(record, step);
  return found.flatMap((value) => {
    if (typeof value === 'string') return rest.length === 0 ? [value] : [];
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return [];
    return valuesOf(value as XmlRecord, rest);
  });
}
