import type { OrgValue, WriteRequest, WriteResult } from '@cert-health/apex-runner';
import { PracticeApexOrg } from '../../src/apex/apex-org.ts';
import type { Component } from '../../src/org/component.ts';
import { Org } from '../../src/org/org.ts';
import { recordId } from '../../src/org/record-id.ts';
import { idOf } from '../../src/org/row.ts';
import { publishedSchema } from '../../src/schema/published-schema.ts';
import { licenseRows, organizationRow, profileRows, userRow } from '../../src/seed/people-rows.ts';
import { parseXml, recordAt } from '../../src/xml/xml.ts';

/** A Sunday. */
export const now = new Date('2026-11-22T02:15:00Z');

export const admin = recordId('User', 1);
/** Has a permission set. */
export const sailor = recordId('User', 2);
/** Has none. */
export const stranger = recordId('User', 3);

const field = (name: string, rest: string): string =>
  `<fields><fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${rest}</fields>`;

const port = `<CustomObject><label>Port</label><pluralLabel>Ports</pluralLabel><enableHistory>true</enableHistory>
  <nameField><type>Text</type><label>Port Name</label></nameField>
  ${field('Key__c', '<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive><required>true</required>')}
  ${field('Code__c', '<type>Text</type><length>5</length><unique>true</unique><caseSensitive>false</caseSensitive>')}
  ${field('Depth__c', '<type>Number</type><precision>4</precision><scale>1</scale><trackHistory>true</trackHistory>')}
  ${field('Opened__c', '<type>DateTime</type>')}
  ${field('Closes__c', '<type>Date</type>')}
  ${field('Story__c', '<type>LongTextArea</type><length>1000</length>')}
  ${field('Is_Free__c', '<type>Checkbox</type><defaultValue>true</defaultValue>')}
  ${field('Since__c', '<type>Date</type><defaultValue>TODAY() + 1</defaultValue>')}
  ${field('Double_Depth__c', '<type>Number</type><precision>10</precision><scale>1</scale><formula>Depth__c * 2</formula>')}
  ${field(
    'State__c',
    `<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition>
      <value><fullName>open</fullName><default>true</default><label>Open</label></value>
      <value><fullName>shut</fullName><default>false</default><label>Shut</label></value></valueSetDefinition></valueSet>`,
  )}
  <validationRules><fullName>Shut_Needs_Permission</fullName><active>true</active>
    <errorConditionFormula>AND(NOT(ISNEW()), ISCHANGED(State__c), ISPICKVAL(State__c, "shut"), NOT($Permission.Shut_Ports))</errorConditionFormula>
    <errorDisplayField>State__c</errorDisplayField><errorMessage>You may not shut ports.</errorMessage></validationRules>
  <validationRules><fullName>Shut_Needs_a_Day</fullName><active>true</active>
    <errorConditionFormula>AND(ISPICKVAL(State__c, "shut"), OR(ISBLANK(Closes__c), Closes__c &gt; TODAY() + 30))</errorConditionFormula>
    <errorMessage>Say until when.</errorMessage></validationRules>
  <validationRules><fullName>Off</fullName><active>false</active>
    <errorConditionFormula>TRUE</errorConditionFormula><errorMessage>Never</errorMessage></validationRules>
</CustomObject>`;

const pier = (name: string, constraint: string): string => `<CustomObject><label>${name}</label>
  <nameField><type>AutoNumber</type><displayFormat>P-{000}</displayFormat></nameField>
  ${field('Port__c', `<type>Lookup</type><referenceTo>Port__c</referenceTo><relationshipName>${name}s</relationshipName><deleteConstraint>${constraint}</deleteConstraint>`)}
  ${field('Length__c', '<type>Number</type><precision>6</precision><scale>0</scale>')}
</CustomObject>`;

const crew = `<PermissionSet><label>Crew</label>
  <objectPermissions><object>Port__c</object><allowRead>true</allowRead><allowCreate>true</allowCreate><allowEdit>true</allowEdit><allowDelete>false</allowDelete></objectPermissions>
  <objectPermissions><object>Pier__c</object><allowRead>true</allowRead></objectPermissions>
  <fieldPermissions><field>Port__c.Depth__c</field><readable>true</readable><editable>true</editable></fieldPermissions>
  <fieldPermissions><field>Port__c.State__c</field><readable>true</readable><editable>false</editable></fieldPermissions>
  <fieldPermissions><field>Pier__c.Port__c</field><readable>true</readable></fieldPermissions>
  <customPermissions><name>Shut_Ports</name><enabled>true</enabled></customPermissions>
  <classAccesses><apexClass>Ports</apexClass><enabled>true</enabled></classAccesses>
</PermissionSet>`;

const setting = `<CustomObject><label>Setting</label>
  ${field('Days__c', '<type>Number</type><precision>6</precision><scale>0</scale>')}
  ${field('Bell__c', '<type>Checkbox</type><defaultValue>false</defaultValue>')}</CustomObject>`;

const record = `<CustomMetadata><label>Default</label>
  <values><field>Days__c</field><value>7.0</value></values><values><field>Bell__c</field><value>true</value></values></CustomMetadata>`;

const labels = `<CustomLabels><labels><fullName>Welcome_Aboard</fullName><value>Welcome aboard</value></labels></CustomLabels>`;

/** An org with ports and piers, three people and no server. */
export interface SmallOrg {
  readonly org: Org;
  readonly apex: PracticeApexOrg;
  write(operation: WriteRequest['operation'], object: string, records: readonly Sent[], more?: More): WriteResult[];
  /** One record that is written; fails the test when it is not. Gives its Id. */
  insert(object: string, fields: Sent): string;
  /** Rows of a query as plain fields. */
  query(soql: string, binds?: Binds, user?: string): Record<string, unknown>[];
}

type Sent = Readonly<Record<string, OrgValue>>;
type More = Partial<Pick<WriteRequest, 'by' | 'key' | 'enforceRights'>>;
type Binds = readonly (OrgValue | readonly OrgValue[])[];

export async function smallOrg(): Promise<SmallOrg> {
  const identity = {
    id: recordId('Organization', 1),
    name: 'Harbor',
    instanceName: 'PRA1',
    isSandbox: false,
    userId: admin,
    username: 'ada@harbor.example',
  };
  const org = new Org(
    {
      identity,
      keyPairs: [],
      components: [],
      trustedRoots: [],
      rows: {
        Organization: [organizationRow(identity)],
        UserLicense: licenseRows,
        Profile: profileRows,
        User: [
          userRow(1, 'Ada Admin', identity.username),
          userRow(2, 'Sam Sailor', 'sam@harbor.example'),
          userRow(3, 'Sten Stranger', 'sten@harbor.example'),
        ],
      },
    },
    () => now,
  );
  org.put(
    component(org, 'CustomObject', 'Port__c', port),
    component(org, 'CustomObject', 'Pier__c', pier('Pier', 'SetNull')),
    component(org, 'CustomObject', 'Buoy__c', pier('Buoy', 'Cascade')),
    component(org, 'CustomObject', 'Lock__c', pier('Lock', 'Restrict')),
    component(org, 'CustomObject', 'Setting__mdt', setting),
    component(org, 'CustomMetadata', 'Setting.Default', record),
    component(org, 'CustomLabels', 'CustomLabels', labels),
    component(org, 'PermissionSet', 'Crew', crew),
  );
  const apex = new PracticeApexOrg(org, await publishedSchema());
  const write: SmallOrg['write'] = (operation, object, records, more = {}) => [
    ...apex.write({
      operation,
      by: admin,
      enforceRights: false,
      ...more,
      records: records.map(({ Id, ...fields }) => ({
        object,
        fields,
        ...(typeof Id === 'string' ? { id: Id } : {}),
      })),
    }),
  ];
  const insert: SmallOrg['insert'] = (object, fields) => {
    const [result] = write('insert', object, [fields]);
    if (typeof result?.id !== 'string' || !result.success) throw new Error(JSON.stringify(result?.errors));
    return result.id;
  };
  insert('PermissionSetAssignment', {
    AssigneeId: sailor,
    PermissionSetId: idOf(org.rows('PermissionSet').find(({ Name }) => Name === 'Crew') ?? {}),
  });
  return {
    org,
    apex,
    write,
    insert,
    query: (soql, binds = [], user) =>
      apex
        .prepare(soql)
        .run(binds, { by: user ?? admin, ...(user === undefined ? {} : { user }) })
        .records.map(({ fields }) => fields),
  };
}

function component(org: Org, type: string, fullName: string, xml: string): Component {
  const values = recordAt(parseXml(xml), type);
  return { type, fullName, id: org.newComponentId(type, fullName), createdDate: now, lastModifiedDate: now, values };
}
