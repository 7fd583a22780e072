import { fitsPattern, isHeldInWaiting, nameOfHolding } from '@cert-health/core';
import type {
  HealthReport,
  PendingHolding,
  ReportCertificate,
  ReportHolding,
  ReportUse,
  UseId,
} from '@cert-health/core';
import { beginsAs } from './asked-name.ts';

/** Which certificates of an inventory are asked for; what is left out asks for all. */
export interface InventoryFilter {
  /** API name, label, a pattern of them with `*`, the first digits of a fingerprint, or what uses it. */
  readonly name?: string | undefined;
  /** Used for one of these. */
  readonly uses?: readonly UseId[] | undefined;
  /** Ends by so many days after the day that is judged, or has ended. What has no known end stays: it may end just as soon. */
  readonly endsWithin?: number | undefined;
}

type Inventory = Pick<HealthReport, 'asOf' | 'certificates' | 'pending' | 'uses'>;

const dayLong = 86_400_000;

/** The certificates of an inventory that are asked for. What could not be read stays, as nobody can say that it holds none. */
export function filterInventory<Report extends Inventory>(report: Report, filter: InventoryFilter): Report {
  const tests = [byName(report, filter), byUse(report, filter), byEnd(report, filter)];
  return {
    ...report,
    certificates: report.certificates.filter((certificate) => tests.every(({ held }) => held(certificate))),
    pending: report.pending.filter((holding) => tests.every(({ waiting }) => waiting(holding))),
  };
}

interface Test {
  readonly held: (certificate: ReportCertificate) => boolean;
  readonly waiting: (holding: PendingHolding) => boolean;
}

const everything: Test = { held: () => true, waiting: () => true };

function byName({ uses }: Inventory, { name }: InventoryFilter): Test {
  if (name === undefined) return everything;
  const is = (text: string | undefined): boolean => text !== undefined && fitsPattern(name, text);
  const isCalled = (one: ReportHolding): boolean => is(one.name) || is(one.label) || is(nameOfHolding(one));
  const user = usedIn(uses.filter(({ reference }) => is(reference.name) || is(reference.label)));
  return {
    held: (certificate) =>
      beginsAs(certificate.fingerprint, name) ||
      certificate.holdings.some((one) => !one.chainMember && isCalled(one)) ||
      user.held(certificate),
    waiting: (holding) => isCalled(holding) || user.waiting(holding),
  };
}

function byUse({ uses }: Inventory, { uses: asked }: InventoryFilter): Test {
  return asked === undefined ? everything : usedIn(uses.filter(({ use }) => use !== null && asked.includes(use)));
}

/** What certain places use: certificates, and by name what could not be read. */
function usedIn(uses: readonly ReportUse[]): Test {
  const certificates = new Set(uses.map(({ certificate }) => certificate));
  const names = new Set(uses.flatMap((use) => (use.certificate === null ? use.name : [])));
  return {
    held: ({ fingerprint }) => certificates.has(fingerprint),
    waiting: ({ name }) => names.has(name),
  };
}

function byEnd({ asOf }: Inventory, { endsWithin }: InventoryFilter): Test {
  if (endsWithin === undefined) return everything;
  const last = Date.parse(asOf) + endsWithin * dayLong;
  return {
    held: (certificate) => isHeldInWaiting(certificate) || Date.parse(certificate.notAfter) <= last,
    waiting: ({ expirationDate }) => expirationDate === undefined || Date.parse(expirationDate) <= last,
  };
}
