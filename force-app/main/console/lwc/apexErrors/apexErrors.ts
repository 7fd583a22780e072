import networkLabel from '@salesforce/label/c.CertHealth_Error_Network';
import noAccessLabel from '@salesforce/label/c.CertHealth_Error_NoAccess';
import noAdminLabel from '@salesforce/label/c.CertHealth_Error_NoAdmin';
import noDecisionsLabel from '@salesforce/label/c.CertHealth_Error_NoDecisions';
import unknownLabel from '@salesforce/label/c.CertHealth_Error_Unknown';

interface Shape {
  readonly body?: unknown;
  readonly message?: unknown;
  readonly output?: { readonly errors?: unknown; readonly fieldErrors?: Readonly<Record<string, unknown>> };
  readonly pageErrors?: unknown;
  readonly fieldErrors?: Readonly<Record<string, unknown>>;
}

/** Platform's own refusals, which name a class or an object but not what to do. */
const refusals = [
  { says: /access to the Apex class named '?\w*HealthRecords/i, label: noAccessLabel },
  { says: /access to the Apex class named '?\w*FindingDecisions/i, label: noDecisionsLabel },
  { says: /access to the Apex class/i, label: noAdminLabel },
  {
    says: /sObject type 'CertHealth_\w+' is not supported|No access to entity|insufficient permissions/i,
    label: noAccessLabel,
  },
  { says: /failed to fetch|networkerror|load failed|disconnected or canceled/i, label: networkLabel },
];

/** The sentence for people in whatever was thrown: Apex, the UI API, the network or code of ours. */
export function reduceErrors(error: unknown): string {
  const sentences = [...new Set(messagesIn(error).map((one) => one.trim()))].filter(Boolean);
  const said = sentences.join(' ');
  const refusal = refusals.find(({ says }) => says.test(said));
  if (refusal) return refusal.label;
  // What Apex says of an AuraHandledException without a message.
  return said === '' || said === 'Script-thrown exception' ? unknownLabel : said;
}

/** Whether the platform refused because a permission set is missing: trying again will not help. */
export function isRefusal(error: unknown): boolean {
  return [noAccessLabel, noDecisionsLabel, noAdminLabel].includes(reduceErrors(error));
}

function messagesIn(error: unknown): string[] {
  if (typeof error === 'string') return [error];
  if (Array.isArray(error)) return error.flatMap(messagesIn);
  if (typeof error !== 'object' || error === null) return [];
  const { body, message, output, pageErrors, fieldErrors } = error as Shape;
  const inner = [body, output?.errors, pageErrors, ...fieldsOf(output?.fieldErrors), ...fieldsOf(fieldErrors)];
  const deeper = inner.flatMap(messagesIn);
  if (deeper.length > 0) return deeper;
  return typeof message === 'string' ? [message] : [];
}

function fieldsOf(errors: Readonly<Record<string, unknown>> | undefined): unknown[] {
  return errors ? Object.values(errors) : [];
}
