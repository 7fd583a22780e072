/**
 * A scratch org with the app in it and a first scan: `npm run org:create -- --dev-hub NAME [--alias NAME] [--days N]`.
 * With --print it only shows the commands.
 */
import { explain, optionsOf, root } from '../project.ts';
import { pinnedSf, runSteps, type Step } from './step.ts';
import { assign, createScratchOrg, deployApp, deployDashboard, openConsole, publishFirstScan } from './steps.ts';

export function creation(argv: readonly string[]): { steps: readonly Step[]; print: boolean } {
  const values = optionsOf(
    {
      alias: { type: 'string', default: 'cert-health' },
      'dev-hub': { type: 'string' },
      days: { type: 'string', default: '7' },
      print: { type: 'boolean', default: false },
    },
    argv,
  );
  const { alias, days } = values;
  const devHub = values['dev-hub'];
  if (devHub === undefined) throw new Error('Say which Dev Hub makes the scratch org: --dev-hub NAME.');
  if (!/^([1-9]|[12]\d|30)$/.test(days)) throw new Error('--days is a number from 1 to 30.');
  return {
    steps: [
      createScratchOrg(alias, devHub, Number(days)),
      deployApp(alias),
      deployDashboard(alias),
      assign(alias, ['CertHealth_Admin']),
      publishFirstScan(alias),
      openConsole(alias),
    ],
    print: values.print,
  };
}

async function create(): Promise<void> {
  const { steps, print } = creation(process.argv.slice(2));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  await runSteps(steps, { print, root, sf: pinnedSf, say });
  say('For scans without anybody at a keyboard, set up the connection: npm run org:connect -- --target-org NAME');
}

if (import.meta.main) await create().catch(explain);
