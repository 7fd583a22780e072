import { ApexList } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { FieldObject, fieldMembers } from './platform-fields.ts';

export class CustomMetadataValue extends FieldObject {
  readonly typeName = 'Metadata.CustomMetadataValue';
}

/** A record of a custom metadata type on its way into a deployment. */
export class CustomMetadata extends FieldObject {
  readonly typeName = 'Metadata.CustomMetadata';
  override get ancestors(): readonly string[] {
    return ['Metadata.Metadata'];
  }

  constructor() {
    super();
    this.fields.set('values', new ApexList({ kind: 'platform', name: 'Metadata.CustomMetadataValue' }));
  }

  get values(): readonly CustomMetadataValue[] {
    return ((this.get('values') as ApexList | null)?.items ?? []) as CustomMetadataValue[];
  }
}

const METADATA = { fullName: 'String' };

export const metadata: PlatformType = {
  name: 'Metadata.Metadata',
  page: referencePage('apex_class_Metadata_Metadata'),
  members: fieldMembers(METADATA),
};

export const customMetadata: PlatformType = {
  name: 'Metadata.CustomMetadata',
  page: referencePage('apex_class_Metadata_CustomMetadata'),
  ancestors: ['Metadata.Metadata'],
  members: [
    member('new()', () => new CustomMetadata()),
    ...fieldMembers({
      ...METADATA,
      description: 'String',
      label: 'String',
      protected_x: 'Boolean',
      values: 'List<Metadata.CustomMetadataValue>',
    }),
  ],
};

export const customMetadataValue: PlatformType = {
  name: 'Metadata.CustomMetadataValue',
  page: referencePage('apex_class_Metadata_CustomMetadataValue'),
  members: [member('new()', () => new CustomMetadataValue()), ...fieldMembers({ field: 'String', value: 'Object' })],
};
