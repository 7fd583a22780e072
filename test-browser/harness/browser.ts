import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Another one can be named. */
const installed = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Nothing that Chromium does on its own account, and nothing that a container lacks. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the machine's Chromium, or else the one that comes as a package. */
export async function launch(): Promise<Browser> {
  if (existsSync(installed)) return started(installed);
  const { default: packaged } = await import('@sparticuz/chromium');
  // Its own arguments are for cloud functions: with a single process, pages of different contexts close each other.
  return started(await packaged.executablePath());
}

function started(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: quiet, env: { ...process.env, TMPDIR: ownTemporary() } });
}

/** Chromium leaves a file that it was writing when it is closed; what is in a folder of its own goes with this process. */
function ownTemporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
