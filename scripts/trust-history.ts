/** Reads the list of changes of NSS's certdata.txt into rows of trust/generated/mozilla-history.ts. */

/** [day, SHA-256, label, NSS version, change, websites before, distrust-after before] */
export type RootEventRow = readonly [
  day: string,
  sha256: string,
  label: string,
  version: string | null,
  change: 'removed' | 'websites-off' | 'websites-on' | 'distrust-after',
  websitesBefore: boolean,
  distrustAfterBefore: string | null,
];

/** When a version was released, by its last change of certdata.txt. The tag is missing from branches cut early. */
const releases: Readonly<Record<string, { readonly version: string; readonly day: string }>> = {
  '2026-04-09': { version: '3.123', day: '2026-04-16' },
  '2025-06-26': { version: '3.113.1', day: '2025-07-01' },
  '2025-04-16': { version: '3.111', day: '2025-04-28' },
  '2023-11-13': { version: '3.95', day: '2023-11-16' },
};

/**
 * Changes after the last commit of the list, told by the absence from NSS 3.132 and by the update notes of bun and
 * Node.js (3.125, 3.126). Their day is not known: the day here is the last on which the root was seen unchanged.
 */
const afterTheList: readonly RootEventRow[] = [
  [
    '2026-05-01',
    '73c176434f1bc6d5adf45b0e76e727287c8de57616c1e6e6141a2b2cbc7d8e4c',
    'Entrust Root Certification Authority',
    '3.125 or later',
    'removed',
    true,
    '2024-11-30T23:59:59Z',
  ],
  [
    '2026-05-01',
    'c0a6f4dc63a24bfdcf54ef2a6a082a0a72de35803e2ff5ff527ae5d87206dfd5',
    'ePKI Root Certification Authority',
    '3.125 or later',
    'removed',
    true,
    '2025-04-15T23:59:59Z',
  ],
  [
    '2026-05-01',
    '3f034bb5704d44b2d08545a02057de93ebf3905fce721acbc730c06ddaee904e',
    'SecureSign Root CA12',
    '3.125 or later',
    'removed',
    true,
    null,
  ],
  [
    '2026-05-01',
    '86a1ecba089c4a8d3bbe2734c612ba341d813e043cf9e8a862cd5c57a36bbe6b',
    'emSign ECC Root CA - G3',
    '3.125 or later',
    'removed',
    true,
    null,
  ],
  [
    '2026-05-01',
    '125609aa301da0a249b97a8239cb6a34216f44dcac9f3954b14292f2e8c8608f',
    'emSign Root CA - C1',
    '3.125 or later',
    'removed',
    true,
    null,
  ],
  [
    '2026-05-01',
    'bc4d809b15189d78db3e1d8cf4f9726a795da1643ca5f1358e1ddb0edc0d7eb3',
    'emSign ECC Root CA - C3',
    '3.125 or later',
    'removed',
    true,
    null,
  ],
  [
    '2026-05-01',
    'f356bea244b7a91eb35d53ca9ad7864ace018e2d35d5f8f96ddf68a6f41aa474',
    'Atos TrustedRoot 2011',
    '3.125 or later',
    'websites-off',
    true,
    null,
  ],
];

/** @param text the list, newest change first; oldest first is returned */
export function readHistory(text: string): RootEventRow[] {
  const changes: Change[] = [];
  let day = '';
  let version: string | null = null;
  for (const line of text.split('\n')) {
    const head = /^## [0-9a-f]+ (\d{4}-\d\d-\d\d) .*first tag: (?:NSS_(\d+_\d+(?:_\d+)?)_RTM)?/.exec(line);
    if (head) {
      const release = releases[head[1] as string];
      day = release?.day ?? (head[1] as string);
      version = release?.version ?? head[2]?.replaceAll('_', '.') ?? null;
      continue;
    }
    const stated = /^ {2}(REMOVED|CHANGED) ([0-9a-f]{64}) (.*?) ?(\{.*\})$/.exec(line);
    const change = stated && changeOf(stated[1] as string, (stated[3] as string).trim(), stated[4] as string);
    if (change) changes.push({ ...change, day, version, sha256: stated[2] as string });
  }
  return [...rows(changes.reverse()), ...afterTheList];
}

interface Change {
  readonly day: string;
  readonly version: string | null;
  readonly sha256: string;
  readonly label: string;
  readonly kind: RootEventRow[4];
  readonly websitesBefore: boolean;
  /** The date that stood beside the bit, where the line states it. */
  readonly distrustAfterBefore?: string | null;
  /** The date set by this change. */
  readonly distrustAfter?: string;
}

function changeOf(verb: string, name: string, details: string): Omit<Change, 'day' | 'version' | 'sha256'> | undefined {
  if (verb === 'REMOVED') {
    return {
      label: /'label': '(.*?)', '/.exec(details)?.[1] ?? name,
      kind: 'removed',
      websitesBefore: details.includes("'srv': 'CKT_NSS_TRUSTED_DELEGATOR'"),
      distrustAfterBefore: stamp(/'da': '(\w+)'/.exec(details)?.[1]),
    };
  }
  const bit = /'srv': \('(\w+)', '\w+'\)/.exec(details);
  const date = stamp(/'da(?:_on_trust)?': \(None, '(\w+)'\)/.exec(details)?.[1]);
  if (!bit && !date) return undefined;
  const websitesBefore = bit ? bit[1] === 'CKT_NSS_TRUSTED_DELEGATOR' : true;
  return {
    label: name,
    kind: !bit ? 'distrust-after' : websitesBefore ? 'websites-off' : 'websites-on',
    websitesBefore,
    ...(date ? { distrustAfterBefore: null, distrustAfter: date } : {}),
  };
}

/** A change of the website bit does not state the distrust-after date beside it: it is carried on from earlier changes. */
function rows(changes: readonly Change[]): RootEventRow[] {
  const dated = new Map<string, string>();
  return changes.map((change) => {
    const before =
      change.distrustAfterBefore === undefined ? (dated.get(change.sha256) ?? null) : change.distrustAfterBefore;
    if (change.distrustAfter) dated.set(change.sha256, change.distrustAfter);
    return [change.day, change.sha256, change.label, change.version, change.kind, change.websitesBefore, before];
  });
}

function stamp(text: string | undefined): string | null {
  const parts = text && /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return parts ? `20${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z` : null;
}
