import { compareText } from '../health/order.ts';
import type { HealthReport, PendingHolding, ReportCertificate, ReportHolding, ReportUse } from '../health/report.ts';
import type { Finding } from '../findings/index.ts';
import { certificateKey } from './keys.ts';

/** One place that holds a certificate for its own sake, or will: a row of CertHealth_Certificate__c. */
export interface HeldPlace {
  readonly key: string;
  readonly holding: ReportHolding | PendingHolding;
  /** Undefined: none was read, `holding.reason` says why. */
  readonly certificate?: ReportCertificate;
}

/** The places of a report, and which of them its uses and findings mean. */
export interface HeldPlaces {
  /** In the order of their keys. */
  readonly all: readonly HeldPlace[];
  ofUse(use: ReportUse): HeldPlace | undefined;
  ofFinding(finding: Finding): HeldPlace | undefined;
  /** The source of the only holding of that name; undefined where there is none, or several. */
  sourceOfName(name: string): string | undefined;
}

export function heldPlaces(report: HealthReport): HeldPlaces {
  const all = withKeys([
    ...report.certificates.flatMap((certificate) =>
      certificate.holdings.filter(({ chainMember }) => !chainMember).map((holding) => ({ holding, certificate })),
    ),
    ...report.pending.map((holding) => ({ holding })),
  ]);
  const byFingerprint = Map.groupBy(all, ({ certificate }) => certificate?.fingerprint);
  const byName = Map.groupBy(all, ({ holding }) => holding.name);
  const byPlace = Map.groupBy(all, ({ holding }) => placeOf(holding));
  return {
    all,
    ofUse({ certificate, name, reference }) {
      const candidates = certificate === null ? unread(byName.get(name)) : (byFingerprint.get(certificate) ?? []);
      return (
        candidates.find(({ holding }) => holding.name === name && holding.source === reference.source) ??
        candidates.find(({ holding }) => holding.name === name) ??
        candidates[0]
      );
    },
    ofFinding({ holding, certificate }) {
      // What is about neither, such as a permission, is not about the places of which no certificate was read.
      const known = certificate === undefined ? [] : (byFingerprint.get(certificate) ?? []);
      const here = holding ? (byPlace.get(placeOf(holding)) ?? []) : known;
      return here.find((place) => place.certificate?.fingerprint === certificate) ?? here[0];
    },
    sourceOfName(name) {
      const sources = new Set(byName.get(name)?.map(({ holding }) => holding.source));
      return sources.size === 1 ? [...sources][0] : undefined;
    },
  };
}

function unread(places: readonly HeldPlace[] = []): readonly HeldPlace[] {
  return places.filter(({ certificate }) => certificate === undefined);
}

function placeOf({ source, name }: { readonly source: string; readonly name: string }): string {
  return `${source}\0${name}`;
}

/** A deleted record may still be listed beside its namesake: then the second one's key gets a number. */
function withKeys(places: readonly Omit<HeldPlace, 'key'>[]): HeldPlace[] {
  const counts = new Map<string, number>();
  return places
    .map((place) => ({ place, order: orderOf(place) }))
    .sort((a, b) => compareText(a.order, b.order))
    .map(({ place }) => {
      const at = placeOf(place.holding);
      const count = (counts.get(at) ?? 0) + 1;
      counts.set(at, count);
      const { source, name } = place.holding;
      return { ...place, key: certificateKey(source, count === 1 ? name : `${name}~${count}`) };
    });
}

function orderOf({ holding, certificate }: Omit<HeldPlace, 'key'>): string {
  const { source, name, id = '', path = '' } = holding;
  return [source, name, id, path, certificate?.fingerprint ?? '', JSON.stringify(holding)].join('\0');
}
