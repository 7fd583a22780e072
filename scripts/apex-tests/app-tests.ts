/** The app with its tests, loaded on the runner, in an org that it was just deployed to. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProgram, platform, runTests } from '@cert-health/apex-runner';
import type { Coverage, OrgUser, Program, TestResult } from '@cert-health/apex-runner';
import { openOrg, quietHarbor } from '@cert-health/practice-org';
import type { OpenOrg } from '@cert-health/practice-org';
import { root } from '../project.ts';

export interface AppTestOptions {
  /** Of whoever deploys; IANA name and `de_DE`. */
  readonly timeZone?: string;
  readonly locale?: string;
  /** The daily scan is scheduled already, by somebody else. */
  readonly scheduled?: boolean;
}

export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface AppTests {
  readonly open: OpenOrg;
  readonly user: OrgUser;
  readonly sources: readonly Source[];
  /** Checks and compiles the classes. Throws ApexErrors. */
  load(sources: readonly Source[]): Program;
}

export async function appTests({ timeZone, locale, scheduled = false }: AppTestOptions): Promise<AppTests> {
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new Error(`--time-zone takes an IANA name such as Asia/Tokyo, not ${timeZone}.`);
  if (locale !== undefined && !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(locale))
    throw new Error(`--locale takes one such as de_DE, not ${locale}.`);
  const company = await quietHarbor(new Date());
  const open = await openOrg(company, join(root, 'force-app', 'main'), () => new Date());
  const { org, apex } = open;
  const { userId } = company.identity;
  const row = org.table('User').find(userId) ?? {};
  org.writable('User').put({
    ...row,
    ...(timeZone === undefined ? {} : { TimeZoneSidKey: timeZone }),
    ...(locale === undefined ? {} : { LocaleSidKey: locale, LanguageLocaleKey: locale }),
  });
  if (scheduled)
    apex.keepJob({
      kind: 'schedule',
      className: 'ScheduledScan',
      by: userId,
      name: 'Certificate Health: daily scan',
      expression: '0 0 5 * * ?',
    });
  const user = apex.user(userId);
  if (!user) throw new Error('The org has no user to deploy.');
  const sources = globSync('force-app/**/*.cls', { cwd: root })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const load = (all: readonly Source[]): Program =>
    loadProgram({
      sources: all,
      schema: apex.schema,
      prepare: (soql) => apex.prepare(soql),
      hasLabel: (name) => apex.label(name) !== undefined,
      library: platform,
    });
  return { open, user, sources, load };
}

export function run(
  { open, user }: AppTests,
  program: Program,
  options: {
    readonly classes?: readonly string[];
    readonly hits?: Coverage;
    readonly isWanted?: (className: string, method: string) => boolean;
    readonly onResult?: (result: TestResult) => boolean | void;
  } = {},
): readonly TestResult[] {
  const { classes, isWanted, onResult, hits = program.coverage() } = options;
  return runTests({
    org: open.apex,
    program,
    user,
    hits,
    ...(classes ? { classes } : {}),
    ...(isWanted ? { isWanted } : {}),
    ...(onResult ? { onResult } : {}),
  });
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
