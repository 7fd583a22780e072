/**
 * The app in a real browser: builds its page and runs test-browser/ with Chromium, /usr/bin/chromium where it is there, else
 * the one of @sparticuz/chromium. Screenshots are kept in build/screenshots.
 *
 *   node scripts/test-browser.ts [file of test-browser …]
 */
import { buildConsole } from './build-console.ts';
import { explain, node, run } from './project.ts';

try {
  await buildConsole('development');
  await buildConsole('production');
  const files = process.argv.slice(2);
  const tests = files.length > 0 ? files : ['test-browser/**/*.test.ts'];
  // One after the other: each brings a browser and an org.
  await run(node, ['--conditions=source', '--test', '--test-concurrency=1', ...tests]);
} catch (error) {
  explain(error);
}
