import type { Call } from '../server/route.ts';
import { label } from './deployed-app.ts';
import { text } from './stored-rows.ts';

type State = 'done' | 'todo' | 'unknown' | 'optional';

/** How far the app is set up. Source: force-app/main/console/classes/SetupAssistantSteps.cls. */
export function setupSteps(call: Call): object[] {
  const { settings, scheduledHour } = call.appState;
  const connected = call.faults.faults.noConnection !== true;
  const administrators = call.user.rights === 'admin' || call.user.rights === 'approver' ? '1' : '0';
  const step = (
    id: string,
    name: string,
    page: string | null,
    state: State,
    ending: string,
    filling?: string,
  ): object => ({
    id,
    title: label(call.org, `CertHealth_Setup_${name}`),
    state,
    // Who it is about is the second filling where there is one.
    detail: label(call.org, `CertHealth_Setup_${name}_${ending}`, filling).replace('{1}', call.user.name),
    action:
      page === null ? null : { label: label(call.org, 'CertHealth_Setup_Open'), url: `/lightning/setup/${page}/home` },
  });
  return [
    publishStep(call, step),
    administrators === '1'
      ? step('people', 'People', 'PermSets', 'done', 'Done', administrators)
      : step('people', 'People', 'PermSets', 'todo', 'Todo'),
    settings.mailDigest
      ? step('digest', 'Digest', null, 'done', 'Mail')
      : settings.webhookNamedCredential !== null
        ? step('digest', 'Digest', null, 'done', 'Chat', settings.webhookNamedCredential)
        : step('digest', 'Digest', null, 'todo', 'Todo'),
    step(
      'notificationType',
      'Bell',
      'CustomNotifications',
      settings.bell ? 'done' : 'todo',
      settings.bell ? 'Done' : 'Todo',
    ),
    scheduledHour === undefined
      ? step('schedule', 'Schedule', 'ScheduledJobs', 'todo', 'Todo')
      : step('schedule', 'Schedule', 'ScheduledJobs', 'done', 'Done', nextRun(call.org.now(), scheduledHour)),
    ...(connected
      ? [
          step('namedCredential', 'Credential', 'NamedCredential', 'done', 'Done', 'CertHealth_Org'),
          step('principal', 'Principal', 'PermSets', 'done', 'Done'),
          toolingStep(call, step),
        ]
      : [step('connection', 'Connection', null, 'optional', 'Optional')]),
  ];
}

type Step = (id: string, name: string, page: string | null, state: State, ending: string, filling?: string) => object;

function publishStep({ org }: Call, step: Step): object {
  const [newest] = org
    .rows('CertHealth_Scan__c')
    .filter((row) => row['Origin__c'] === 'cli' && row['Progress__c'] === 'finished')
    .map((row) => text(row, 'Scanned_At__c'))
    .sort()
    .reverse();
  return newest === undefined
    ? step('publish', 'Publish', null, 'todo', 'Todo')
    : step('publish', 'Publish', null, 'done', 'Done', inWords(new Date(newest)));
}

/** As the last scan through the connection had it; the command line has a connection of its own. */
function toolingStep({ org }: Call, step: Step): object {
  const row = org
    .rows('CertHealth_Coverage__c')
    .find((candidate) => candidate['Coverage_Key__c'] === 'source/org.certificates');
  if (row?.['Status__c'] !== 'read' || row['Read_By__c'] === 'cli')
    return step('tooling', 'Tooling', null, 'unknown', 'Unknown');
  return step('tooling', 'Tooling', null, 'done', 'Done', inWords(new Date(text(row, 'Last_Read_At__c'))));
}

function nextRun(now: Date, hour: number): string {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour);
  return inWords(new Date(today > now.getTime() ? today : today + 86_400_000));
}

function inWords(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
