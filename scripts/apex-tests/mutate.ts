/** How many small faults in the app's classes the Apex tests notice. */
import type { AppTests } from './app-tests.ts';
import { run } from './app-tests.ts';
import { mutationsOf, spread } from './mutations.ts';

/** Lines that a statement has at most. */
const LONGEST_STATEMENT = 40;

/** Prints the faults that no test notices, and how many were noticed. */
export function mutate(tests: AppTests, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new Error('--mutations takes how many, 1 or more.');
  const byLine = testsByLine(tests);
  const production = tests.sources.filter(({ path }) => !path.includes('/test/'));
  const all = production.flatMap((source) => mutationsOf(source.text).map((mutation) => ({ source, mutation })));
  let noticed = 0;
  const chosen = spread(all, count);
  for (const { source, mutation } of chosen) {
    const sources = tests.sources.map((one) => (one === source ? { ...one, text: mutation.source } : one));
    const concerned = [...testsOf(byLine, source.path, mutation.line)];
    if (concerned.length > 0 && isNoticed(tests, sources, concerned)) noticed++;
    else {
      const [before, after] = [mutation.before, mutation.after].map((text) => text.trim().replace(/\s+/g, ' '));
      const why = concerned.length === 0 ? ' (no test runs this line)' : '';
      process.stdout.write(
        `not noticed: ${source.path}:${mutation.line}, ${mutation.kind}: ${before} → ${after}${why}\n`,
      );
    }
  }
  process.stdout.write(`${noticed} of ${chosen.length} faults noticed\n`);
}

/** Test classes by the lines that they run. */
function testsByLine(tests: AppTests): ReadonlyMap<string, ReadonlySet<string>> {
  const program = tests.load(tests.sources);
  const found = new Map<string, Set<string>>();
  const classes = program.classes.filter(
    ({ isTest, isTopLevel, members }) => isTest && isTopLevel && members.some(({ isTestMethod }) => isTestMethod),
  );
  for (const { name } of classes) {
    const hits = program.coverage();
    run(tests, program, { classes: [name], hits });
    for (const { index, path, coverableLines } of program.classes)
      for (const line of coverableLines) {
        if ((hits[index]?.[line] ?? 0) === 0) continue;
        const key = `${path}:${line}`;
        found.set(key, (found.get(key) ?? new Set()).add(name));
      }
  }
  return found;
}

/** Of a statement of several lines its first one is counted. */
function testsOf(byLine: ReadonlyMap<string, ReadonlySet<string>>, path: string, line: number): ReadonlySet<string> {
  for (let at = line; at > Math.max(0, line - LONGEST_STATEMENT); at--) {
    const found = byLine.get(`${path}:${at}`);
    if (found) return found;
  }
  return new Set();
}

/** A fault that does not compile is noticed as well. */
function isNoticed(tests: AppTests, sources: AppTests['sources'], classes: readonly string[]): boolean {
  let program;
  try {
    program = tests.load(sources);
  } catch {
    return true;
  }
  let failed = false;
  try {
    run(tests, program, {
      classes,
      onResult: ({ failure }) => {
        failed ||= failure !== undefined;
        return !failed;
      },
    });
  } catch {
    // What ends the runner would end the platform's run too.
    return true;
  }
  return failed;
}
