import { sameId } from '../org/record-id.ts';
import { daysAfter } from '../org/time.ts';
import type { Call } from '../server/route.ts';
import { mayDecide, refusal, requireRead } from './access.ts';
import type { ApexClass, ApexMethod } from './apex-method.ts';
import { listFields } from './list-fields.ts';
import { historyOf } from './record-history.ts';
import type { StoredRow } from './stored-rows.ts';
import { by, pageAfter, storedRows, text } from './stored-rows.ts';

const scan = 'CertHealth_Scan__c';
const certificate = 'CertHealth_Certificate__c';
const use = 'CertHealth_Use__c';
const finding = 'CertHealth_Finding__c';
const coverage = 'CertHealth_Coverage__c';

/** What the pages read. Source: force-app/main/console/classes/HealthRecords.cls. */
export const healthRecords: ApexClass = {
  overview: reading([], (call) => ({
    scans: scans(call),
    rights: rightsOf(call),
    settings: call.appState.settings,
    org: orgFacts(call),
    watch: { isScheduled: call.appState.scheduledHour !== undefined, alarm: null },
  })),
  certificates: pages((call) => present(storedRows(call, certificate, listFields[certificate]))),
  goneCertificates: pages((call) =>
    storedRows(call, certificate, listFields[certificate]).filter((row) => row['Is_Gone__c'] === true),
  ),
  uses: pages((call) => present(storedRows(call, use, listFields[use]))),
  findings: pages((call) => findings(call)),
  waivers: pages((call) =>
    storedRows(call, finding, listFields[finding]).filter((row) => row['Status__c'] === 'waived'),
  ),
  coverage: pages((call) => storedRows(call, coverage, listFields[coverage])),
  certificate: reading(['recordId'], (call, { recordId }) => oneCertificate(call, String(recordId))),
};

function reading(parameters: readonly string[], answer: ApexMethod['answer']): ApexMethod {
  return {
    parameters,
    answer: (call, given) => {
      requireRead(call);
      return answer(call, given);
    },
  };
}

function pages(rowsOf: (call: Call) => readonly StoredRow[]): ApexMethod {
  return reading(['afterId'], (call, { afterId }) => pageAfter(rowsOf(call), afterId));
}

/**
 * The newest ten, and the newest that was finished, which alone says what changed. The workload stands with the newest
 * that has one: the org's own scan makes none.
 */
function scans(call: Call): StoredRow[] {
  const all = storedRows(call, scan, [...listFields[scan], 'Forecast__c', 'Changes__c'])
    .sort(by('Scanned_At__c'))
    .reverse();
  const finished = all.filter((row) => row['Progress__c'] === 'finished');
  const [newest] = finished;
  const forecast = finished.find((row) => row['Forecast__c'] !== undefined);
  return all
    .filter((row, index) => index < 10 || row === newest || row === forecast)
    .map((row) =>
      without(row, [...(row === newest ? [] : ['Changes__c']), ...(row === forecast ? [] : ['Forecast__c'])]),
    );
}

function rightsOf(call: Call) {
  const { user } = call;
  return {
    canScan: user.has('CertHealth_Scan'),
    canDecide: mayDecide(call),
    canWaive: mayDecide(call) && user.has('CertHealth_Waive'),
    canSettings: user.has('CertHealth_Settings'),
    userName: user.name,
  };
}

function orgFacts({ org, url }: Call) {
  const { id, name, isSandbox } = org.identity;
  return { id, name, isSandbox, myDomainUrl: url };
}

function findings(call: Call): StoredRow[] {
  const since = daysAfter(call.org.now(), -30).toISOString();
  return storedRows(call, finding, listFields[finding]).filter(
    (row) => row['Status__c'] !== 'resolved' || text(row, 'Resolved_At__c') >= since,
  );
}

function oneCertificate(call: Call, recordId: string): object {
  const long = ['Alternative_Names__c', 'Details__c', 'Notes__c'];
  const row = storedRows(call, certificate, [...listFields[certificate], ...long]).find((stored) =>
    sameId(text(stored, 'Id'), recordId),
  );
  if (row === undefined) throw refusal(call, 'CertHealth_Certificate_Not_There');
  const its = (rows: readonly StoredRow[]): StoredRow[] =>
    rows.filter((other) => sameId(text(other, 'Certificate__c'), recordId));
  return {
    certificate: row,
    uses: its(storedRows(call, use, listFields[use])).sort(by('Use__c', 'Name')),
    findings: its(storedRows(call, finding, [...listFields[finding], 'Evidence__c']))
      .sort(by('Due_On__c'))
      .sort(resolvedLast),
    history: historyOf(call, certificate, recordId),
    more: 0,
  };
}

function present(rows: readonly StoredRow[]): StoredRow[] {
  return rows.filter((row) => row['Is_Gone__c'] !== true);
}

function without(row: StoredRow, fields: readonly string[]): StoredRow {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
}

function resolvedLast(left: StoredRow, right: StoredRow): number {
  return Number(left['Status__c'] === 'resolved') - Number(right['Status__c'] === 'resolved');
}
