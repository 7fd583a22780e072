import { LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { conflictingLevels, defaultSettings, withHarmlessQuotes, withLevels } from '@cert-health/core';
import type { Decisions, LevelConflict, Levels, UseId } from '@cert-health/core';
import { conflictWords, levelOf } from '../options/thresholds.ts';
import { readText } from './read-text.ts';
import { problemLine, SettingsError } from './settings-error.ts';
import type { RotationSettings } from './rotation-shape.ts';
import { settingsShape } from './settings-shape.ts';
import type { WrittenLevels, WrittenSettings } from './settings-shape.ts';
import { Notes } from './shape.ts';
import { rotationConflicts } from './rotation-conflicts.ts';

/** What a settings file decides. */
export type FileDecisions = Decisions &
  Required<Pick<Decisions, 'waivers'>> & {
    /** How certificates are renewed; undefined where the file does not say. */
    readonly rotation?: RotationSettings;
  };

/** @throws {SettingsError} when the file cannot be read or says what cannot be understood. */
export function readSettingsFile(path: string, today: Date): FileDecisions {
  return readSettings(readText(path, 'The settings file'), path, today);
}

/**
 * Reads the text of a settings file; what it does not say is as by default.
 *
 * @param path As people know it; it stands in messages.
 * @param today The day to which the end of waivers is counted.
 * @throws {SettingsError} with one line for each mistake.
 */
export function readSettings(content: string, path: string, today: Date): FileDecisions {
  const lineCounter = new LineCounter();
  // In the failsafe schema every value is text: "no", 1.10 and 2027-01-31 stay what was written.
  const document = parseDocument(content, { lineCounter, schema: 'failsafe', prettyErrors: false });
  const notes = new Notes(lineCounter, document, today);
  for (const { pos, message } of document.errors) {
    const { line, col } = lineCounter.linePos(pos[0]);
    notes.problems.push({
      line,
      column: col,
      message: `This is not valid YAML: ${withHarmlessQuotes(message).replace(/\.?$/, '.')}`,
    });
  }
  const written = notes.problems.length === 0 && document.contents ? settingsShape.read(document.contents, notes) : {};
  const decisions = written && notes.problems.length === 0 ? decisionsOf(written) : undefined;
  for (const conflict of decisions ? conflictingLevels(decisions.settings) : []) {
    notes.add(
      nodeOf(conflict, document, written),
      `${conflictWords(conflict)}; write a critical-at that is no more than warn-at.`,
    );
  }
  for (const { path: keys, message } of rotationConflicts(decisions?.rotation ?? {})) {
    notes.add((document.getIn(['rotation', ...keys], true) ?? document.contents) as Node, message);
  }
  if (notes.problems.length > 0 || !decisions) {
    throw new SettingsError(notes.problems.map((problem) => problemLine(path, problem)).join('\n'));
  }
  return decisions;
}

/** Where levels stand that contradict each other, as near as it can be told. */
function nodeOf(
  { use, certificate }: LevelConflict,
  document: Document.Parsed,
  written: WrittenSettings | undefined,
): Node {
  const entry = (written?.thresholds?.certificates ?? []).findIndex((one) => one.certificate === certificate);
  const path = certificate !== undefined ? ['certificates', entry] : use !== undefined ? ['uses', use] : [];
  return (document.getIn(['thresholds', ...path], true) ?? document.contents) as Node;
}

function decisionsOf({ thresholds = {}, owners, waivers = [], rotation, ...written }: WrittenSettings): FileDecisions {
  const { uses, certificates } = thresholds;
  const checksOff = written['checks-off'];
  const expiring = defaultSettings.expiring;
  const pendingDays = thresholds['pending-signature'];
  return {
    settings: {
      ...defaultSettings,
      expiring: {
        ...expiring,
        ...withLevels(expiring, levelsOf(thresholds)),
        ...given('longestLifetimeDays', thresholds['longest-lifetime']),
        ...given('assumedLifetimeDays', thresholds['assumed-lifetime']),
        ...given('perUse', uses && perUse(uses)),
        ...given(
          'perCertificate',
          certificates?.map(({ certificate, ...levels }) => ({ certificate, ...levelsOf(levels) })),
        ),
      },
      ...given('pendingSignature', pendingDays === undefined ? undefined : { warningDays: pendingDays }),
      ...given('owners', owners),
      ...given('checksOff', checksOff),
    },
    waivers,
    ...given('rotation', rotation),
  };
}

function perUse(uses: Readonly<Partial<Record<UseId, WrittenLevels>>>): Partial<Record<UseId, Levels>> {
  return Object.fromEntries(Object.entries(uses).map(([use, levels]) => [use, levelsOf(levels)]));
}

function levelsOf(written: WrittenLevels): Levels {
  return { ...levelOf('warning', written['warn-at']), ...levelOf('critical', written['critical-at']) };
}

/** A property that is there only when it has a value. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [N in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };
}
