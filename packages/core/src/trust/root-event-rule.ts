import { factsAsOf, rootEvents, type DatedRule, type RootEvent } from '../policy/index.ts';
import { knownRoot } from './known-root.ts';
import { mozillaHistory, type MozillaEvent } from './mozilla.ts';

/** The policy rule that states a cut-off. */
export function cutOffRule(program: RootEvent['program'], lastTrusted: string): { rule?: DatedRule<RootEvent> } {
  const rule = rootEvents.find(({ value }) => value?.program === program && value.lastTrusted === lastTrusted);
  return rule ? { rule } : {};
}

/** The policy rule that tells of a change of a root as a whole, or one made of the change itself. */
export function eventRule(event: MozillaEvent): DatedRule<RootEvent> {
  const stated = rootEvents.find(
    ({ value }) =>
      value?.program === 'mozilla' &&
      value.version === event.version &&
      value.action === event.change &&
      event.version !== undefined,
  );
  return (
    stated ?? {
      id: `mozilla.${event.change}.${event.sha256.slice(0, 8)}`,
      text: `NSS changed ${event.name}: ${event.change.replace('-', ' ')}.`,
      kind: 'root-event',
      from: `${event.day}T00:00:00Z`,
      appliesTo: 'public hierarchy',
      value: { program: 'mozilla', action: event.change, roots: [event.name] },
      source: { document: 'NSS certdata', section: event.version === undefined ? event.day : `NSS ${event.version}` },
      confidence: 'A',
      asOf: factsAsOf,
    }
  );
}

/** What people call a root; a part of its fingerprint where no name is known. */
export function rootName(sha256: string): string {
  return (
    knownRoot(sha256)?.name ??
    mozillaHistory().find((event) => event.sha256 === sha256)?.name ??
    `the root ${sha256.slice(0, 16)}…`
  );
}

/** When a change came, to follow a statement. */
export function inVersion({ version, day, exactDay }: MozillaEvent): string {
  const when = exactDay ? day : `after ${day}`;
  return version === undefined ? ` (${when})` : ` in NSS ${version} (${when})`;
}
