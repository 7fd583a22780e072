/** Rotations as Apex gives them, and a journal as the command line writes it. Today is Sunday, 22 November 2026. */
import type { RotationEventRow, RotationOverview, RotationRow, RotationRunRow } from 'c/rotationRecords';

let next = 0;

export const rotation = (given: Partial<RotationRow> = {}): RotationRow => ({
  Id: `a0R${String((next += 1)).padStart(15, '0')}`,
  Key__c: 'Partner_API-1a2b3c4d',
  Certificate_Name__c: 'Partner_API',
  Source__c: 'org.certificates',
  Kind__c: 'self-signed',
  Successor__c: 'Partner_API_202701',
  State__c: 'waiting',
  Step__c: 'switch',
  Waits_For__c: 'approver',
  Waits_What__c: 'Say that the other side has it.',
  Waits_Since__c: '2026-11-20T02:15:00.000Z',
  ...given,
});

export const rotationOverview = (given: Partial<RotationOverview> = {}): RotationOverview => ({
  canApprove: true,
  runs: [],
  alarms: [],
  overdue: [],
  ...given,
});

export const run = (given: Partial<RotationRunRow> = {}): RotationRunRow => ({
  Id: `a0N${String((next += 1)).padStart(15, '0')}`,
  Key__c: 'nightly@acme.example',
  Ran_At__c: '2026-11-22T02:15:00.000Z',
  Says__c: 'Nothing is due.',
  ...given,
});

const step = (id: string, title: string, more: object = {}): object => ({
  id,
  title,
  precondition: `Before ${id}.`,
  effect: `Effect of ${id}.`,
  verification: `Seen after ${id}.`,
  changes: [],
  ...more,
});

const reference = { source: 'org.apex', name: 'PartnerGateway', field: 'ApexClass' };

/** A plan of three steps, the second of which waits for the other side. */
export const plan = {
  id: 'Partner_API-1a2b3c4d',
  certificate: 'Partner_API',
  source: 'org.certificates',
  kind: 'self-signed',
  entry: { certificate: 'Partner_API' },
  authority: null,
  reason: 'A third of the lifetime is left.',
  dueOn: '2026-11-20T00:00:00.000Z',
  successor: 'Partner_API_202701',
  holdBefore: [],
  steps: [
    step('request', 'Make Partner_API_202701'),
    step('switch', 'Re-point 1 place', {
      undo: 'Each file is deployed again as it was.',
      waits: { who: 'partner', what: 'Whoever verifies must have it.' },
      changes: [
        { component: 'NamedCredential:Partner', field: 'certificate', from: 'Partner_API', to: 'Partner_API_202701' },
      ],
    }),
    step('retire', 'Delete Partner_API'),
  ],
  references: [{ source: 'org.named-credentials', name: 'Partner', field: 'NamedCredential.certificate' }],
  byHand: [
    { reference, instruction: 'Put the new name into PartnerGateway.', blocks: true, patch: 'by-hand.patch' },
    {
      reference: { source: 'org.setup', name: 'API Client Certificate', field: 'API Client Certificate' },
      instruction: 'Look there.',
      blocks: false,
      setupUrl: '/lightning/setup/CertificatesAndKeysManagement/home',
    },
  ],
  breaks: ['calls to api.partner.example fail'],
  warnings: ['An authority signed the old one.'],
};

/** Events with their lines, a minute apart; the first one is the plan. */
export function eventRows(events: readonly object[], given: typeof plan | object = plan): RotationEventRow[] {
  return [{ type: 'planned', plan: given, digest: 'cd' }, ...events].map((event, index) => {
    const at = `2026-11-20T02:${String(index).padStart(2, '0')}:00.000Z`;
    const { type, step: about } = event as { type: string; step?: string };
    return {
      Id: `a0E${String(index).padStart(15, '0')}`,
      Number__c: index + 1,
      Type__c: type,
      ...(about ? { Step__c: about } : {}),
      At__c: at,
      By__c: 'ci@build-7',
      Text__c: `Event ${index + 1}.`,
      Line__c: JSON.stringify({ version: 1, at, ...event }),
      CreatedBy: { Name: 'Morgan Reyes' },
    };
  });
}

/** It has made the new certificate, and waits for the other side before the switch. */
export const beforeSwitch = [
  { type: 'step-started', step: 'request', attempt: 1 },
  { type: 'step-done', step: 'request' },
];
