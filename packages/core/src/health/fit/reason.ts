import { citationOf } from '../../findings/index.ts';
import type { RuleSource } from '../../findings/index.ts';

/** A reason for or against a use, and how it weighs: `remark` decides nothing. */
export interface Reason {
  readonly weighs: 'no' | 'unknown' | 'yes' | 'remark';
  /** A sentence or two. */
  readonly text: string;
  /** "Document, section". */
  readonly rule: string;
  /** A sentence: what must be so besides, which a certificate does not show. */
  readonly onlyIf?: string;
}

export function reason(weighs: Reason['weighs'], text: string, source: RuleSource, onlyIf?: string): Reason {
  return { weighs, text, rule: citationOf(source), ...(onlyIf === undefined ? {} : { onlyIf }) };
}

/** Titles are clauses that begin with a label. */
export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
