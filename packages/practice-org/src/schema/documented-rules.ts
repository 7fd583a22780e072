import type { FieldDetail, ObjectSchema } from './object-schema.ts';

type Rules = Partial<Pick<ObjectSchema, 'details' | 'lengths' | 'unique' | 'label' | 'labelPlural' | 'parentKeys'>>;

/**
 * What the published types do not tell of standard objects that are written: what a record must have, and how long it may be. Source:
 * Object Reference, User and PermissionSetAssignment.
 */
export const documentedRules: Readonly<Record<string, Rules>> = {
  User: {
    label: 'User',
    labelPlural: 'Users',
    details: {
      ...required({
        Username: 'Username',
        LastName: 'Last Name',
        Email: 'Email',
        Alias: 'Alias',
        TimeZoneSidKey: 'Time Zone',
        LocaleSidKey: 'Locale',
        EmailEncodingKey: 'Email Encoding',
        ProfileId: 'Profile ID',
        LanguageLocaleKey: 'Language',
      }),
    },
    lengths: { Username: 80, LastName: 80, FirstName: 40, Email: 128, Alias: 8 },
    unique: { Username: false },
  },
  PermissionSetAssignment: {
    label: 'Permission Set Assignment',
    labelPlural: 'Permission Set Assignments',
    details: required({ AssigneeId: 'Assignee ID' }),
  },
};

/** Fields whose numbers are whole, which the published types do not tell apart. Source: Object Reference. */
export const wholeNumbers: Readonly<Record<string, readonly string[]>> = {
  AsyncApexJob: ['JobItemsProcessed', 'TotalJobItems', 'NumberOfErrors'],
  CronTrigger: ['TimesTriggered'],
  UserLicense: ['TotalLicenses', 'UsedLicenses'],
};

function required(labels: Readonly<Record<string, string>>): Readonly<Record<string, FieldDetail>> {
  return Object.fromEntries(Object.entries(labels).map(([field, label]) => [field, { label, isRequired: true }]));
}
