import type { FoundInPlace } from './found-in-place.ts';
import type { Gap } from './gap.ts';
import { gapOfProblem } from './problem-gap.ts';
import type { Asked } from './problem-gap.ts';
import type { OrgSnapshot, SnapshotQuestion, SnapshotRows } from './snapshot.ts';

const asking = (what: string, through: Asked['through']): Asked => ({
  what,
  through,
  permission: 'View Setup and Configuration',
});

const questions: Readonly<Record<SnapshotQuestion, Asked>> = {
  organization: asking('which org this is', 'soql'),
  certificates: asking('the certificates', 'tooling'),
  samlSsoConfigs: asking('single sign-on settings', 'soql'),
  assignments: asking('who holds permissions', 'soql'),
  namedCredentials: asking('named credentials', 'tooling'),
  namedCredentialParameters: asking('the parameters of named credentials', 'tooling'),
  externalCredentials: asking('external credentials', 'tooling'),
  externalCredentialParameters: asking('the parameters of external credentials', 'tooling'),
  externalDataSources: asking('external data sources', 'tooling'),
};

/** The rows with which a question was answered, or why there are none. */
export function rowsOf<Question extends SnapshotQuestion>(
  { answers, org }: OrgSnapshot,
  question: Question,
): { readonly rows: readonly SnapshotRows[Question][] } | { readonly gap: Gap } {
  const answer = answers[question];
  if (answer && 'rows' in answer) return answer;
  return { gap: gapOfProblem(answer?.problem, questions[question], org.username) };
}

/** The same for a part of a place: what was not answered is a gap in what is found there. */
export function rowsFoundIn<Question extends SnapshotQuestion>(
  found: FoundInPlace,
  snapshot: OrgSnapshot,
  question: Question,
): readonly SnapshotRows[Question][] {
  const answer = rowsOf(snapshot, question);
  if ('rows' in answer) return answer.rows;
  found.gap(answer.gap);
  return [];
}
