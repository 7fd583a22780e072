import { setTimeout as sleep } from 'node:timers/promises';
import { QueryError } from '../soql/query-error.ts';
import { DmlError } from '../dml/dml-error.ts';
import { jsonBody, ok, RestError } from '../server/message.ts';
import type { Call, Route } from '../server/route.ts';
import type { ApexClass, Arguments } from './apex-method.ts';
import { ApexRefusal } from './apex-refusal.ts';
import { browserScan } from './browser-scan.ts';
import { findingDecisions } from './finding-decisions.ts';
import { healthRecords } from './health-records.ts';
import { setupAssistant } from './setup-assistant.ts';

/** The controllers of the app, mirrored. A test compares them with the classes of force-app. */
export const apexClasses: Readonly<Record<string, ApexClass>> = {
  BrowserScan: browserScan,
  FindingDecisions: findingDecisions,
  HealthRecords: healthRecords,
  SetupAssistant: setupAssistant,
};

/** What the app's components ask of Apex: `POST /apex/<Class>.<method>` with the arguments by name. */
export const apexRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/apex\/(?<className>\w+)\.(?<method>\w+)$/,
    open: true,
    answer: async (call) => {
      try {
        return ok(JSON.stringify((await answerOf(call)) ?? null));
      } catch (error) {
        return { status: 500, body: { body: bodyOf(error) } };
      }
    },
  },
];

async function answerOf(call: Call): Promise<unknown> {
  const { className = '', method: name = '' } = call.parameters;
  const method = Object.hasOwn(apexClasses, className) ? apexClasses[className]?.[name] : undefined;
  if (method === undefined) throw new ApexRefusal(`No apex action available for ${className}.${name}`);
  const { apexSlow = 0, apexHangs, apexDenied, apexFails } = call.faults.faults;
  const concerned = (names: readonly string[] = []): boolean =>
    names.some((one) => [className, `${className}.${name}`].includes(one));
  if (apexSlow > 0) await sleep(apexSlow, undefined, { ref: false });
  if (concerned(apexHangs)) await new Promise(() => undefined);
  if (concerned(apexDenied) || !call.user.classes.includes(className)) throw noAccess(className);
  if (concerned(apexFails)) throw new ApexRefusal(`The practice org was told to let ${className}.${name} fail.`);
  return method.answer(call, argumentsOf(call, method.parameters));
}

function argumentsOf(call: Call, parameters: readonly string[]): Arguments {
  const given = call.request.body.length === 0 ? {} : (jsonBody(call.request) as Arguments);
  const unknown = Object.keys(given).filter((name) => !parameters.includes(name));
  if (unknown.length > 0) throw new ApexRefusal(`Apex does not take the argument ${unknown.join(', ')}.`);
  return given;
}

/** unverified: the wording for a class that no permission set of the user names */
function noAccess(className: string): ApexRefusal {
  return new ApexRefusal(`You do not have access to the Apex class named '${className}'.`);
}

function bodyOf(error: unknown): { message: string; exceptionType?: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ApexRefusal) {
    return { message, ...(error.exceptionType === undefined ? {} : { exceptionType: error.exceptionType }) };
  }
  // What the query and record layers refuse is a DmlException or QueryException in Apex.
  if (error instanceof RestError || error instanceof QueryError || error instanceof DmlError)
    return { message, exceptionType: 'System.DmlException' };
  return { message: `The practice org failed: ${message}`, exceptionType: 'System.UnexpectedException' };
}
