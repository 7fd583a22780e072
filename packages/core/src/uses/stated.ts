import type { RuleSource } from '../findings/model.ts';
import type { Confidence } from '../policy/rule.ts';
import type { ManagedBy, Rule, RuleValue, Stated, Use } from './model.ts';

/** What may be added to a statement that is not simply written in its source. */
interface Reservation {
  readonly confidence?: Confidence;
  readonly doubt?: string;
  readonly conflict?: Stated;
}

/** Confidence is `A` unless told: the primary text was read and says it. */
export function stated(statement: string, source: RuleSource, reservation: Reservation = {}): Stated {
  return { statement, source, confidence: 'A', ...reservation };
}

export function rule(value: RuleValue, statement: string, source: RuleSource, reservation: Reservation = {}): Rule {
  return { value, ...stated(statement, source, reservation) };
}

/** For what no source says: names the one that would have been expected to. */
export function unknown(statement: string, source: RuleSource): Rule {
  return rule('unknown', statement, source);
}

export function rotatedBy(who: ManagedBy, note: string, source: RuleSource): Use['rotates'] {
  return { who, note, source, confidence: 'A' };
}
