import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Rule {
  readonly matches: RegExp;
  readonly foldersOnly: boolean;
  readonly includes: boolean;
}

/** Longer patterns are nobody's, and might take long to match. */
const longest = 300;

/**
 * Tells which files of a project are neither deployed nor retrieved: those that `.forceignore` names, by the rules of
 * .gitignore (Salesforce DX Developer Guide, "How to Exclude Source When Syncing or Converting").
 *
 * @returns undefined where there is no such file.
 */
export function forceIgnore(root: string): ((path: string) => boolean) | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, '.forceignore'), 'utf8');
  } catch {
    return undefined;
  }
  const rules = text.split(/\r?\n/).flatMap(ruleOf);
  return rules.length === 0 ? undefined : (path) => isIgnored(path, rules);
}

/** What lies in a folder that is ignored cannot be included again. */
function isIgnored(path: string, rules: readonly Rule[]): boolean {
  const steps = path.split('/');
  return steps.some((_, last) => {
    const isFolder = last < steps.length - 1;
    const part = steps.slice(0, last + 1).join('/');
    const rule = rules.findLast(({ matches, foldersOnly }) => (isFolder || !foldersOnly) && matches.test(part));
    return rule !== undefined && !rule.includes;
  });
}

function ruleOf(line: string): Rule[] {
  const written = line.replace(/^\ufeff/, '').replace(/(?<!\\)\s+$/, '');
  if (written === '' || written.startsWith('#') || written.length > longest) return [];
  const includes = written.startsWith('!');
  const pattern = (includes ? written.slice(1) : written).replace(/^\\(?=[#!])/, '');
  const foldersOnly = pattern.endsWith('/');
  const bare = pattern.replace(/\/+$/, '');
  if (bare === '') return [];
  const isAnchored = bare.includes('/');
  const matches = expressionOf(bare.replace(/^\//, ''), isAnchored);
  return matches ? [{ matches, foldersOnly, includes }] : [];
}

/** More of `**` are nobody's, and might take long to match. */
const mostFolders = 4;

const tokens = /\*\*\/|\/\*\*$|\*+|\?|\[[^\]]*\]|\\.|[^*?[\\]/g;

function expressionOf(pattern: string, isAnchored: boolean): RegExp | undefined {
  const parts = pattern.match(tokens) ?? [];
  if (parts.filter((part) => part.includes('**')).length > mostFolders) return undefined;
  let body = '';
  let groups = 0;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as string;
    if (!isStar(part)) body += expressionOfPart(part);
    else {
      const next = parts.findIndex((other, place) => place > at && (other.includes('*') || other === '/'));
      const between = parts.slice(at + 1, next < 0 ? undefined : next);
      const chunk = between.map(expressionOfPart).join('');
      // Where another star follows in the same name, the first place that fits is as good as any: no other is tried.
      body += next >= 0 && isStar(parts[next] as string) ? `(?=([^/]*?${chunk}))\\${++groups}` : `[^/]*${chunk}`;
      at += between.length;
    }
  }
  try {
    return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${body}$`);
  } catch {
    return undefined;
  }
}

function isStar(part: string): boolean {
  return part.startsWith('*') && !part.endsWith('/');
}

function expressionOfPart(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '/**') return '/.+';
  if (part === '?') return '[^/]';
  if (part.length > 1 && part.startsWith('[')) return part.replace(/^\[!/, '[^');
  return part.replace(/^\\/, '').replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
