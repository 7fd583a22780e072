import { setTimeout as sleep } from 'node:timers/promises';
import { ApexErrors, CallRefused } from '@cert-health/apex-runner';
import type { ComponentAnswer, Json } from '@cert-health/apex-runner';
import { jsonBody, ok } from '../http/message.ts';
import type { Reply } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';

/** What a component is told when Apex refuses. Source: Lightning Web Components Developer Guide, "Handle Errors in Apex". */
interface Refusal {
  readonly message: string;
  /** Absent where Apex did not come to run. */
  readonly exceptionType?: string;
}

/**
 * What the app's components ask of Apex: `POST /apex/<Class>.<method>` with the arguments by name, answered by the classes that
 * were deployed.
 */
export const apexRoute: Route = {
  method: 'POST',
  path: /^\/apex\/(?<className>\w+)\.(?<method>\w+)$/,
  open: true,
  answer: answerOf,
};

async function answerOf(call: Call): Promise<Reply> {
  const { className = '', method = '' } = call.parameters;
  const { apexSlow = 0, apexHangs, apexDenied, apexFails } = call.faults.faults;
  const concerned = (names: readonly string[] = []): boolean =>
    names.some((one) => [className, `${className}.${method}`].includes(one));
  if (apexSlow > 0) await sleep(apexSlow, undefined, { ref: false });
  if (concerned(apexHangs)) await new Promise(() => undefined);
  if (concerned(apexDenied) || !call.apex.org.canUseClass(call.org.identity.userId, className)) {
    // unverified: the wording for a class that no permission set of the user names
    return refused({ message: `You do not have access to the Apex class named '${className}'.` });
  }
  if (concerned(apexFails))
    return refused({ message: `The practice org was told to let ${className}.${method} fail.` });
  try {
    const given = call.request.body.length === 0 ? {} : (jsonBody(call.request) as Record<string, Json>);
    return told(call.apex.call(className, method, given));
  } catch (error) {
    if (error instanceof CallRefused) return refused({ message: error.message });
    if (!(error instanceof ApexErrors)) throw error;
    return refused({ message: `The Apex that was deployed cannot run here: ${error.message}` });
  }
}

function told(answer: ComponentAnswer | undefined): Reply {
  if (answer === undefined)
    return refused({ message: 'The app is not deployed in this practice org. Start it with npm start.' });
  if ('result' in answer) return ok(JSON.stringify(answer.result));
  const { type: exceptionType, message } = answer.failure;
  return refused({ message, exceptionType });
}

function refused(body: Refusal): Reply {
  return { status: 500, body: { body } };
}
