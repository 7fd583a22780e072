import { chromeRootStore, chromeRootStore17, entrustAnnouncement, nss } from './documents.ts';
import { factsAsOf, type Confidence, type DatedRule, type PolicySource } from './rule.ts';

/** What root programs did to particular roots. Which roots exactly, by hash: core/trust/generated. */
export interface RootEvent {
  readonly program: 'chrome' | 'mozilla' | 'apple' | 'java' | 'debian';
  /**
   * `sct-cut-off` and `distrust-after` go by the leaf: its earliest SCT, its notBefore. The others end trust in
   * every leaf at once, from the program's release on.
   */
  readonly action: 'sct-cut-off' | 'distrust-after' | 'issued-after' | 'websites-off' | 'removed' | 'websites-on';
  /** Last instant of a leaf's SCT or notBefore that is still trusted. */
  readonly lastTrusted?: string;
  readonly roots: readonly string[];
  /** Version of the program's store. */
  readonly version?: string;
}

const entrust = ['Entrust Root CA - G2', 'Entrust EC1', 'Entrust G4', 'Entrust Root CA (2006)', 'Entrust.net (2048)'];
const affirmTrust = [
  'AffirmTrust Commercial',
  'AffirmTrust Networking',
  'AffirmTrust Premium',
  'AffirmTrust Premium ECC',
];

/** The second after a last trusted one: from then on the rule bites. */
const after = (lastTrusted: string): string =>
  new Date(Date.parse(lastTrusted) + 1000).toISOString().replace('.000Z', 'Z');

function cutOff(day: string, roots: readonly string[], more: Partial<DatedRule<RootEvent>> = {}): DatedRule<RootEvent> {
  const lastTrusted = `${day}T23:59:59Z`;
  return {
    id: `chrome.sct-cut-off.${day}`,
    text: `Chrome does not trust certificates of ${roots.join(', ')} whose earliest SCT is after ${day} 23:59:59 UTC.`,
    kind: 'root-event',
    from: after(lastTrusted),
    precision: 'second',
    appliesTo: 'public hierarchy',
    value: { program: 'chrome', action: 'sct-cut-off', lastTrusted, roots },
    source: chromeRootStore('root_store.textproto, sct_not_after_sec'),
    confidence: 'B',
    asOf: factsAsOf,
    note: 'Most of these cut-offs are planned phase-outs of old roots, not a judgment of misconduct.',
    ...more,
  };
}

const chromeCutOffs: readonly DatedRule<RootEvent>[] = [
  cutOff('2024-11-11', [...entrust, ...affirmTrust], {
    source: chromeRootStore17('root_store.textproto, sct_not_after_sec'),
    confidence: 'A',
    note: 'Chrome 131 and later. First announced for 31 Oct 2024.',
  }),
  cutOff('2025-07-31', ['Chunghwa ePKI', 'Chunghwa HiPKI G1', 'NetLock Arany'], { note: 'Chrome 139 and later.' }),
  cutOff('2025-10-31', ['Buypass Class 2', 'Buypass Class 3']),
  cutOff('2026-04-14', ['Izenpe.com']),
  cutOff('2026-05-28', ['D-TRUST Class 3 2009', 'D-TRUST Class 3 EV 2009', 'T-TeleSec Class 2', 'T-TeleSec Class 3']),
  cutOff(
    '2026-06-14',
    ['SSL.com Root ECC', 'SSL.com Root RSA', 'SSL.com EV ECC', 'SSL.com EV RSA R2', 'Certigna Root CA'],
    {
      note: 'A planned phase-out; the SSL.com TLS 2022 roots are not constrained.',
    },
  ),
  cutOff('2026-06-30', ['DigiCert Trusted Root G4']),
  cutOff('2026-09-14', ['DigiCert Assured ID G2', 'DigiCert Assured ID G3', 'TWCA Global Root CA']),
  cutOff('2027-06-14', ['SwissSign RSA TLS Root CA 2022 - 1']),
  cutOff('2027-08-30', [
    'D-TRUST EV Root CA 1 2020',
    'D-TRUST EV Root CA 2 2023',
    'Telekom Security TLS ECC Root 2020',
    'Telekom Security TLS RSA Root 2023',
  ]),
  cutOff('2027-09-14', ['D-TRUST BR Root CA 1 2020', 'D-TRUST BR Root CA 2 2023']),
];

function distrustAfter(
  lastTrusted: string,
  roots: readonly string[],
  more: Partial<DatedRule<RootEvent>> = {},
): DatedRule<RootEvent> {
  return {
    id: `mozilla.distrust-after.${lastTrusted.slice(0, 10)}`,
    text: `Mozilla does not trust certificates of ${roots.join(', ')} whose notBefore is after ${lastTrusted.replace('T', ' ').replace('Z', ' UTC')}.`,
    kind: 'root-event',
    from: after(lastTrusted),
    precision: 'second',
    appliesTo: 'public hierarchy',
    value: { program: 'mozilla', action: 'distrust-after', lastTrusted, roots },
    source: nss('CKA_NSS_SERVER_DISTRUST_AFTER'),
    confidence: 'A',
    asOf: factsAsOf,
    ...more,
  };
}

const mozillaDistrust: readonly DatedRule<RootEvent>[] = [
  distrustAfter('2022-11-30T00:00:00Z', ['TrustCor RootCert CA-1', 'TrustCor RootCert CA-2', 'TrustCor ECA-1']),
  distrustAfter('2024-06-30T00:00:00Z', ['GLOBALTRUST 2020']),
  distrustAfter('2024-11-30T23:59:59Z', [...entrust.filter((name) => name !== 'Entrust G4'), ...affirmTrust], {
    note: 'Entrust G4 lost the website bit outright, in the same version (NSS 3.107).',
  }),
  distrustAfter('2025-04-15T23:59:59Z', ['Chunghwa ePKI'], {
    note: 'NSS 3.113 had switched the website bit off; 3.113.1 took that back and set the date.',
  }),
  distrustAfter('2026-04-15T23:59:59Z', ['Izenpe.com'], {
    note: 'In NSS 3.123 the date stands on the trust object, where readers of certificate objects miss it.',
  }),
];

interface Release {
  readonly version: string;
  readonly day: string;
  readonly action: RootEvent['action'];
  readonly roots: readonly string[];
  readonly confidence?: Confidence;
  readonly note?: string;
}

/** Changes that act on a root as a whole, by the NSS version that brought them. */
const releases: readonly Release[] = [
  {
    version: '3.95',
    day: '2023-11-16',
    action: 'removed',
    roots: ['TrustCor (3)', 'Camerfirma 2008 (2)', 'Symantec and Verisign, email only (4)'],
  },
  {
    version: '3.107',
    day: '2024-11-15',
    action: 'websites-off',
    roots: ['Entrust G4'],
    note: 'The day is that of the change, not of the release.',
  },
  {
    version: '3.111',
    day: '2025-04-28',
    action: 'websites-off',
    roots: [
      'GlobalSign Root CA (R1)',
      'Comodo AAA',
      'XRamp',
      'Go Daddy Class 2',
      'Starfield Class 2',
      'Baltimore CyberTrust',
      'Entrust.net (2048)',
    ],
  },
  {
    version: '3.113',
    day: '2025-06-12',
    action: 'websites-off',
    roots: ['Chunghwa ePKI'],
    note: 'The day is that of the change; taken back in 3.113.1.',
  },
  {
    version: '3.113.1',
    day: '2025-07-01',
    action: 'websites-on',
    roots: ['Chunghwa ePKI'],
    note: 'With distrust-after 2025-04-15.',
  },
  {
    version: '3.123',
    day: '2026-04-16',
    action: 'websites-off',
    roots: [
      'DigiCert Global Root CA (G1)',
      'DigiCert Assured ID Root CA',
      'DigiCert High Assurance EV',
      'QuoVadis Root CA 2',
      'QuoVadis Root CA 3',
      'COMODO Certification Authority',
      'Certigna',
      'SwissSign Gold G2',
      'GTS Root R2',
      'Entrust G2',
      'Entrust EC1',
    ],
    note: 'DigiCert Global Root G2 is not affected.',
  },
  {
    version: '3.123',
    day: '2026-04-16',
    action: 'removed',
    roots: [
      ...affirmTrust,
      'Viking Cloud (Trustwave, 6)',
      'TeliaSonera v1',
      'certSIGN ROOT CA',
      'Firmaprofesional CA Root-A Web',
      'GLOBALTRUST 2020',
    ],
  },
  {
    version: '3.125 or later',
    day: '2026-05-01',
    action: 'removed',
    roots: [
      'Entrust Root CA (2006)',
      'Chunghwa ePKI',
      'SecureSign Root CA12',
      'emSign Root C1',
      'emSign ECC G3',
      'emSign ECC C3',
    ],
    confidence: 'B',
    note: 'The day is not known: after 2026-05-01, when they were last seen, and before NSS 3.132.',
  },
  {
    version: '3.125 or later',
    day: '2026-05-01',
    action: 'websites-off',
    roots: ['Atos TrustedRoot 2011'],
    confidence: 'B',
    note: 'The day is not known: after 2026-05-01 and before NSS 3.132.',
  },
];

const verbs: Partial<Record<RootEvent['action'], string>> = {
  removed: 'removed',
  'websites-off': 'ended website trust in',
  'websites-on': 'restored website trust in',
};

const mozillaReleases: readonly DatedRule<RootEvent>[] = releases.map((release) => ({
  id: `mozilla.${release.action}.${release.version.split(' ')[0]}`,
  text: `NSS ${release.version} ${verbs[release.action]} ${release.roots.join(', ')}.`,
  kind: 'root-event',
  from: `${release.day}T00:00:00Z`,
  appliesTo: 'public hierarchy',
  value: { program: 'mozilla', action: release.action, roots: release.roots, version: release.version },
  source: nss(`NSS ${release.version}`),
  confidence: release.confidence ?? 'A',
  asOf: factsAsOf,
  ...(release.note === undefined ? {} : { note: release.note }),
}));

function other(
  id: string,
  text: string,
  from: string | undefined,
  value: RootEvent,
  source: PolicySource,
  note?: string,
): DatedRule<RootEvent> {
  const base = {
    id,
    text,
    kind: 'root-event',
    ...(from === undefined ? {} : { from }),
    appliesTo: 'public hierarchy',
    value,
    source,
    confidence: 'B',
    asOf: factsAsOf,
  } as const;
  return note === undefined ? base : { ...base, note };
}

const others: readonly DatedRule<RootEvent>[] = [
  other(
    'chrome.absent.36',
    'All nine Entrust and AffirmTrust roots, DigiCert Global Root CA (G1), Assured ID Root CA and High Assurance EV are absent from Chrome Root Store v36.',
    undefined,
    {
      program: 'chrome',
      action: 'removed',
      version: 'v36',
      roots: [
        ...entrust,
        ...affirmTrust,
        'DigiCert Global Root CA (G1)',
        'DigiCert Assured ID Root CA',
        'DigiCert High Assurance EV',
      ],
    },
    chromeRootStore('root_store.textproto'),
    'When they left is not known; v36 is the version that was read.',
  ),
  other(
    'apple.entrust.2024-11-15',
    'Apple does not trust Entrust certificates for TLS, S/MIME, time stamping and verified marks issued after 15 Nov 2024.',
    '2024-11-16T00:00:00Z',
    { program: 'apple', action: 'issued-after', lastTrusted: '2024-11-15T23:59:59Z', roots: entrust },
    entrustAnnouncement('Apple'),
  ),
  other(
    'java.entrust.2024-11-11',
    "Oracle's Java does not trust Entrust server certificates issued after 11 Nov 2024.",
    '2024-11-12T00:00:00Z',
    { program: 'java', action: 'issued-after', lastTrusted: '2024-11-11T23:59:59Z', roots: entrust },
    entrustAnnouncement('Oracle JRE'),
  ),
  other(
    'debian.blacklist.2026-10-20',
    'Debian blacklisted emSign ECC Root CA - G3 and Comodo AAA Services root.',
    '2026-10-20T00:00:00Z',
    { program: 'debian', action: 'removed', roots: ['emSign ECC Root CA - G3', 'Comodo AAA Services root'] },
    { document: 'Debian bug tracker', section: '#1151413' },
    'The reason was not seen.',
  ),
];

export const rootEvents: readonly DatedRule<RootEvent>[] = [
  ...mozillaDistrust,
  ...mozillaReleases,
  ...chromeCutOffs,
  ...others,
];
