/** Apex classes as parse trees. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';
import type { Issue } from './issue.ts';

export type Tree = ApexParserRuleContext;

export interface ApexFile {
  readonly file: string;
  readonly tree: Tree;
}

class FirstError extends ApexErrorListener {
  found: { readonly line: number; readonly message: string } | undefined;
  apexSyntaxError(line: number, _column: number, message: string): void {
    this.found ??= { line, message };
  }
}

/** Several gates ask for the same files; what was read once is read. */
const known = new Map<string, { readonly tree: Tree; readonly error: FirstError['found'] }>();

/** Parses every class below a folder. One that cannot be parsed is an issue and no file. */
export function apexFiles(folder: string): { readonly files: readonly ApexFile[]; readonly issues: readonly Issue[] } {
  const files: ApexFile[] = [];
  const issues: Issue[] = [];
  for (const file of globSync('**/*.cls', { cwd: folder })) {
    const { tree, error } = parsed(readFileSync(join(folder, file), 'utf8'));
    if (error) issues.push({ file, line: error.line, message: `Not valid Apex: ${error.message}.` });
    else files.push({ file, tree });
  }
  return { files, issues };
}

function parsed(source: string): { readonly tree: Tree; readonly error: FirstError['found'] } {
  const before = known.get(source);
  if (before) return before;
  const listener = new FirstError();
  const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
  const now = { tree: parser.compilationUnit() as unknown as Tree, error: listener.found };
  known.set(source, now);
  return now;
}

/** The parse tree of a class. Throws Error for one that cannot be parsed. */
export function parsedApex(source: string): Tree {
  const { tree, error } = parsed(source);
  if (error) throw new Error(`Not valid Apex: ${error.message}.`);
  return tree;
}

export function childrenOf(tree: Tree): readonly Tree[] {
  return (tree as { children?: readonly Tree[] | null }).children ?? [];
}

export function parentOf(tree: Tree): Tree | undefined {
  return (tree as { parentCtx?: Tree | null }).parentCtx ?? undefined;
}

/** The rule of the grammar that a node is: `Query`, `FieldName`. */
export function ruleOf(tree: Tree): string {
  return tree.constructor.name.replace(/Context$/, '');
}

export function lineOf(tree: Tree): number {
  return tree.start.line;
}

/** All nodes of a rule, at any depth. */
export function* nodes(tree: Tree, rule: string): Generator<Tree> {
  if (ruleOf(tree) === rule) yield tree;
  for (const child of childrenOf(tree)) yield* nodes(child, rule);
}
