/** The few REST resources that a rotation asks for. */
import type { AppRecords } from './app-records.ts';
import { newId } from './components.ts';
import type { OrgState } from './org-state.ts';
import { parseQuery, QueryError, rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { endOf } from './signing.ts';
import { childText } from './xml-element.ts';

export interface Answer {
  readonly status: number;
  /** An object is JSON; a text is sent as it is; undefined: no content. */
  readonly body?: unknown;
}

export interface UserRow {
  readonly Id: string;
  readonly Username: string;
}

export interface UserCertificateRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly MasterLabel: string;
  readonly UserId: string;
  readonly body: string;
}

export interface RestOrg {
  readonly state: OrgState;
  readonly app: AppRecords | undefined;
  readonly user: UserRow;
  readonly organizationId: string;
  userCertificates: readonly UserCertificateRow[];
  readonly pages: Map<string, readonly Row[]>;
}

const emptyObjects = new Set(
  'Domain AuthProvider SamlSsoConfig NamedCredentialParameter ExternalDataSource RemoteProxy ExternalString ExternalClientApplication ApexClass ApexTrigger ExternalCredential ExternalCredentialParameter'.split(
    ' ',
  ),
);

const failure = (status: number, errorCode: string, message: string): Answer => ({
  status,
  body: [{ errorCode, message }],
});

export function answerRest(org: RestOrg, method: string, url: URL, body: string): Answer {
  const { pathname } = url;
  const { state, app, user } = org;
  if (pathname === '/services/data') {
    return {
      status: 200,
      body: state.quirks.versions.map((version) => ({ label: version, url: `/services/data/v${version}`, version })),
    };
  }
  const [, version = '', path = ''] = /^\/services\/data\/v([\d.]+)\/(.*)$/.exec(pathname) ?? [];
  // The log-in of the Salesforce CLI asks for this one, however old the org is.
  if (version !== '51.0' && !state.quirks.versions.includes(version))
    return failure(404, 'NOT_FOUND', 'The requested resource does not exist');
  const [, tooling, rest = ''] = /^(tooling\/)?(.*)$/.exec(path) ?? [];
  if (rest === 'query') return queried(org, url.searchParams.get('q') ?? '', tooling !== undefined, version);
  const [, page, from] = /^query\/(\w+)-(\d+)$/.exec(rest) ?? [];
  if (page !== undefined) return paged(org, page, Number(from), version, tooling ?? '');
  if (path === 'limits') return { status: 200, body: { DailyApiRequests: { Max: 15_000, Remaining: 14_000 } } };
  if (path === 'sobjects') {
    return {
      status: 200,
      body: {
        sobjects: ['User', 'Organization', 'UserAuthCertificate'].map((name) => ({ name, customSetting: false })),
      },
    };
  }
  if (path === `sobjects/User/${user.Id}`) return { status: 200, body: user };
  if (path === 'composite' && method === 'POST' && app) {
    const { compositeRequest } = JSON.parse(body) as { compositeRequest: Parameters<AppRecords['together']>[0] };
    return { status: 200, body: app.together(compositeRequest, user.Username) };
  }
  const [, described] = /^sobjects\/(\w+)\/describe$/.exec(rest) ?? [];
  if (described !== undefined) {
    const own = app?.describe(described) ?? descriptions[described];
    return own ? { status: 200, body: own } : failure(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const [, certificate] = /^sobjects\/Certificate\/(\w+)\/CertificateChain$/.exec(rest) ?? [];
  const found = state.ofType('Certificate').find(({ id }) => id === certificate);
  if (found) return { status: 200, body: found.content ?? '' };
  return userCertificateAnswer(org, method, rest, body);
}

const fieldsOf = (names: string): { fields: object[] } => ({
  fields: names
    .split(' ')
    .map((name) => ({ name, type: name === 'CertificateChain' ? 'base64' : 'string', createable: true })),
});

const descriptions: Readonly<Record<string, object>> = {
  PermissionSet: fieldsOf('Id PermissionsManageCertificates PermissionsManageCertificatesExpiration'),
  UserAuthCertificate: fieldsOf('Id DeveloperName MasterLabel UserId ExpirationDate CertificateChain'),
  AuthProvider: fieldsOf('Id DeveloperName TokenUrl UserInfoUrl'),
};

function userCertificateAnswer(org: RestOrg, method: string, path: string, body: string): Answer {
  const [, id, chain] = /^sobjects\/UserAuthCertificate(?:\/(\w+))?(\/CertificateChain)?$/.exec(path) ?? [];
  const one = org.userCertificates.find(({ Id }) => Id === id);
  if (chain !== undefined && one) return { status: 200, body: one.body };
  if (method === 'DELETE' && one) {
    org.userCertificates = org.userCertificates.filter((other) => other !== one);
    return { status: 204 };
  }
  if (method === 'POST' && id === undefined && path === 'sobjects/UserAuthCertificate') {
    const row = JSON.parse(body) as Record<string, string>;
    const { DeveloperName = '', MasterLabel = '', UserId = '', CertificateChain = '' } = row;
    if (org.userCertificates.some((other) => other.DeveloperName === DeveloperName)) {
      return failure(400, 'DUPLICATE_DEVELOPER_NAME', 'The name is in use already.');
    }
    const added = {
      Id: newId('0CM'),
      DeveloperName,
      MasterLabel,
      UserId,
      body: Buffer.from(CertificateChain, 'base64').toString(),
    };
    org.userCertificates = [...org.userCertificates, added];
    return { status: 201, body: { id: added.Id, success: true, errors: [] } };
  }
  return failure(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function queried(org: RestOrg, soql: string, isTooling: boolean, version: string): Answer {
  try {
    const query = parseQuery(soql);
    const rows = isTooling
      ? toolingRows(org, query.object, version)
      : dataRows(org, query.object, query.fields, version);
    if (!rows) return failure(400, 'INVALID_TYPE', `sObject type '${query.object}' is not supported.`);
    const id = newId('01g');
    // Its condition has alternatives and brackets, and the one row meets it.
    const where = query.object === 'PermissionSetAssignment' ? undefined : query.where;
    org.pages.set(id, rowsOf({ ...query, where }, rows));
    return paged(org, id, 0, version, isTooling ? 'tooling/' : '');
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return failure(400, error.code, error.message);
  }
}

function paged(org: RestOrg, id: string, from: number, version: string, tooling: string): Answer {
  const rows = org.pages.get(id) ?? [];
  const next = from + org.state.quirks.pageSize;
  const isLast = next >= rows.length;
  const nextRecordsUrl = `/services/data/v${version}/${tooling}query/${id}-${next}`;
  const body = {
    totalSize: rows.length,
    done: isLast,
    ...(isLast ? {} : { nextRecordsUrl }),
    records: rows.slice(from, next),
  };
  return { status: 200, body };
}

function dataRows(
  { app, user, organizationId, userCertificates }: RestOrg,
  object: string,
  fields: readonly string[],
  version: string,
): readonly Row[] | undefined {
  if (object === 'Organization')
    return [
      {
        Id: organizationId,
        Name: 'Harbor & Söhne',
        IsSandbox: false,
        InstanceName: 'HB1',
        OrganizationType: 'Enterprise Edition',
      },
    ];
  if (object === 'UserPermissionAccess') return [Object.fromEntries(fields.map((name) => [name, true]))];
  if (object === 'User') return [{ ...user, IsActive: true }];
  if (object === 'PermissionSetAssignment') {
    const PermissionSet = {
      Name: 'Watch',
      Profile: null,
      PermissionsManageCertificates: true,
      PermissionsManageCertificatesExpiration: true,
    };
    return [{ AssigneeId: user.Id, Assignee: { Username: user.Username, Name: 'Rae Kim' }, PermissionSet }];
  }
  if (object === 'UserAuthCertificate') {
    return userCertificates.map(({ body, ...row }) => ({
      ...row,
      ExpirationDate: endOf(body).toISOString().slice(0, 10),
      CertificateChain: `/services/data/v${version}/sobjects/UserAuthCertificate/${row.Id}/CertificateChain`,
    }));
  }
  if (app?.has(object)) return app.of(object);
  return emptyObjects.has(object) ? [] : undefined;
}

function toolingRows({ state }: RestOrg, object: string, version: string): readonly Row[] | undefined {
  const { quirks } = state;
  const idOf = (name: string | undefined): string | null =>
    name === undefined ? null : (state.find('Certificate', name)?.id ?? null);
  if (object === 'Certificate') {
    return state
      .ofType('Certificate')
      .filter(({ made }) => Date.now() - made >= quirks.hiddenFor)
      .map(({ id, fullName, properties, usable, made }) => {
        const end = childText(properties, 'expirationDate');
        return {
          Id: id,
          DeveloperName: fullName,
          MasterLabel: childText(properties, 'masterLabel') ?? fullName,
          ExpirationDate: end === undefined ? null : quirks.expiration === 'date' ? end.slice(0, 10) : end,
          KeySize: Number(childText(properties, 'keySize') ?? '2048'),
          OptionsIsCaSigned: childText(properties, 'caSigned') === 'true',
          OptionsIsPrivateKeyExportable: childText(properties, 'privateKeyExportable') === 'true',
          OptionsIsUnusable: usable === false,
          CreatedDate: new Date(made).toISOString().replace('Z', '+0000'),
          CertificateChain: `/services/data/v${version}/tooling/sobjects/Certificate/${id}/CertificateChain`,
        };
      });
  }
  if (object === 'DeployRequest') {
    return [...state.deployments.values()].map(({ id, isDone, isRefused }, number) => ({
      Id: id,
      CheckOnly: false,
      CreatedDate: number,
      Status: isDone ? (isRefused ? 'Failed' : 'Succeeded') : 'Pending',
    }));
  }
  if (object === 'NamedCredential') {
    return state.ofType('NamedCredential').map(({ id, fullName, properties }) => {
      const [prefix, name] = fullName.includes('__') ? fullName.split('__') : [null, fullName];
      return {
        Id: id,
        DeveloperName: name,
        NamespacePrefix: prefix,
        Endpoint: childText(properties, 'endpoint') ?? null,
        AuthTokenEndpointUrl: null,
        CertificateId: idOf(childText(properties, 'certificate')),
        JwtSigningCertificateId: idOf(childText(properties, 'jwtSigningCertificate')),
      };
    });
  }
  return emptyObjects.has(object) ? [] : undefined;
}
