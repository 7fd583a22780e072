/** What a user of the org may lack. Names as in Setup's API names; CertificateBody stands for reading the blob. */
export const permissions = [
  'ModifyMetadata',
  'ViewSetup',
  'CustomizeApplication',
  'ManageAuthProviders',
  'ManageCertificates',
  'ManageEncryptionKeys',
  'ManageInternalUsers',
  'CertificateBody',
] as const;
export type Permission = (typeof permissions)[number];

/** What goes wrong on purpose. Everything is off when absent. */
export interface Faults {
  /** Permissions that the user does not have. */
  readonly deny?: readonly Permission[];
  /** Objects and metadata types that this org does not have. */
  readonly missingTypes?: readonly string[];
  /** Every access token is refused. */
  readonly sessionExpired?: boolean;
  /** So many requests are answered 429 REQUEST_LIMIT_EXCEEDED before the next is served. */
  readonly rateLimited?: number;
  /** So many requests are answered 503 before the next is served. */
  readonly unavailable?: number;
  /** The API requests of the day are used up: 403 REQUEST_LIMIT_EXCEEDED. */
  readonly limitExceeded?: boolean;
  /** So many API requests of the day are left, then it is as with limitExceeded. */
  readonly apiRequestsLeft?: number;
  /** Milliseconds that every answer waits. */
  readonly slow?: number;
  /** Connections close half-way through a body. */
  readonly truncated?: boolean;
  /** Bodies end half-way through, as if that were all. */
  readonly malformed?: boolean;
  /** The access token is a JWT. */
  readonly jwtToken?: boolean;
  /** The session security policy "Manage Certificates": what it governs is empty to this session, or refused. */
  readonly sessionPolicy?: 'empty' | 'error';
  /** Queries and lists of metadata give nothing, as if the org had none; only who and where one is can be asked. */
  readonly emptyLists?: boolean;
  /** Every answer of the API is a page that asks for a log-in, with status 200. */
  readonly loginPage?: boolean;
  /** SOAP faults come with status 200. */
  readonly faultsAs200?: boolean;
  /** Queries count all their rows and give the first half of them. */
  readonly withheldRows?: boolean;
  /** The page of the roots that the org trusts cannot be had. */
  readonly noRootList?: boolean;
  /** The authority of the org signs below a root that the org does not trust. */
  readonly unlistedRoot?: boolean;
  /** Apex of the app, as `HealthRecords` or `HealthRecords.findings`, that fails, never answers, or is refused. */
  readonly apexFails?: readonly string[];
  readonly apexHangs?: readonly string[];
  readonly apexDenied?: readonly string[];
  /** Milliseconds that every answer of Apex waits. */
  readonly apexSlow?: number;
  /** The app has no connection to the Tooling API. */
  readonly noConnection?: boolean;
}

/** Seconds that `Retry-After` asks for; short, because people and tests wait for it. */
export const retryAfterSeconds = 1;

type Setting = (value: string | undefined) => Faults;

const settings: Readonly<Record<string, Setting>> = {
  deny: (value) => {
    const asked = list(value).map((name) => {
      const permission = permissions.find((candidate) => candidate === name);
      if (permission === undefined) throw new UsageError(`deny takes ${permissions.join(', ')}; not '${name}'.`);
      return permission;
    });
    return { deny: asked };
  },
  'missing-type': (value) => ({ missingTypes: list(value) }),
  'session-expired': flag('sessionExpired'),
  'rate-limited': count('rateLimited'),
  unavailable: count('unavailable'),
  'limit-exceeded': flag('limitExceeded'),
  'api-requests-left': count('apiRequestsLeft'),
  slow: count('slow'),
  truncated: flag('truncated'),
  malformed: flag('malformed'),
  'jwt-token': flag('jwtToken'),
  'session-policy-empty': policy('empty'),
  'session-policy-error': policy('error'),
  'empty-lists': flag('emptyLists'),
  'html-login-page': flag('loginPage'),
  'faults-as-200': flag('faultsAs200'),
  'withheld-rows': flag('withheldRows'),
  'no-root-list': flag('noRootList'),
  'unlisted-root': flag('unlistedRoot'),
  'apex-fails': (value) => ({ apexFails: list(value) }),
  'apex-hangs': (value) => ({ apexHangs: list(value) }),
  'apex-denied': (value) => ({ apexDenied: list(value) }),
  'apex-slow': count('apexSlow'),
  'no-connection': flag('noConnection'),
};

/** Something that was asked for and cannot be understood; the message is one sentence for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads faults as written on the command line: `deny=ModifyMetadata`, `slow=300`, `malformed`. Lists are separated by
 * commas; saying `deny` or `missing-type` again adds to the list. Throws {@link UsageError}.
 */
export function parseFaults(written: readonly string[]): Faults {
  const faults = written.map((text): Faults => {
    const [name = '', ...rest] = text.split('=');
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined) {
      throw new UsageError(`There is no fault '${name}'. Known are ${Object.keys(settings).join(', ')}.`);
    }
    return setting(rest.length === 0 ? undefined : rest.join('='));
  });
  return faults.reduce<Faults>(
    (all, next) => ({
      ...all,
      ...next,
      ...merged('deny', all, next),
      ...merged('missingTypes', all, next),
      ...merged('apexFails', all, next),
      ...merged('apexHangs', all, next),
      ...merged('apexDenied', all, next),
    }),
    {},
  );
}

/**
 * Reads faults as posted to a running org: `{"deny": "ModifyMetadata", "slow": 300, "malformed": true}`, by the names
 * of the command line; `false` and null mean off. Throws {@link UsageError}.
 */
export function faultsOf(posted: unknown): Faults {
  if (typeof posted !== 'object' || posted === null || Array.isArray(posted)) {
    throw new UsageError('Faults are posted as one JSON object, such as {"deny": "ModifyMetadata"}.');
  }
  const written = Object.entries(posted).flatMap(([name, value]): string[] => {
    if (value === false || value === null) return [];
    return value === true ? [name] : [`${name}=${[value].flat().join(',')}`];
  });
  return parseFaults(written);
}

function merged<K extends 'deny' | 'missingTypes' | 'apexFails' | 'apexHangs' | 'apexDenied'>(
  key: K,
  all: Faults,
  next: Faults,
): Faults {
  const values = [...(all[key] ?? []), ...(next[key] ?? [])];
  return values.length === 0 ? {} : { [key]: values };
}

function list(value: string | undefined): string[] {
  const names = (value ?? '').split(',').filter((name) => name !== '');
  if (names.length === 0) throw new UsageError('This fault needs a name, such as deny=ModifyMetadata.');
  return names;
}

type Switch = {
  [Name in keyof Faults]-?: NonNullable<Faults[Name]> extends boolean ? Name : never;
}[keyof Faults];

function flag(name: Switch): Setting {
  return (value) => {
    if (value !== undefined) throw new UsageError(`This fault takes no value; '${value}' was given.`);
    return { [name]: true };
  };
}

function policy(sessionPolicy: NonNullable<Faults['sessionPolicy']>): Setting {
  return (value) => {
    if (value !== undefined) throw new UsageError(`This fault takes no value; '${value}' was given.`);
    return { sessionPolicy };
  };
}

function count(name: 'rateLimited' | 'unavailable' | 'apiRequestsLeft' | 'slow' | 'apexSlow'): Setting {
  return (value) => {
    if (value === undefined || !/^\d+$/.test(value)) throw new UsageError(`'${value ?? ''}' is not a whole number.`);
    return { [name]: Number(value) };
  };
}
