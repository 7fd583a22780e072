import type { Gap } from './gap.ts';
import type { SnapshotProblem } from './snapshot.ts';

/** What was asked for, and as whom. */
export interface Asked {
  /** As it stands after "may not read". */
  readonly what: string;
  /** Label in Setup of the permission that is known or believed to be needed; the org's own word counts more. */
  readonly permission: string;
  /** `tooling`: as the user whom the connected client runs as. `soql`: as whoever scans. */
  readonly through: 'tooling' | 'soql';
}

/** The gap that an unanswered question leaves, in words for an admin who is in the app. */
export function gapOfProblem(problem: SnapshotProblem | undefined, asked: Asked, username: string): Gap {
  const { what, through } = asked;
  if (!problem) {
    return {
      status: 'failed',
      detail: `This version of the app did not ask for ${what}; update the app and scan again.`,
    };
  }
  const code = problem.code ? ` (${problem.code})` : '';
  if (problem.kind === 'not-set-up') {
    return {
      status: 'failed',
      detail: `The app has no connection to the org's Tooling API yet, through which ${what} are read; set it up under Settings in this app, then scan again.`,
    };
  }
  if (problem.kind === 'denied') {
    const permission = /permission "([^"]+)"/.exec(problem.message ?? '')?.[1] ?? asked.permission;
    const who = through === 'tooling' ? 'The user as whom the app is connected (Settings in this app)' : username;
    return {
      status: 'denied',
      detail: `${who} may not read ${what}; give that user the permission "${permission}" in Setup and scan again.`,
      permission,
    };
  }
  const told = firstLine(problem.message);
  return {
    status: 'failed',
    detail: `The org answered with an error${code}${told ? `: ${told}` : ''}; scan again, and if it stays, test the connection under Settings in this app.`,
  };
}

function firstLine(message: string | null | undefined): string {
  return ((message ?? '').split('\n')[0] ?? '').trim().replace(/\.$/, '').slice(0, 200);
}
