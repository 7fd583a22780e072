import type { Settings } from '../findings/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { factsAsOf } from '../policy/index.ts';
import { chromeStore, mozillaStore } from '../trust/index.ts';
import type { TrustStore } from '../trust/index.ts';
import { blindSpots } from '../uses/index.ts';
import { version } from '../version.ts';

/** A file that was read, so that two runs can be told to have gone by the same one. */
export interface FileSum {
  /** As people named it. */
  readonly path: string;
  /** SHA-256 of its octets, lower-case hex. */
  readonly sha256: string;
}

/** By what a report was judged: two reports can be compared where this is the same. */
export interface JudgedBy {
  /** Of core, plugin and app, which are released together. */
  readonly version: string;
  /** Day on which the dated rules that are built in were last gathered, ISO. */
  readonly rules: string;
  /** The root programs' lists that are built in. */
  readonly trustData: {
    readonly version: string;
    /** Day of the older one, ISO. */
    readonly date: string;
  };
  /** The org's own list of roots; null: none was given, and nothing was judged by one. */
  readonly orgList: {
    readonly label: string;
    /** ISO date; null: the list has none. */
    readonly date: string | null;
    readonly entries: number;
    /** Entries are missing from it, so that absence decides nothing. */
    readonly partial: boolean;
  } | null;
  readonly settings: {
    /** In force for this report: defaults, settings file and flags together. */
    readonly thresholds: Pick<Settings, 'expiring' | 'pendingSignature'>;
    /** Checks that were not made. */
    readonly checksOff: readonly string[];
    /** The settings file; null: there is none. */
    readonly file: string | null;
    /** SHA-256 of it. */
    readonly sha256: string | null;
  };
  /** With whose rights the org was read; null: no org was. */
  readonly rightsOf: string | null;
  /** What no API shows and no permission would: no report can rule it out. */
  readonly neverRead: readonly { readonly what: string; readonly why: string; readonly look: string }[];
}

export interface JudgingFacts {
  readonly inventory: Pick<Inventory, 'org'>;
  readonly settings: Settings;
  readonly settingsFile?: FileSum | undefined;
  readonly trustStore?: TrustStore | undefined;
}

export function judgedBy({ inventory, settings, settingsFile, trustStore }: JudgingFacts): JudgedBy {
  const { expiring, pendingSignature, checksOff = [] } = settings;
  const lists = [mozillaStore, chromeStore];
  const [oldest = ''] = lists.map(({ asOf = '' }) => asOf).sort();
  return {
    version,
    rules: factsAsOf,
    trustData: { version: lists.map((list) => list.version).join(', '), date: oldest },
    orgList: trustStore
      ? {
          label: trustStore.label,
          date: trustStore.asOf ?? null,
          entries: trustStore.anchors.length,
          partial: trustStore.partial,
        }
      : null,
    settings: {
      thresholds: { expiring, ...(pendingSignature ? { pendingSignature } : {}) },
      checksOff,
      file: settingsFile?.path ?? null,
      sha256: settingsFile?.sha256 ?? null,
    },
    rightsOf: inventory.org?.username ?? null,
    // Of a project nothing is asked of an API.
    neverRead: inventory.org
      ? blindSpots.map(({ label, reason, setup }) => ({ what: label, why: reason, look: setup }))
      : [],
  };
}
