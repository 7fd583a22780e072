import type { PublicationCounts, ScanChanges } from './publication.ts';

type ChangeLists = Omit<ScanChanges, 'more'>;

const MOST = 50;
const LONGEST_TEXT = 200;
const LONGEST_CHANGES = 131_072;

/** The first of each list, in the order of keys, as many as fit into the field that keeps them. */
export function shortened(lists: ChangeLists): ScanChanges {
  for (let most = MOST; ; most = Math.floor(most / 2)) {
    const changes = withAtMost(lists, most);
    if (most === 0 || JSON.stringify(changes).length <= LONGEST_CHANGES) return changes;
  }
}

function withAtMost(lists: ChangeLists, most: number): ScanChanges {
  let more = 0;
  const first = <Entry extends object>(entries: readonly Entry[]): Entry[] => {
    more += Math.max(0, entries.length - most);
    return entries.slice(0, most).map(withShortTexts);
  };
  return {
    appeared: first(lists.appeared),
    worse: first(lists.worse),
    resolved: first(lists.resolved),
    renewed: first(lists.renewed),
    certificatesAdded: first(lists.certificatesAdded),
    certificatesGone: first(lists.certificatesGone),
    more,
  };
}

/** Keys stay whole: what is shown is found by them. */
function withShortTexts<Entry extends object>(entry: Entry): Entry {
  const short = Object.entries(entry).map(([name, value]: [string, unknown]) =>
    name !== 'key' && typeof value === 'string' && value.length > LONGEST_TEXT
      ? [name, `${value.slice(0, LONGEST_TEXT).toWellFormed()}…`]
      : [name, value],
  );
  return Object.fromEntries(short) as Entry;
}

export function countsOf(lists: ChangeLists): Omit<PublicationCounts, 'certificates' | 'rows'> {
  return {
    appeared: lists.appeared.length,
    worse: lists.worse.length,
    resolved: lists.resolved.length,
    renewed: lists.renewed.length,
    certificatesAdded: lists.certificatesAdded.length,
    certificatesGone: lists.certificatesGone.length,
  };
}
