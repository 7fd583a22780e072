import type { SignatureVerifier } from '../chain/index.ts';
import type { Check, CheckContext, KnownRevocations, KnownServer } from '../checks/index.ts';
import { checkCatalog, verifyHeldChains } from '../checks/index.ts';
import { isLeftover } from '../checks/stake.ts';
import type { Settings } from '../findings/index.ts';
import { defaultSettings } from '../findings/index.ts';
import { citationOf, explainCommand, lasting } from '../findings/wording.ts';
import type { Inventory, ServiceProvider } from '../inventory/index.ts';
import { withDistinctNames, withoutServers } from '../inventory/index.ts';
import { withoutKeysIn } from '../secrets/index.ts';
import type { TrustStore } from '../trust/index.ts';
import type { OtherUse, ResolvedUse } from '../uses/index.ts';
import { atItsEnd, buildUseMap, serviceProvidersIn, stopsAtItsEnd } from '../uses/index.ts';
import { calmed } from './calmed.ts';
import { certificatesOf, pendingOf } from './certificates.ts';
import { checkResults } from './check-results.ts';
import type { CheckResultRow } from './check-results.ts';
import { decide } from './decide.ts';
import type { Decisions } from './decide.ts';
import { forecastOf } from './forecast.ts';
import { judgedBy } from './judged-by.ts';
import type { FileSum } from './judged-by.ts';
import { makeCheck } from './make-check.ts';
import type { MadeCheck } from './make-check.ts';
import { compareFindings, compareText, inOrder } from './order.ts';
import { pathOf } from './path.ts';
import type { HealthReport, ReportDecisions, ReportUse } from './report.ts';
import { saidOnce } from './said-once.ts';
import type { Found } from './said-once.ts';
import { withDistinctTitles } from './distinct-titles.ts';
import { summaryOf } from './summary.ts';
import { withUsers } from './finding-users.ts';
import { toldTogether } from './told-together.ts';

export interface EvaluationOptions extends Omit<Decisions, 'settings'> {
  /** The moment that is judged, by the rules in force then. */
  readonly at: Date;
  /** When the scan ran. It is copied into the report, and the age of the data that is built in is counted to it. */
  readonly generatedAt: Date;
  readonly settings?: Settings;
  /** The file that the settings were read from, for whoever asks later by what a report was judged. */
  readonly settingsFile?: FileSum;
  /** The checks to run; all of them unless told. */
  readonly checks?: readonly Check[];
  /** The org's own list of roots (see `salesforceTrustStore`); no other list stands in for it. */
  readonly trustStore?: TrustStore;
  /** What revocation lists say, by fingerprint; left out: nobody asked for them, and the report says so. */
  readonly revocation?: KnownRevocations;
  /** Called servers as they were judged (see `judgeServers`), their certificates among the holdings; left out: nobody looked. */
  readonly servers?: readonly KnownServer[];
  /** Who verifies signatures; default: node:crypto where there is one, else WebCrypto. */
  readonly signatures?: SignatureVerifier;
}

/**
 * Judges an inventory: runs the catalog over it and puts what it says in order, soonest trouble first.
 * The same inventory in any order gives the same report; nothing but the arguments decides.
 */
export async function evaluate(unordered: Inventory, options: EvaluationOptions): Promise<HealthReport> {
  return (await judged(unordered, options)).report;
}

/** A report, and how each check ended for each certificate. */
export interface FullEvaluation {
  readonly report: HealthReport;
  readonly results: readonly CheckResultRow[];
}

/** The same with the result of every check on every certificate, what passed included: the evidence behind a report. */
export async function evaluateInFull(unordered: Inventory, options: EvaluationOptions): Promise<FullEvaluation> {
  const { report, results } = await judged(unordered, options);
  return { report, results: results() };
}

async function judged(
  unordered: Inventory,
  options: EvaluationOptions,
): Promise<{ readonly report: HealthReport; readonly results: () => readonly CheckResultRow[] }> {
  const inventory = named(inOrder(unordered));
  const { at, generatedAt, settings = defaultSettings, trustStore, revocation, servers, signatures } = options;
  const catalog = options.checks ?? checkCatalog;
  const checks = catalog.filter(({ id }) => !settings.checksOff?.includes(id));
  const uses = buildUseMap(inventory);
  const verifiedChains = await verifyHeldChains(inventory, signatures, trustStore);
  const context: CheckContext = {
    inventory,
    at,
    generatedAt,
    settings,
    uses,
    verifiedChains,
    ...(trustStore ? { trustStore } : {}),
    ...(revocation ? { revocation } : {}),
    ...(servers ? { servers } : {}),
  };
  const contextFor = contextsOf(context, checks);
  const made = checks.map((check) => {
    const own = contextFor(check);
    return { ...calmed(makeCheck(check, own), context), given: new Set(own.inventory.holdings) };
  });
  const found = withDistinctIds(saidOnce(made.flatMap(foundBy)));
  const notChecked = made.flatMap((one) => one.notChecked);
  const decided = made.flatMap((one) => one.decided ?? []);
  const judged = decide(
    found.map(({ finding }) => finding),
    { inventory, decided, at },
    { ...options, settings },
  );
  const { known, decisions, waiversDecided } = judged;
  const groups = new Map(
    found.flatMap(({ finding, check, group }) =>
      group === undefined ? [] : [[finding.id, { check, group }] as const],
    ),
  );
  const described = {
    certificates: certificatesOf(inventory, at, (holding) => pathOf(holding, context)),
    pending: pendingOf(inventory),
    uses: [...uses.uses, ...uses.others].map((entry) => describeUse(entry, serviceProvidersIn(inventory))),
  };
  const told = withDistinctTitles(toldTogether(judged.findings, groups, at)).sort(compareFindings);
  const findings = withUsers(told, described);
  // Whoever reads an inventory leaves keys out of it. This is for what nobody thought of.
  const report = withoutKeysIn<HealthReport>({
    schemaVersion: '1',
    generatedAt: generatedAt.toISOString(),
    asOf: at.toISOString(),
    org: inventory.org,
    tool: judgedBy({ inventory, settings, settingsFile: options.settingsFile, trustStore }),
    summary: summaryOf({ inventory, findings, known, notChecked, at }),
    sources: inventory.sources,
    ...described,
    findings,
    notChecked: [...notChecked].sort(
      (a, b) => compareText(a.check, b.check) || compareText(a.subject ?? '', b.subject ?? ''),
    ),
    decided: [...decided, ...waiversDecided.map((check) => ({ check }))],
    forecast: forecastOf(inventory, uses, at),
    ...(decisions ? { decisions: withUsersInKnown(decisions, described) } : {}),
  });
  // Evidence is read long after the scan.
  const lastingly = (row: CheckResultRow): CheckResultRow =>
    row.detail === undefined ? row : { ...row, detail: lasting(row.detail, at) };
  return { report, results: () => withoutKeysIn(checkResults(catalog, made, inventory).map(lastingly)) };
}

function withUsersInKnown(
  { known, ...decisions }: ReportDecisions,
  described: Pick<HealthReport, 'certificates' | 'pending' | 'uses'>,
): ReportDecisions {
  return known ? { ...decisions, known: { ...known, findings: withUsers(known.findings, described) } } : decisions;
}

/**
 * What each check is given. One note says of a leftover all there is to say, unless the check that does is off; and what is
 * true only of this side's own certificates is not asked of those of called servers.
 */
function contextsOf(context: CheckContext, checks: readonly Check[]): (check: Check) => CheckContext {
  const kept = checks.some(({ leftovers }) => leftovers) ? lessLeftovers(context) : context;
  const own = (one: CheckContext): CheckContext => ({ ...one, inventory: withoutServers(one.inventory) });
  const [ownOfAll, ownOfKept] = [own(context), own(kept)];
  return ({ leftovers, servers }) => (servers ? (leftovers ? context : kept) : leftovers ? ownOfAll : ownOfKept);
}

function lessLeftovers(context: CheckContext): CheckContext {
  const holdings = context.inventory.holdings.filter((holding) => !isLeftover(context, holding));
  return { ...context, inventory: { ...context.inventory, holdings } };
}

function named(inventory: Inventory): Inventory {
  return { ...inventory, holdings: withDistinctNames(inventory.holdings, inventory.sources) };
}

function describeUse(
  entry: ResolvedUse | OtherUse,
  serviceProviders: readonly ServiceProvider[] | undefined,
): ReportUse {
  const { certificate, name, target, resolved, reference, managedBy } = entry;
  return {
    use: 'use' in entry ? entry.use : null,
    certificate,
    name,
    ...(target === undefined ? {} : { target }),
    resolved,
    reference,
    managedBy,
    breaks: atItsEnd(entry, serviceProviders),
    stops: stopsAtItsEnd(entry),
  };
}

function foundBy({ check, observations }: MadeCheck): Found[] {
  return observations.map(({ discriminator, source, group, alike, ...observation }): Found => ({
    finding: {
      id: [check.id, observation.holding?.source, observation.holding?.name, discriminator].filter(Boolean).join('/'),
      check: check.id,
      status: 'open',
      action: check.remedy,
      ...observation,
      source: citationOf(source ?? check.source),
      docs: explainCommand(check.id),
    },
    check,
    ...(group === undefined ? {} : { group }),
    ...(alike === undefined ? {} : { alike }),
  }));
}

/** Two holdings may share source and name (a deleted record still listed): the second one's id gets a number. */
function withDistinctIds(all: readonly Found[]): Found[] {
  const seen = new Map<string, number>();
  return all.map((found) => {
    const { finding } = found;
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? found : { ...found, finding: { ...finding, id: `${finding.id}~${count}` } };
  });
}
