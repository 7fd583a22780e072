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

/** Parses every class below a folder. One that cannot be parsed is an issue and no file. */
export function apexFiles(folder: string): { readonly files: readonly ApexFile[]; readonly issues: readonly Issue[] } {
  const files: ApexFile[] = [];
  const issues: Issue[] = [];
  for (const file of globSync('**/*.cls', { cwd: folder })) {
    const listener = new FirstError();
    const { parser } = ApexParserFactory.createLexerAndParser(readFileSync(join(folder, file), 'utf8'), listener);
    const tree = parser.compilationUnit() as unknown as Tree;
    if (listener.found)
      issues.push({ file, line: listener.found.line, message: `Not valid Apex: ${listener.found.message}.` });
    else files.push({ file, tree });
  }
  return { files, issues };
}

export function childrenOf(tree: Tree): readonly Tree[] {
  return (tree as { children?: readonly Tree[] | null }).children ?? [];
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
