/** How many small faults in the app's classes the Apex tests notice. */
import { basename } from 'node:path';
import type { Program } from '@cert-health/apex-runner';
import type { AppTests, Source } from './app-tests.ts';
import { run } from './app-tests.ts';
import { mutationsOf, spread } from './mutations.ts';
import type { Mutation } from './mutations.ts';
import { within } from './within.ts';

/** A fault may make a loop of no end; tests of a sound program take a few of these together. */
const LONGEST_RUN = 20_000;

/** `Class.method` of tests, by `path:line` of what they run. */
type TestsByLine = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Prints the faults that no test notices, and how many were noticed.
 *
 * @param count   How many faults, spread over the classes
 * @param classes Names of the classes to put them into; none: all that are no tests
 */
export function mutate(tests: AppTests, count: number, classes: readonly string[] = []): void {
  if (!Number.isInteger(count) || count < 1) throw new Error('--mutations takes how many, 1 or more.');
  const byLine = testsByLine(tests, tests.load(tests.sources));
  const isChosen = (path: string): boolean => classes.length === 0 || classes.includes(basename(path, '.cls'));
  const production = tests.sources.filter(({ path }) => !path.includes('/test/') && isChosen(path));
  if (production.length === 0) throw new Error(`No class to change: ${classes.join(', ')}.`);
  const all = production.flatMap((source) => mutationsOf(source.text).map((mutation) => ({ source, mutation })));
  let noticed = 0;
  const chosen = spread(all, count);
  for (const { source, mutation } of chosen) {
    const concerned = testsOf(byLine, source.path, mutation);
    if (concerned.size > 0 && isNoticed(tests, source, mutation, concerned)) noticed++;
    else {
      const [before, after] = [mutation.before, mutation.after].map((text) => text.trim().replace(/\s+/g, ' '));
      const why = concerned.size === 0 ? ' (no test runs this line)' : '';
      process.stdout.write(
        `not noticed: ${source.path}:${mutation.line}, ${mutation.kind}: ${before} → ${after}${why}\n`,
      );
    }
  }
  process.stdout.write(`${noticed} of ${chosen.length} faults noticed\n`);
}

function testsByLine(tests: AppTests, program: Program): TestsByLine {
  const found = new Map<string, Set<string>>(
    program.classes.flatMap(({ path, coverableLines }) =>
      coverableLines.map((line): [string, Set<string>] => [`${path}:${line}`, new Set()]),
    ),
  );
  const hits = program.coverage();
  run(tests, program, {
    hits,
    onResult: ({ className, method }) => {
      for (const { index, path, coverableLines } of program.classes)
        for (const line of coverableLines) {
          if ((hits[index]?.[line] ?? 0) > 0) found.get(`${path}:${line}`)?.add(`${className}.${method}`);
        }
      for (const lines of hits) lines.fill(0);
    },
  });
  return found;
}

/** Of a statement of several lines its first one is counted, of some none. */
function testsOf(byLine: TestsByLine, path: string, { line, statement, member }: Mutation): ReadonlySet<string> {
  const own = byLine.get(`${path}:${line}`) ?? byLine.get(`${path}:${statement}`);
  if (own) return own;
  const [from, to] = member;
  const lines = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return new Set(lines.flatMap((one) => [...(byLine.get(`${path}:${one}`) ?? [])]));
}

/** A fault that does not compile is noticed, and so is one that ends the run or keeps it from ending. */
function isNoticed(
  tests: AppTests,
  source: Source,
  { source: text }: Mutation,
  concerned: ReadonlySet<string>,
): boolean {
  const takeBack = tests.open.apex.savepoint();
  let failed = false;
  try {
    const program = tests.load(tests.sources.map((one) => (one === source ? { ...one, text } : one)));
    within(LONGEST_RUN, () =>
      run(tests, program, {
        isWanted: (className, method) => concerned.has(`${className}.${method}`),
        onResult: ({ failure }) => {
          failed ||= failure !== undefined;
          return !failed;
        },
      }),
    );
  } catch {
    failed = true;
  } finally {
    takeBack();
  }
  return failed;
}
