import { checkProgram, type CheckedClass, type CheckedProgram, type ProgramSource } from '../check/check-program.ts';
import { hasAnnotation } from '../check/declare.ts';
import { findType } from '../check/program-model.ts';
import { lineage, type ClassModel } from '../check/class-model.ts';
import { parseTypeText } from '../check/type-text-parser.ts';
import { enumValues } from '../library/enum.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Annotation } from '../syntax/tree.ts';
import type { ApexType } from '../types/type.ts';
import { EnumValue } from '../values/scalar.ts';
import { classTable, compileClass } from './classes.ts';
import type { CompiledClass } from './compiled.ts';
import { coverableLines } from './coverable-lines.ts';
import { Constants } from './emitter.ts';
import { Runtime, type Coverage, type RuntimeProgram } from './runtime.ts';
import { isExceptionType, membersFor, operationsFor } from './operations.ts';

/** A class of a loaded program. */
export interface LoadedClass {
  /** Its place in the program, which is its place in the coverage too. */
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly annotations: readonly Annotation[];
  readonly isTest: boolean;
  readonly isTopLevel: boolean;
  /** `with`, `without` or `inherited`; undefined: it says nothing. */
  readonly sharing: 'with' | 'without' | 'inherited' | undefined;
  readonly members: readonly LoadedMethod[];
  /** Fields and properties. */
  readonly fields: readonly {
    readonly name: string;
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly annotations: readonly Annotation[];
  }[];
  /** Lines where a statement begins, from the first to the last. */
  readonly coverableLines: readonly number[];
}

export interface LoadedMethod {
  readonly name: string;
  readonly annotations: readonly Annotation[];
  readonly isStatic: boolean;
  readonly isTestMethod: boolean;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
  readonly returnType: ApexType;
  readonly line: number;
}

/** A program that is checked and compiled. */
export interface Program {
  readonly classes: readonly LoadedClass[];
  /** The coverage of a run: for each class one byte a line, all of them 0. */
  coverage(): Coverage;
  /** A type written as text; undefined for an unknown one. */
  typeNamed(text: string): ApexType | undefined;
  /** Starts the program afresh for one transaction: static fields have no values yet. */
  start(tx: Transaction, hits: Coverage): Runtime;
}

/**
 * Reads, checks and compiles a program.
 *
 * @throws {ApexErrors} with all errors that were found
 */
export function loadProgram(source: ProgramSource): Program {
  const checked = checkProgram(source);
  const { code, constants } = write(checked);
  const enums = enumsOf(checked, source);
  const operations = operationsFor(enums);
  const names = Object.keys(operations);
  // The code is written here from a checked tree: nothing of it comes from outside but names and literals.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(
    'operations',
    'types',
    'members',
    'Q',
    `'use strict';\nconst { ${names.join(', ')} } = operations;\n${code}`,
  ) as (...all: unknown[]) => readonly CompiledClass[];
  const compiled = make(operations, constants.types, membersFor(constants.members), checked.queries);
  const { model } = checked;
  const program: RuntimeProgram = {
    models: model.classes,
    compiled,
    byName: model.byName,
    enumValues: enums,
    frames: constants.frames,
    exceptions: new Map(
      source.library
        .filter(isExceptionType)
        .map((type) => [type.name.toLowerCase(), { name: type.name, ancestors: type.ancestors ?? [] }]),
    ),
  };
  const lines = checked.classes.map(coverableLines);
  return {
    classes: checked.classes.map((one, at) => loaded(one, lines[at]!)),
    coverage: () => checked.classes.map((_, at) => new Uint8Array((lines[at]!.at(-1) ?? 0) + 1)),
    typeNamed: (text) => findType(model, model.library.byName, parseTypeText(text), undefined),
    start: (tx, hits) => new Runtime(program, tx, hits),
  };
}

function write(checked: CheckedProgram): { code: string; constants: Constants } {
  const constants = new Constants();
  // A class of JavaScript stands after the one that it extends.
  const ordered = [...checked.classes].sort((left, right) => lineage(left.model).length - lineage(right.model).length);
  const classes = ordered.map((one) => compileClass(constants, one));
  const tables = checked.classes.map(classTable);
  const head = [
    ...constants.types.map((_, at) => `const T${String(at)} = types[${String(at)}];`),
    ...constants.members.map((_, at) => `const M${String(at)} = members[${String(at)}];`),
  ];
  return { code: [...head, ...classes, `return [${tables.join(',\n')}];`].join('\n'), constants };
}

function enumsOf(checked: CheckedProgram, source: ProgramSource): (name: string) => readonly EnumValue[] {
  const byName = new Map<string, readonly EnumValue[]>();
  for (const { model } of checked.classes) {
    const { constants } = model.declaration;
    byName.set(
      model.name,
      constants.map((name, ordinal) => new EnumValue(model.type, name, ordinal)),
    );
  }
  for (const type of source.library) {
    if (type.values) byName.set(type.name, enumValues(type));
  }
  return (name) => byName.get(name) ?? [];
}

function loaded(checked: CheckedClass, lines: readonly number[]): LoadedClass {
  const { model } = checked;
  return {
    index: model.index,
    name: model.name,
    path: model.path,
    kind: model.kind,
    annotations: model.declaration.modifiers.annotations,
    isTest: model.isTest,
    isTopLevel: !model.outer,
    sharing: sharingOf(model),
    members: [...model.methods.values()].flat().map((method) => ({
      name: method.name,
      annotations: method.modifiers.annotations,
      isStatic: method.isStatic,
      isTestMethod: hasAnnotation(method.modifiers, 'istest'),
      parameters: method.parameters,
      returnType: method.returnType,
      line: method.line,
    })),
    fields: [...model.fields.values()].map(({ name, type, isStatic, annotations }) => ({
      name,
      type,
      isStatic,
      annotations,
    })),
    coverableLines: lines,
  };
}

function sharingOf(model: ClassModel): LoadedClass['sharing'] {
  const { words } = model.declaration.modifiers;
  return (['with', 'without', 'inherited'] as const).find((one) => words.has(`${one} sharing`));
}
