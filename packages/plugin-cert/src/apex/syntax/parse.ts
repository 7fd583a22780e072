import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { ApexFile, Span, TypeDeclaration } from './model.ts';
import { readClassFile, readScriptFile, readTriggerFile } from './read-declaration.ts';

/** Apex that is not Apex: where, and what the parser expected. */
export class ApexSyntaxProblem extends Error {
  readonly line: number;
  /** 1-based. */
  readonly column: number;

  constructor(line: number, column: number, message: string) {
    super(message);
    this.name = 'ApexSyntaxProblem';
    this.line = line;
    this.column = column;
  }
}

/**
 * Parses one file: a class, a trigger (`.trigger`) or an anonymous script (`.apex`).
 *
 * @returns its outermost type.
 * @throws ApexSyntaxProblem for the first error.
 */
export function parseApex(path: string, text: string): TypeDeclaration {
  const source = text.replace(/^\uFEFF/, '');
  const errors = new FirstError();
  const { parser } = ApexParserFactory.createLexerAndParser(source, errors);
  const file = apexFile(path, source);
  if (/\.trigger$/i.test(path)) {
    const unit = parser.triggerUnit();
    errors.check();
    return readTriggerFile(unit, file);
  }
  if (/\.apex$/i.test(path)) {
    const unit = parser.anonymousUnit();
    errors.check();
    return readScriptFile(unit, file, baseName(path));
  }
  const unit = parser.compilationUnit();
  errors.check();
  return readClassFile(unit, file);
}

/** `force-app/main/default/classes/Foo.cls` → `Foo`. */
export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}

function apexFile(path: string, source: string): ApexFile {
  // The lexer counts code points, strings count UTF-16 units; they differ only where there are surrogates.
  const units = /[\ud800-\udfff]/.test(source) ? Array.from(source) : undefined;
  const slice = (start: number, end: number): string =>
    units ? units.slice(start, end).join('') : source.slice(start, end);
  return { path, text: (span: Span) => slice(span.start, span.end).replace(/\s+/g, ' ') };
}

class FirstError extends ApexErrorListener {
  #first: ApexSyntaxProblem | undefined;

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.#first ??= new ApexSyntaxProblem(line, column + 1, message);
  }

  check(): void {
    if (this.#first) throw this.#first;
  }
}
