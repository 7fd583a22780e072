import { existsSync } from 'node:fs';
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
  if (existsSync(installed)) return chromium.launch({ executablePath: installed, args: quiet });
  const { default: packaged } = await import('@sparticuz/chromium');
  // Its own arguments are for cloud functions: with a single process, pages of different contexts close each other.
  return chromium.launch({ executablePath: await packaged.executablePath(), args: quiet });
}
