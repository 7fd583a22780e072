/** What setting up an org consists of. */
import type { Step } from './step.ts';

/** What a script takes that works on an org. */
export const targetOptions = {
  'target-org': { type: 'string', short: 'o' },
  check: { type: 'boolean', default: false },
  print: { type: 'boolean', default: false },
} as const;

/** A scratch org that becomes nobody's default: other work is not redirected to it. */
export function createScratchOrg(org: string, devHub: string, days: number): Step {
  return {
    does: `Creates the scratch org "${org}" for ${days} days`,
    sf: [
      ...['org', 'create', 'scratch', '--alias', org, '--target-dev-hub', devHub, '--duration-days', String(days)],
      ...['--definition-file', 'config/project-scratch-def.json', '--wait', '20'],
    ],
    onFailure: `Check with "sf org list" that you are logged in to the Dev Hub "${devHub}" and that it has scratch orgs left.`,
  };
}

/** The app. Deployed from build/deploy, since an org takes JavaScript; --source-dir works with and without source tracking. */
export function deployApp(org: string): Step {
  return {
    does: 'Deploys the app',
    sf: ['project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', org, '--wait', '30'],
    folder: 'build/deploy',
    onFailure: 'The errors above say which component the org refused; nothing of the app was deployed.',
  };
}

/**
 * The dashboard, which runs as whoever looks at it: editions have few of those or none, and an org that has no more left refuses
 * the deployment in which one is. So it is one of its own.
 */
export function deployDashboard(org: string): Step {
  return {
    does: 'Deploys the dashboard',
    sf: ['project', 'deploy', 'start', '--source-dir', 'optional', '--target-org', org, '--wait', '10'],
    folder: 'build/deploy',
    onFailure: 'The app does not need it; its reports are there. docs/guide/app.md says which orgs take it.',
    mayFail: true,
  };
}

export function assign(org: string, permissionSets: readonly string[], to?: string): Step {
  return {
    does: `Assigns ${permissionSets.join(' and ')} to ${to ?? 'you'}`,
    sf: [
      ...['org', 'assign', 'permset', '--target-org', org],
      ...permissionSets.flatMap((name) => ['--name', name]),
      ...(to === undefined ? [] : ['--on-behalf-of', to]),
    ],
    onFailure: 'Assign the permission sets in Setup under Permission Sets.',
  };
}

/** Fills the records; `--fail-on never`, since findings are no failure of setting up. */
export function publishFirstScan(org: string): Step {
  return {
    does: 'Scans the org and publishes what it found to its records',
    sf: ['cert', 'health', '--target-org', org, '--publish', '--fail-on', 'never'],
    onFailure: `Run "sf cert health --target-org ${org}" for the report alone; it says which right is missing.`,
  };
}

/** Named credential, external credential, External Client App and their permission sets, filled in for this org. */
export function deployConnection(org: string, folder: string): Step {
  return {
    does: 'Deploys the connection of the app to its own org',
    sf: ['project', 'deploy', 'start', '--source-dir', 'connection', '--target-org', org, '--wait', '10'],
    folder,
    onFailure:
      'Where the org refuses the External Client App, create it in Setup as docs/guide/app.md says, and leave it out.',
  };
}

export function openConsole(org: string): Step {
  return {
    does: 'Opens the console',
    sf: ['org', 'open', '--target-org', org, '--path', '/lightning/n/Certificate_Health'],
    onFailure: 'Open Certificate Health in the App Launcher.',
  };
}
