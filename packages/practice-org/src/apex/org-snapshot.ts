import { databaseOf } from '../rest/database.ts';
import { RestError } from '../server/message.ts';
import type { Call } from '../server/route.ts';
import { QueryError } from '../soql/query-error.ts';
import { toRecords } from '../soql/records.ts';
import { runQuery } from '../soql/run-query.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];
type Answer =
  | { readonly rows: Rows }
  | { readonly problem: { readonly kind: string; readonly code: string; readonly message: string } };

const grants = [
  'PermissionsEnforceMutualAuthentication',
  'PermissionsManageCertificates',
  'PermissionsManageCertificatesExpiration',
];

/** Questions to the Tooling API, which Apex asks through the named credential. */
const toolingQuestions: Readonly<Record<string, string>> = {
  certificates:
    'SELECT Id, DeveloperName, MasterLabel, ExpirationDate, KeySize, OptionsIsCaSigned, OptionsIsPrivateKeyExportable, OptionsIsUnusable, CreatedDate, CertificateChain FROM Certificate ORDER BY CreatedDate DESC',
  namedCredentials:
    'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, AuthTokenEndpointUrl, CertificateId, JwtSigningCertificateId FROM NamedCredential',
  namedCredentialParameters:
    'SELECT Id, NamedCredentialId, ParameterType, ParameterValue, CertificateId FROM NamedCredentialParameter',
  externalCredentials: 'SELECT Id, DeveloperName, NamespacePrefix FROM ExternalCredential',
  externalCredentialParameters:
    'SELECT Id, ExternalCredentialId, ParameterType, ParameterValue, CertificateId FROM ExternalCredentialParameter',
  externalDataSources: 'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, CertificateId FROM ExternalDataSource',
};

/** What Apex reads of the org for a scan in the browser. Source: force-app/main/inventory/classes. */
export function orgSnapshot(call: Call): object {
  const { id, name, isSandbox, username } = call.org.identity;
  const tooling = Object.entries(toolingQuestions).map(([question, soql]): [string, Answer] => [
    question,
    call.faults.faults.noConnection === true ? notSetUp : ask(call, soql, 'tooling'),
  ]);
  const answers: Record<string, Answer> = {
    organization: ask(call, 'SELECT Id, Name, IsSandbox FROM Organization'),
    samlSsoConfigs: ask(
      call,
      'SELECT Id, DeveloperName, NamespacePrefix, MasterLabel, ValidationCert FROM SamlSsoConfig',
    ),
    assignments: assignments(call),
    ...Object.fromEntries(tooling),
  };
  return {
    readAt: call.org.now().toISOString(),
    org: { id, name, isSandbox, instanceUrl: call.url, username },
    answers: {
      ...answers,
      certificates: mapped(answers['certificates'], newestOfEachName),
      namedCredentialParameters: mapped(answers['namedCredentialParameters'], withoutSecrets),
      externalCredentialParameters: mapped(answers['externalCredentialParameters'], withoutSecrets),
    },
  };
}

const notSetUp: Answer = {
  problem: { kind: 'not-set-up', code: 'NOT_SET_UP', message: "The callout couldn't access the endpoint." },
};

function ask(call: Call, soql: string, api: 'data' | 'tooling' = 'data'): Answer {
  try {
    const database = databaseOf(call, api);
    const root = `/services/data/v66.0/${api === 'data' ? '' : 'tooling/'}sobjects`;
    return { rows: toRecords(runQuery(soql, database), database, root).map(withoutAttributes) as Rows };
  } catch (error) {
    if (!(error instanceof RestError || error instanceof QueryError)) throw error;
    return { problem: { kind: 'denied', code: error.errorCode, message: error.message } };
  }
}

/** Who holds a permission about certificates: columns that this org's PermissionSet lacks are not asked for. */
function assignments(call: Call): Answer {
  const known = grants.filter((field) => databaseOf(call, 'data').schema['PermissionSet']?.fields[field] !== undefined);
  const held = known.map((field) => `PermissionSet.${field}`);
  const columns = [
    'AssigneeId',
    'Assignee.Username',
    'Assignee.Name',
    'PermissionSet.Name',
    'PermissionSet.Profile.Name',
  ];
  const granted = held.map((field) => `${field} = true`).join(' OR ');
  if (known.length === 0) return { rows: [] };
  return ask(
    call,
    `SELECT ${[...columns, ...held].join(', ')} FROM PermissionSetAssignment WHERE Assignee.IsActive = true AND (${granted})`,
  );
}

function mapped(answer: Answer | undefined, change: (rows: Rows) => Rows): Answer | undefined {
  return answer !== undefined && 'rows' in answer ? { rows: change(answer.rows) } : answer;
}

function newestOfEachName(rows: Rows): Rows {
  const byName = new Map<unknown, Rows[number]>();
  for (const row of rows) if (!byName.has(row['DeveloperName'])) byName.set(row['DeveloperName'], row);
  return [...byName.values()].sort((left, right) =>
    String(left['DeveloperName']) < String(right['DeveloperName']) ? -1 : 1,
  );
}

/** Header values and the like stay on the server. */
function withoutSecrets(rows: Rows): Rows {
  return rows.map(({ ParameterValue, ...row }) =>
    ['Url', 'AuthProviderUrl'].includes(String(row['ParameterType'])) ? { ...row, ParameterValue } : row,
  );
}

function withoutAttributes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([name]) => name !== 'attributes');
  return Object.fromEntries(members.map(([name, member]) => [name, withoutAttributes(member)]));
}
