/** The objects of the app that scans write, and the fields that a publication writes, as force-app/main/health/objects declares them. */

export type RecordObject =
  | 'CertHealth_Scan__c'
  | 'CertHealth_Certificate__c'
  | 'CertHealth_Renewal__c'
  | 'CertHealth_Use__c'
  | 'CertHealth_Finding__c'
  | 'CertHealth_Coverage__c';

export type RecordValue = string | number | boolean | null;

/** What a field holds, with what it can hold at most: characters of a text, digits of a number. */
export type FieldType =
  | { readonly type: 'text' | 'longText'; readonly length: number }
  | { readonly type: 'number'; readonly digits: number; readonly decimals: number }
  | { readonly type: 'dateTime' | 'date' | 'picklist' | 'checkbox' };

const text = (length: number): FieldType => ({ type: 'text', length });
const longText = (length: number): FieldType => ({ type: 'longText', length });
const count: FieldType = { type: 'number', digits: 9, decimals: 0 };
const dateTime: FieldType = { type: 'dateTime' };
const picklist: FieldType = { type: 'picklist' };
const checkbox: FieldType = { type: 'checkbox' };
const key = text(255);
const seen = { First_Seen_At__c: dateTime, Last_Seen_At__c: dateTime };

const fields = {
  CertHealth_Scan__c: {
    Scan_Key__c: key,
    Scanned_At__c: dateTime,
    As_Of__c: dateTime,
    Scanned_By__c: text(120),
    Origin__c: picklist,
    Progress__c: picklist,
    Message__c: text(255),
    Status__c: picklist,
    Certificates__c: count,
    Critical__c: count,
    Warnings__c: count,
    Notes__c: count,
    Waived__c: count,
    Not_Checked__c: count,
    New_Findings__c: count,
    Worse_Findings__c: count,
    Resolved_Findings__c: count,
    Next_Expiry__c: dateTime,
    Forecast__c: longText(131_072),
    Judged_By__c: longText(32_768),
    Changes__c: longText(131_072),
  },
  CertHealth_Certificate__c: {
    Name: text(80),
    Certificate_Key__c: key,
    Api_Name__c: text(255),
    Source__c: text(80),
    Source_Label__c: text(120),
    Kind__c: picklist,
    Record_Id__c: text(18),
    Status__c: picklist,
    Fingerprint__c: text(64),
    Known_Fingerprint__c: text(64),
    Subject__c: text(255),
    Issuer__c: text(255),
    Serial_Number__c: text(80),
    Valid_From__c: dateTime,
    Expires_At__c: dateTime,
    Lifetime_Days__c: { type: 'number', digits: 9, decimals: 2 },
    Key__c: text(40),
    Purposes__c: text(255),
    Alternative_Names__c: longText(32_768),
    Uses__c: text(255),
    Open_Findings__c: { type: 'number', digits: 4, decimals: 0 },
    Waived_Until__c: { type: 'date' },
    Pending__c: text(255),
    Details__c: longText(131_072),
    Responsible__c: text(120),
    Is_Gone__c: checkbox,
    ...seen,
  },
  CertHealth_Renewal__c: {
    Renewal_Key__c: key,
    Certificate_Name__c: text(255),
    Source_Label__c: text(120),
    Old_Fingerprint__c: text(64),
    Old_Expires_At__c: dateTime,
    New_Fingerprint__c: text(64),
    New_Valid_From__c: dateTime,
    New_Expires_At__c: dateTime,
    New_Issuer__c: text(255),
    New_Key__c: text(40),
    Seen_At__c: dateTime,
    Seen_By__c: text(120),
    Scan_Key__c: key,
  },
  CertHealth_Use__c: {
    Name: text(80),
    Use_Key__c: key,
    Use__c: picklist,
    Certificate_Name__c: text(255),
    Referrer__c: text(255),
    Field__c: text(120),
    Source__c: text(80),
    Component_Id__c: text(18),
    Path__c: text(255),
    Managed_By__c: picklist,
    Breaks__c: text(255),
    Is_Gone__c: checkbox,
    ...seen,
  },
  CertHealth_Finding__c: {
    Finding_Key__c: key,
    Check__c: text(80),
    Severity__c: picklist,
    Status__c: picklist,
    Title__c: text(255),
    Detail__c: longText(32_768),
    Remedy__c: longText(32_768),
    Due_On__c: { type: 'date' },
    Rule__c: text(255),
    Docs__c: text(255),
    Evidence__c: longText(32_768),
    Source__c: text(80),
    Subject_Name__c: text(255),
    Use__c: text(40),
    Responsible__c: text(120),
    Decision_Note__c: longText(32_768),
    Decided_By__c: text(120),
    Decided_At__c: dateTime,
    Waived_Until__c: { type: 'date' },
    Waived_By_Settings__c: checkbox,
    Resolved_At__c: dateTime,
    Rose_At__c: dateTime,
    ...seen,
  },
  CertHealth_Coverage__c: {
    Name: text(80),
    Coverage_Key__c: key,
    Kind__c: picklist,
    Source__c: text(80),
    Check__c: text(80),
    Subject__c: text(255),
    Status__c: picklist,
    Detail__c: longText(32_768),
    Permission__c: text(255),
    Items__c: count,
    Last_Read_At__c: dateTime,
    Last_Seen_At__c: dateTime,
    Read_By__c: picklist,
  },
} as const satisfies Record<RecordObject, Record<string, FieldType>>;

/** A field of an object that a publication writes. */
export type FieldOf<Object extends RecordObject> = keyof (typeof fields)[Object] & string;

/** What may be given for a row: fields that are left out are not touched. */
export type FieldsOf<Object extends RecordObject> = Readonly<Partial<Record<FieldOf<Object>, RecordValue>>>;

export const recordFields: Readonly<Record<RecordObject, Readonly<Record<string, FieldType>>>> = fields;

/** A row refers only to rows of objects before its own. */
export const recordObjects = Object.keys(fields) as readonly RecordObject[];

/** The external id of each object: unique, case-sensitive. */
export const keyFields = {
  CertHealth_Scan__c: 'Scan_Key__c',
  CertHealth_Certificate__c: 'Certificate_Key__c',
  CertHealth_Renewal__c: 'Renewal_Key__c',
  CertHealth_Use__c: 'Use_Key__c',
  CertHealth_Finding__c: 'Finding_Key__c',
  CertHealth_Coverage__c: 'Coverage_Key__c',
} as const satisfies Record<RecordObject, string>;

/** Objects with the lookup `Certificate__c`. */
export function refersToCertificate(object: RecordObject): boolean {
  return (['CertHealth_Renewal__c', 'CertHealth_Use__c', 'CertHealth_Finding__c'] as const).some(
    (one) => one === object,
  );
}

/**
 * The fields of rows in the org that `planPublication` compares with. Long texts may be left out of what is read (a heap
 * of Apex is small): they are then written along whenever anything else of their row is.
 */
export function fieldsToRead(
  object: RecordObject,
  longTexts: 'with long texts' | 'without' = 'with long texts',
): string[] {
  const read = Object.entries(recordFields[object])
    .filter(([, { type }]) => longTexts === 'with long texts' || type !== 'longText')
    .map(([name]) => name);
  return ['Id', ...read, ...(refersToCertificate(object) ? ['Certificate__c'] : [])];
}
