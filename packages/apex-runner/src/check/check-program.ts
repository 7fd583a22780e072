import type { ApexOrg, ApexSchema, PreparedQuery } from '../org/org.ts';
import type { PlatformType } from '../library/declaration.ts';
import type { Block } from '../syntax/tree.ts';
import { parsed, type ParsedFile, type SourceFile } from '../syntax/parse.ts';
import type { ApexError } from '../syntax/tree.ts';
import type { ApexType } from '../types/type.ts';
import { checkBody, checkFirstValue } from './bodies.ts';
import type { Checked, CheckedBody } from './checked.ts';
import type { ClassModel, FieldModel, MethodModel } from './class-model.ts';
import { checkClass } from './class-rules.ts';
import { declareClass, declareMembers, gatherAncestors, resolveSupertypes } from './declare.ts';
import { libraryModel, type LibraryMember } from './library-model.ts';
import { findType, type ProgramModel } from './program-model.ts';

/** What a program is made of and what it may use. */
export interface ProgramSource {
  readonly sources: readonly SourceFile[];
  readonly schema: ApexSchema;
  readonly prepare: ApexOrg['prepare'];
  hasLabel(name: string): boolean;
  readonly library: readonly PlatformType[];
  /** Reads a file; default: by the parser. */
  read?(file: SourceFile): ParsedFile;
}

/** A program without errors. */
export interface CheckedProgram {
  readonly model: ProgramModel;
  readonly classes: readonly CheckedClass[];
  readonly members: readonly LibraryMember[];
  readonly queries: readonly PreparedQuery[];
}

export interface CheckedClass {
  readonly model: ClassModel;
  readonly methods: readonly { readonly method: MethodModel; readonly body: CheckedBody | undefined }[];
  readonly constructors: readonly { readonly method: MethodModel; readonly body: CheckedBody }[];
  readonly accessors: readonly {
    readonly field: FieldModel;
    readonly getter: CheckedBody | undefined;
    readonly setter: CheckedBody | undefined;
  }[];
  /** In the order of the file. */
  readonly initializers: readonly CheckedInitializer[];
}

export type CheckedInitializer =
  | { readonly kind: 'field'; readonly field: FieldModel; readonly value: Checked; readonly line: number }
  | { readonly kind: 'block'; readonly isStatic: boolean; readonly body: CheckedBody; readonly line: number };

/** The errors of a program, all that were found. */
export class ApexErrors extends Error {
  readonly errors: readonly ApexError[];
  constructor(errors: readonly ApexError[]) {
    const lines = errors.map((one) => `${one.path}:${String(one.line)}:${String(one.column)} ${one.message}`);
    super(lines.join('\n'));
    this.name = 'ApexErrors';
    this.errors = errors;
  }
}

/** Reads and checks a program. @throws {ApexErrors} */
export function checkProgram(source: ProgramSource): CheckedProgram {
  const byName = new Map<string, ClassModel>();
  const errors: ApexError[] = [];
  const library = libraryModel(source.library, (type, names) =>
    findType({ byName: new Map(), schema: source.schema }, names, type, undefined, true),
  );
  const program: ProgramModel = {
    classes: [],
    byName,
    library,
    schema: source.schema,
    prepare: source.prepare,
    hasLabel: (name) => source.hasLabel(name),
    queries: [],
    errors,
  };
  for (const one of source.sources) {
    const file = source.read?.(one) ?? parsed(one);
    errors.push(...file.errors);
    if (file.declaration) {
      declareClass(program, one.path, file.declaration);
    }
  }
  const classes = program.classes;
  classes.forEach((model) => resolveSupertypes(program, model));
  classes.forEach((model) => gatherAncestors(program, model));
  classes.forEach((model) => declareMembers(program, model));
  classes.forEach((model) => checkClass(program, model));
  const checked = classes.map((model) => checkCode(program, model));
  if (errors.length > 0) {
    throw new ApexErrors(errors);
  }
  return { model: program, classes: checked, members: library.members, queries: program.queries };
}

const VOID: ApexType = { kind: 'void' };

function checkCode(program: ProgramModel, model: ClassModel): CheckedClass {
  const withBody = (method: MethodModel): CheckedBody | undefined =>
    method.body && checkMethod(program, model, method, method.body);
  return {
    model,
    methods: [...model.methods.values()].flat().map((method) => ({ method, body: withBody(method) })),
    constructors: model.constructors.map((method) => ({ method, body: withBody(method)! })),
    accessors: [...model.fields.values()]
      .filter((field) => field.property)
      .map((field) => checkAccessors(program, model, field)),
    initializers: model.initializers.flatMap((one): CheckedInitializer[] => {
      if (one.kind === 'field') {
        const value = one.value && checkFirstValue(program, one, one.value);
        return value ? [{ kind: 'field', field: one, value, line: one.line }] : [];
      }
      const { isStatic, line } = one;
      const body = checkBody(program, model, one.body, {
        isStatic,
        kind: 'constructor',
        returnType: VOID,
        parameters: [],
      });
      return [{ kind: 'block', isStatic, body, line }];
    }),
  };
}

function checkMethod(program: ProgramModel, model: ClassModel, method: MethodModel, block: Block): CheckedBody {
  return checkBody(program, model, block, {
    isStatic: method.isStatic,
    kind: method.name === '<init>' ? 'constructor' : 'method',
    method,
    returnType: method.returnType,
    parameters: method.parameters,
  });
}

function checkAccessors(
  program: ProgramModel,
  model: ClassModel,
  field: FieldModel,
): CheckedClass['accessors'][number] {
  const { getter, setter } = field.property!;
  const shared = { isStatic: field.isStatic, kind: 'accessor', property: field } as const;
  return {
    field,
    getter:
      getter?.body && checkBody(program, model, getter.body, { ...shared, returnType: field.type, parameters: [] }),
    setter:
      setter?.body &&
      checkBody(program, model, setter.body, {
        ...shared,
        returnType: VOID,
        parameters: [{ name: 'value', type: field.type }],
      }),
  };
}
