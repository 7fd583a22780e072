/**
 * Takes the app out of an org, its records included: `npm run org:remove -- --target-org NAME [--check]`. Only for an app that
 * was deployed; a package is uninstalled in Setup. With --check the org only validates it, with --print it shows the commands.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, optionsOf, root } from '../project.ts';
import { pinnedSf, runSteps, type Step } from './step.ts';
import { targetOptions } from './steps.ts';

const folder = 'build/removal';
/** What goes with its object; `CustomLabels` is the file around the labels, which an org does not let go. */
const parts = ['CompactLayout', 'CustomField', 'CustomLabels', 'ListView', 'ValidationRule'];

/** Leaves out of a manifest what goes with something else that stands in it. */
export function withoutParts(manifest: string): string {
  return manifest.replaceAll(/ *<types>[\s\S]*?<name>(\w+)<\/name>\s*<\/types>\n?/g, (types, name: string) =>
    parts.includes(name) ? '' : types,
  );
}

/** A deployment that removes must also bring something; this brings nothing. */
export function emptyManifest(version: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    `    <version>${version}</version>`,
    '</Package>\n',
  ].join('\n');
}

export function removal(argv: readonly string[]): { list: Step; remove: Step; print: boolean } {
  const values = optionsOf(targetOptions, argv);
  const org = values['target-org'];
  if (org === undefined) throw new Error('Say from which org to take the app: --target-org NAME.');
  const manifests = ['--manifest', `${folder}/package.xml`];
  const list: Step = {
    does: 'Lists what the app consists of',
    sf: [
      ...['project', 'generate', 'manifest', '--source-dir', 'force-app', '--source-dir', 'optional'],
      ...['--type', 'destroy', '--output-dir', folder],
    ],
    onFailure: 'Check that force-app and optional are as you deployed them.',
  };
  const remove: Step = {
    does: values.check ? 'Lets the org validate the removal' : 'Removes the app and its records',
    sf: [
      ...['project', 'deploy', 'start', ...manifests, '--post-destructive-changes', `${folder}/destructiveChanges.xml`],
      ...['--target-org', org, '--wait', '30', ...(values.check ? ['--dry-run'] : [])],
    ],
    onFailure: 'Stop the scheduled scan in the console, take the permission sets away from people, and try again.',
  };
  return { list, remove, print: values.print };
}

async function start(): Promise<void> {
  const { list, remove, print } = removal(process.argv.slice(2));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (print) return runSteps([list, remove], { print, root, sf: pinnedSf, say });
  const target = join(root, folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await runSteps([list], { print, root, sf: pinnedSf, say });
  const changes = join(target, 'destructiveChanges.xml');
  const manifest = readFileSync(changes, 'utf8');
  writeFileSync(changes, withoutParts(manifest));
  writeFileSync(join(target, 'package.xml'), emptyManifest(/<version>([\d.]+)</.exec(manifest)?.[1] ?? '66.0'));
  await runSteps([remove], { print, root, sf: pinnedSf, say });
}

if (import.meta.main) await start().catch(explain);
