/**
 * The app into an org that is there already: `npm run org:deploy -- --target-org NAME [--check]`.
 * With --check the org only validates it, with --print the commands are only shown.
 */
import { explain, optionsOf, root } from '../project.ts';
import { pinnedSf, runSteps, type Step } from './step.ts';
import { assign, deployApp, publishFirstScan, targetOptions } from './steps.ts';

export function deployment(argv: readonly string[]): { steps: readonly Step[]; print: boolean } {
  const values = optionsOf(targetOptions, argv);
  const org = values['target-org'];
  if (org === undefined) throw new Error('Say which org gets the app: --target-org NAME.');
  const deploy = deployApp(org);
  if (values.check) {
    return {
      steps: [
        { ...deploy, does: 'Lets the org validate the app, without deploying it', sf: [...deploy.sf, '--dry-run'] },
      ],
      print: values.print,
    };
  }
  return { steps: [deploy, assign(org, ['CertHealth_Admin']), publishFirstScan(org)], print: values.print };
}

async function start(): Promise<void> {
  const { steps, print } = deployment(process.argv.slice(2));
  await runSteps(steps, { print, root, sf: pinnedSf, say: (line) => process.stdout.write(`${line}\n`) });
}

if (import.meta.main) await start().catch(explain);
