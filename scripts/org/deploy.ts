/**
 * The app into an org that is there already: `npm run org:deploy -- --target-org NAME [--check] [--with-jobs]`.
 * With --check the org only validates it, with --print the commands are only shown. Where jobs of the app are scheduled or running
 * it deploys only with --with-jobs.
 */
import { explain, optionsOf, root } from '../project.ts';
import { askOrg, heedJobs } from './app-jobs.ts';
import { pinnedSf, runSteps, type Step } from './step.ts';
import { assign, deployApp, deployDashboard, publishFirstScan, targetOptions } from './steps.ts';

export interface Deployment {
  readonly org: string;
  readonly steps: readonly Step[];
  readonly print: boolean;
  /** Whether it goes on where jobs of the app wait or run. */
  readonly goesOn: boolean;
}

export function deployment(argv: readonly string[]): Deployment {
  const values = optionsOf({ ...targetOptions, 'with-jobs': { type: 'boolean', default: false } }, argv);
  const { print, check } = values;
  const org = values['target-org'];
  if (org === undefined) throw new Error('Say which org gets the app: --target-org NAME.');
  const deploy = deployApp(org);
  const validate = {
    ...deploy,
    does: 'Lets the org validate the app, without deploying it',
    sf: [...deploy.sf, '--dry-run'],
  };
  const steps = check
    ? [validate]
    : [deploy, deployDashboard(org), assign(org, ['CertHealth_Admin']), publishFirstScan(org)];
  return { org, steps, print, goesOn: check || values['with-jobs'] };
}

async function start(): Promise<void> {
  const { org, steps, print, goesOn } = deployment(process.argv.slice(2));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (!print) await heedJobs(askOrg(org), { goOn: goesOn, say });
  await runSteps(steps, { print, root, sf: pinnedSf, say });
}

if (import.meta.main) await start().catch(explain);
