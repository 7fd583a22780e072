import { Messages, SfError } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { failOnWords } from './fail-on.ts';
import type { FailOn } from './fail-on.ts';
import { passwordFileFlag } from './password-flag.ts';
import { parseAsOf } from './as-of.ts';
import { parseEndsWithin } from './ends-within.ts';
import { parseThreshold } from './thresholds.ts';
import type { Threshold } from './thresholds.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inputs');

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

/** What to look at; every command that takes an inventory shares these. */
export const inputFlags = {
  // No default here: the default org is asked for only when nothing else was given, as looking at it may take a call.
  'target-org': Flags.optionalOrg({
    char: 'o',
    default: () => Promise.resolve(undefined),
    defaultHelp: () => Promise.resolve(undefined),
    summary: messages.getMessage('flags.target-org.summary'),
    description: messages.getMessage('flags.target-org.description'),
  }),
  'source-dir': Flags.string({
    char: 'd',
    multiple: true,
    multipleNonGreedy: true,
    summary: messages.getMessage('flags.source-dir.summary'),
    description: messages.getMessage('flags.source-dir.description'),
  }),
  file: Flags.string({
    char: 'f',
    multiple: true,
    multipleNonGreedy: true,
    summary: messages.getMessage('flags.file.summary'),
    description: messages.getMessage('flags.file.description'),
  }),
  'password-file': passwordFileFlag,
  'api-version': Flags.orgApiVersion(),
};

/** `--as-of`: the day that is judged. */
export const asOfFlag = Flags.custom<Date>({
  summary: messages.getMessage('flags.as-of.summary'),
  description: messages.getMessage('flags.as-of.description'),
  parse: (text) => {
    const date = parseAsOf(text);
    return date ? Promise.resolve(date) : Promise.reject(usage(messages.getMessage('errors.as-of', [text])));
  },
});

/** `33%` or `30d`. */
export const thresholdFlag = Flags.custom<Threshold>({
  parse: (text) => {
    const threshold = parseThreshold(text);
    return threshold
      ? Promise.resolve(threshold)
      : Promise.reject(usage(messages.getMessage('errors.threshold', [text])));
  },
});

/** `--output-file`: refused before the scan when the report could not be written. */
export const outputFileFlag = Flags.custom<string>({
  parse: async (path) => {
    // Loaded only where the flag is used: the formats come with everything that reads certificates.
    const { outputFileProblem } = await import('./output-file.ts');
    const problem = outputFileProblem(path);
    if (problem) throw usage(problem);
    return path;
  },
});

/** `--fail-on`: people say "note" where reports spell `info`. */
export const failOnFlag = Flags.custom<FailOn>({
  options: failOnWords,
  default: 'critical',
  parse: (text) => Promise.resolve(text === 'note' ? 'info' : (text as FailOn)),
});

/** `--output-file` of an inventory. */
export const listFileFlag = Flags.custom<string>({
  parse: async (path) => {
    const { listFileProblem } = await import('./list-file.ts');
    const problem = listFileProblem(path);
    if (problem) throw usage(problem);
    return path;
  },
});

/** Seconds, also parts of one. */
export const secondsFlag = Flags.custom<number>({
  parse: (text) => {
    const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
    return seconds > 0 && seconds <= 3600
      ? Promise.resolve(seconds)
      : Promise.reject(usage(messages.getMessage('errors.seconds', [text])));
  },
});

/** `--ends-within`, in days. */
export const endsWithinFlag = Flags.custom<number>({
  parse: (text) => {
    const days = parseEndsWithin(text);
    return days === undefined
      ? Promise.reject(usage(messages.getMessage('errors.ends-within', [text])))
      : Promise.resolve(days);
  },
});
