import { OrgRefusal } from '@cert-health/apex-runner';
import type { ApexOrg } from '@cert-health/apex-runner';
import type { Component } from '../org/component.ts';
import type { Org } from '../org/org.ts';
import { recordsAt, textAt } from '../xml/xml.ts';

/**
 * Deploys records of custom metadata types: `Type.Name` or `Type__mdt.Name`. Fields that are not named keep their values.
 *
 * Source: Apex Reference Guide, Metadata.Operations.enqueueDeployment. unverified: that fields which are not named stay
 *
 * @returns The Id of the deployment.
 * @throws {OrgRefusal} for a type or field that is not there
 */
export function deployCustomMetadata(org: Org, records: Parameters<ApexOrg['deployCustomMetadata']>[0]): string {
  const now = org.now();
  const components = records.map(({ fullName: written, label, values }): Component => {
    const [type = '', name = ''] = written.split('.');
    const object = `${type.replace(/__mdt$/, '')}__mdt`;
    const schema = org.customObjects()[object];
    if (schema === undefined)
      throw new OrgRefusal('AsyncException', 'INVALID_TYPE', `${object} is no type of custom metadata.`);
    const unknown = Object.keys(values).find((field) => schema.fields[field] === undefined);
    if (unknown !== undefined) {
      throw new OrgRefusal('AsyncException', 'INVALID_FIELD', `No such column '${unknown}' on entity '${object}'.`);
    }
    const fullName = `${object.replace(/__mdt$/, '')}.${name}`;
    const known = org.components().find((one) => one.type === 'CustomMetadata' && one.fullName === fullName);
    const kept = recordsAt(known?.values ?? {}, 'values').filter(
      (entry) => !(String(textAt(entry, 'field')) in values),
    );
    const changed = Object.entries(values).map(([field, value]) => ({
      field,
      value: value === null ? '' : String(value),
    }));
    return {
      type: 'CustomMetadata',
      fullName,
      id: known?.id ?? org.newComponentId('CustomMetadata', fullName),
      createdDate: known?.createdDate ?? now,
      lastModifiedDate: now,
      values: { ...known?.values, label, values: [...kept, ...changed] },
    };
  });
  org.put(...components);
  return org.newId('DeployRequest');
}
