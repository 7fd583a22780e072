import byCheckLabel from '@salesforce/label/c.CertHealth_NotChecked_ByCheck';
import byChecksLabel from '@salesforce/label/c.CertHealth_NotChecked_ByChecks';
import checksLabel from '@salesforce/label/c.CertHealth_NotChecked_Checks';
import groupLabel from '@salesforce/label/c.CertHealth_NotChecked_Group';
import lastAskedLabel from '@salesforce/label/c.CertHealth_NotChecked_LastAsked';
import lastAskedPlainLabel from '@salesforce/label/c.CertHealth_NotChecked_LastAskedPlain';
import lastReadLabel from '@salesforce/label/c.CertHealth_NotChecked_LastRead';
import lastReadPlainLabel from '@salesforce/label/c.CertHealth_NotChecked_LastReadPlain';
import needsPermissionLabel from '@salesforce/label/c.CertHealth_NotChecked_NeedsPermission';
import neverReadLabel from '@salesforce/label/c.CertHealth_NotChecked_NeverRead';
import neverReadTriedLabel from '@salesforce/label/c.CertHealth_NotChecked_NeverReadTried';
import neverReasonLabel from '@salesforce/label/c.CertHealth_NotChecked_NeverReason';
import notAskedLabel from '@salesforce/label/c.CertHealth_NotChecked_NotAsked';
import placesLabel from '@salesforce/label/c.CertHealth_NotChecked_Places';
import scanAgainLabel from '@salesforce/label/c.CertHealth_NotChecked_ScanAgain';
import scanAgainPlainLabel from '@salesforce/label/c.CertHealth_NotChecked_ScanAgainPlain';
import staleLabel from '@salesforce/label/c.CertHealth_NotChecked_Stale';
import staleReasonLabel from '@salesforce/label/c.CertHealth_NotChecked_StaleReason';
import { checkCatalog } from 'c/certificateEngine';
import type { Gap } from 'c/healthRecords';
import { fill, listOf, moment, number, originWords, plural, when } from 'c/wording';

/** Entries of which the same is to be said. */
export interface SaidOfGaps {
  readonly key: string;
  readonly names: readonly { readonly key: string; readonly what: string }[];
  readonly reason: string;
  readonly fix: string;
  readonly read: string;
  readonly checks: string;
}

export interface GapGroup {
  readonly id: string;
  readonly title: string;
  readonly said: readonly SaidOfGaps[];
}

/** What was not checked: what could not be read, what was read too long ago, what checks could not decide. */
export function groupsOf(gaps: readonly Gap[], staleAfterDays: number): GapGroup[] {
  const group = (id: string, title: string, ...kinds: readonly Gap['kind'][]): GapGroup[] => {
    const own = gaps.filter(({ kind }) => kinds.includes(kind));
    return own.length === 0
      ? []
      : [{ id, title: fill(groupLabel, title, number(own.length)), said: together(own, staleAfterDays) }];
  };
  return [
    ...group('places', placesLabel, 'denied', 'failed'),
    ...group('stale', staleLabel, 'stale'),
    ...group('checks', checksLabel, 'undecided'),
    ...group('unasked', notAskedLabel, 'unasked'),
  ];
}

/** Many places with one reason are one entry, so that the reason is read. */
function together(gaps: readonly Gap[], staleAfterDays: number): SaidOfGaps[] {
  const all = gaps.map((gap) => ({ gap, said: wordsOf(gap, staleAfterDays) }));
  const same = Map.groupBy(all, ({ said }) => Object.values(said).join('\0'));
  return [...same].map(([key, entries]) => ({
    key,
    names: entries.map(({ gap }) => ({ key: gap.key, what: isOfCheck(gap) ? needsOf(gap.what) : gap.what })),
    ...(entries[0] as (typeof entries)[number]).said,
  }));
}

function wordsOf(gap: Gap, staleAfterDays: number): Omit<SaidOfGaps, 'key' | 'names'> {
  const { kind, reason, checks } = gap;
  return {
    reason: kind === 'stale' ? staleReason(gap, staleAfterDays) : sentence(reason),
    fix: fixOf(gap),
    read: isOfCheck(gap) ? askedWords(gap) : readWords(gap),
    checks: checks.length > 0 ? fill(plural(checks.length, byCheckLabel, byChecksLabel), listOf(checks)) : '',
  };
}

/** Said of a check, not of a place. */
function isOfCheck({ kind }: Gap): boolean {
  return kind === 'undecided' || kind === 'unasked';
}

/** What a check as a whole lacked, as a heading; its id would tell nobody anything. */
function needsOf(what: string): string {
  const needs = checkCatalog.find(({ id }) => id === what)?.needs;
  return needs ? `${needs.charAt(0).toUpperCase()}${needs.slice(1)}` : what;
}

/** The reasons of core say themselves what to do; a permission and a new scan are said here. */
function fixOf({ kind, permission, readBy, source = '' }: Gap): string {
  if (permission) return fill(needsPermissionLabel, permission);
  if (kind !== 'stale') return '';
  // Only who asks the network for it reads such a place again.
  const network =
    { 'network.crl': ' --network crl' }[source] ?? (source.startsWith('network.') ? ' --network all' : '');
  return readBy ? fill(scanAgainLabel, `${originWords(readBy)}${network}`) : scanAgainPlainLabel;
}

function staleReason({ lastReadAt }: Gap, staleAfterDays: number): string {
  return lastReadAt ? fill(staleReasonLabel, when(lastReadAt), number(staleAfterDays)) : neverReasonLabel;
}

function readWords({ lastReadAt, lastSeenAt, readBy }: Gap): string {
  if (!lastReadAt) return lastSeenAt ? fill(neverReadTriedLabel, moment(lastSeenAt)) : neverReadLabel;
  return readBy
    ? fill(lastReadLabel, moment(lastReadAt), originWords(readBy))
    : fill(lastReadPlainLabel, moment(lastReadAt));
}

/** What nobody asked for this time may have been asked before. */
function askedWords({ lastReadAt, readBy }: Gap): string {
  if (!lastReadAt) return '';
  return readBy
    ? fill(lastAskedLabel, moment(lastReadAt), originWords(readBy))
    : fill(lastAskedPlainLabel, moment(lastReadAt));
}

function sentence(text: string): string {
  // A user name stays as it is, and so does a path.
  const begun = /^\S*[@./\\_]\S/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return begun === '' || /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
