import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import { typeDeclaration } from './declarations.ts';
import { UnreadSyntax } from './expressions.ts';
import { at } from './position.ts';
import type { ApexError, TypeDeclaration } from './tree.ts';

/** A file of a program: one class, interface or enum. */
export interface ParsedFile {
  readonly path: string;
  /** Undefined when the file has errors. */
  readonly declaration: TypeDeclaration | undefined;
  readonly errors: readonly ApexError[];
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const known = new WeakMap<SourceFile, ParsedFile>();

/** Reads a file once: of a program of which one file was changed, the others are read already. */
export function parsed(source: SourceFile): ParsedFile {
  const before = known.get(source);
  if (before) {
    return before;
  }
  const now = parse(source.path, source.text);
  known.set(source, now);
  return now;
}

/** Reads a file of Apex. */
export function parse(path: string, text: string): ParsedFile {
  const errors: ApexError[] = [];
  class Listener extends ApexErrorListener {
    override apexSyntaxError(line: number, column: number, message: string): void {
      errors.push({ path, line, column: column + 1, message });
    }
  }
  const { parser } = ApexParserFactory.createLexerAndParser(text, new Listener());
  const unit = parser.compilationUnit();
  if (errors.length > 0) {
    return { path, declaration: undefined, errors };
  }
  try {
    return { path, declaration: typeDeclaration(unit.typeDeclaration()), errors };
  } catch (error) {
    if (!(error instanceof UnreadSyntax)) {
      throw error;
    }
    return { path, declaration: undefined, errors: [{ path, ...at(error.context), message: error.message }] };
  }
}
