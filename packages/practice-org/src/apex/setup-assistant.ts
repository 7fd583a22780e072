import { RestError } from '../server/message.ts';
import type { Call } from '../server/route.ts';
import { runQuery } from '../soql/run-query.ts';
import { databaseOf } from '../rest/database.ts';
import { refusal, requirePermission, requireRead } from './access.ts';
import type { ApexClass, ApexMethod } from './apex-method.ts';
import { handled } from './apex-refusal.ts';
import { label } from './deployed-app.ts';
import { readSettings } from './settings-request.ts';
import { setupSteps } from './setup-steps.ts';

/** Connection, schedule and settings. Source: force-app/main/console/classes/SetupAssistant.cls. */
export const setupAssistant: ApexClass = {
  steps: {
    parameters: [],
    answer: (call) => {
      requireRead(call);
      return setupSteps(call);
    },
  },
  test: forAdministrators([], (call) => testResult(call)),
  schedule: forAdministrators(['hourUtc'], (call, { hourUtc }) => {
    requirePermission(call, 'CertHealth_Scan');
    if (!Number.isInteger(hourUtc) || Number(hourUtc) < 0 || Number(hourUtc) > 23)
      throw refusal(call, 'CertHealth_Setup_Hour', JSON.stringify(hourUtc ?? null));
    call.appState.scheduledHour = Number(hourUtc);
  }),
  unschedule: forAdministrators([], (call) => {
    call.appState.scheduledHour = undefined;
  }),
  saveSettings: forAdministrators(['settingsJson'], (call, { settingsJson }) => {
    const { settings, mistakes } = readSettings(call, String(settingsJson));
    if (mistakes.length > 0) throw handled(mistakes.join(' '));
    call.appState.settings = settings;
    return call.org.newId('DeployRequest');
  }),
};

function forAdministrators(parameters: readonly string[], answer: ApexMethod['answer']): ApexMethod {
  return {
    parameters,
    answer: (call, given) => {
      requirePermission(call, 'CertHealth_Settings');
      return answer(call, given);
    },
  };
}

/** One question to the Tooling API, as the scan would ask it. */
function testResult(call: Call): object {
  if (call.faults.faults.noConnection === true) {
    const sentence = label(call.org, 'CertHealth_Tooling_NotSetUp');
    return { ok: false, status: null, sentence, what: "The callout couldn't access the endpoint" };
  }
  try {
    const { rows } = runQuery('SELECT Id, DeveloperName FROM Certificate', databaseOf(call, 'tooling'));
    const sentence = label(call.org, 'CertHealth_Setup_Test_Ok', String(rows.length));
    return { ok: true, status: 200, sentence, what: null };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    const sentence = label(call.org, 'CertHealth_Tooling_Forbidden', error.message);
    return { ok: false, status: error.status, sentence, what: error.message };
  }
}
