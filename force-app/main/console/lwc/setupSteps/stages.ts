import connectHelp from '@salesforce/label/c.CertHealth_Setup_ConnectHelp';
import connectTitle from '@salesforce/label/c.CertHealth_Setup_ConnectTitle';
import scanHelp from '@salesforce/label/c.CertHealth_Setup_ScanHelp';
import scanTitle from '@salesforce/label/c.CertHealth_Setup_ScanTitle';
import scheduleHelp from '@salesforce/label/c.CertHealth_Schedule_Help';
import scheduleTitle from '@salesforce/label/c.CertHealth_Setup_ScheduleTitle';
import tellHelp from '@salesforce/label/c.CertHealth_Setup_TellHelp';
import tellTitle from '@salesforce/label/c.CertHealth_Setup_TellTitle';
import type { SetupStep } from 'c/healthRecords';

type State = SetupStep['state'];

/** A stage of the way: connect, scan, schedule, tell. */
export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly state: State;
  readonly steps: readonly SetupStep[];
}

const stages: readonly {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly steps: readonly string[];
}[] = [
  {
    id: 'connect',
    title: connectTitle,
    help: connectHelp,
    steps: ['connection', 'namedCredential', 'principal', 'tooling'],
  },
  { id: 'scan', title: scanTitle, help: scanHelp, steps: ['publish'] },
  { id: 'schedule', title: scheduleTitle, help: scheduleHelp, steps: ['schedule'] },
  { id: 'tell', title: tellTitle, help: tellHelp, steps: ['people', 'digest', 'notificationType'] },
];

/** Of these one is enough: nobody needs mail and a bell. */
const WAYS_TO_TELL = ['digest', 'notificationType'];

/** The way in its order, each stage with its steps; a step that is not known here stands with the first stage. */
export function stagesOf(steps: readonly SetupStep[]): Stage[] {
  const known = new Set(stages.flatMap((stage) => stage.steps));
  return stages.map(({ id, title, help, steps: ids }, place) => {
    const own = steps.filter((step) => ids.includes(step.id) || (place === 0 && !known.has(step.id)));
    const isTold = own.some((step) => WAYS_TO_TELL.includes(step.id) && step.state === 'done');
    const shown = own.map((step) => {
      const isSpare = isTold && WAYS_TO_TELL.includes(step.id) && step.state === 'todo';
      return isSpare ? { ...step, state: 'optional' as const } : step;
    });
    return { id, title, help, steps: shown, state: stateOf(shown) };
  });
}

/** A stage is done when each of its steps is that has to be. */
function stateOf(steps: readonly SetupStep[]): State {
  const needed = steps.filter(({ state }) => state !== 'optional');
  if (needed.length === 0) return 'optional';
  if (needed.some(({ state }) => state === 'todo')) return 'todo';
  return needed.every(({ state }) => state === 'done') ? 'done' : 'unknown';
}
