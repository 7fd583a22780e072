/**
 * The picture of the app in the README: the home page, as `npm start` shows it after its two scans. Leave that running, and give
 * the address of the console that it printed.
 *
 *   node_modules/.bin/node scripts/readme-picture.ts http://127.0.0.1:PORT/console
 */
import { join } from 'node:path';
import { launch } from '../test-browser/harness/browser.ts';
import { explain, root } from './project.ts';

/** Long enough for the app's Apex to be compiled at the first call. */
const patience = 60_000;

async function picture(address: string | undefined): Promise<void> {
  if (!address)
    throw new Error('Say where the console is: start it with npm start, and give the address that it prints.');
  const browser = await launch();
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
      timezoneId: 'America/Los_Angeles',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(address);
    // The last part of the page that comes: the forecast.
    await page.getByText('How this is counted').waitFor({ timeout: patience });
    const path = join(root, 'docs', 'images', 'console-home.png');
    await page.screenshot({ path, fullPage: true });
    process.stdout.write(`Wrote ${path}\n`);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) await picture(process.argv[2]).catch(explain);
