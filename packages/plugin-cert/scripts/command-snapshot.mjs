// What scripts of our users rely on: commands, flags and their short forms. `--write` records it in command-snapshot.json.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Commands as they are compiled at the moment. */
export async function commandSnapshot() {
  const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
  await plugin.load();
  return Object.values(plugin.manifest.commands)
    .map(({ id, aliases, args, flags }) => ({
      command: id,
      aliases,
      args: Object.keys(args),
      flags: Object.keys(flags).sort(),
      flagChars: Object.values(flags)
        .flatMap(({ char }) => char ?? [])
        .sort(),
      flagOptions: Object.fromEntries(
        Object.values(flags).flatMap(({ name, options }) => (options ? [[name, options]] : [])),
      ),
    }))
    .sort((a, b) => (a.command < b.command ? -1 : 1));
}

if (argv.includes('--write')) {
  writeFileSync(join(root, 'command-snapshot.json'), `${JSON.stringify(await commandSnapshot(), null, 2)}\n`);
}
