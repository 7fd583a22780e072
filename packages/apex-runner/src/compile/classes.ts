import type { CheckedClass, CheckedInitializer } from '../check/check-program.ts';
import type { Checked, CheckedBody } from '../check/checked.ts';
import type { ClassModel, MethodModel } from '../check/class-model.ts';
import { Emitter, type Constants } from './emitter.ts';
import { expression } from './expressions.ts';
import { accessorName, constructorName, fieldName, methodName, staticName } from './names.ts';
import { statements } from './statements.ts';

/** Writes a class: its JavaScript class, and functions for what is static. */
export function compileClass(constants: Constants, checked: CheckedClass): string {
  const { model } = checked;
  if (model.kind === 'enum') {
    return `const E${String(model.index)} = enumsOf(${JSON.stringify(model.name)});`;
  }
  if (model.kind === 'interface') {
    return '';
  }
  return [
    javaScriptClass(constants, checked),
    staticFields(constants, checked),
    initializer(constants, checked),
    ...constructors(constants, checked),
    ...staticMethods(constants, checked),
  ].join('\n');
}

interface FunctionOf {
  readonly model: ClassModel;
  /** As the stack of an exception writes it. */
  readonly frame: string;
  readonly self: string;
  readonly result: string;
  readonly before?: (emitter: Emitter) => string;
  readonly after?: string;
}

function functionBody(constants: Constants, body: CheckedBody | undefined, of: FunctionOf): string {
  const emitter = new Emitter(constants, expression, of.self, of.result);
  const before = of.before?.(emitter) ?? '';
  const code = body ? statements(emitter, body.statements) : '';
  const frame = constants.frame(`Class.${of.model.name}.${of.frame}`);
  return [
    `{ const d = ++$.depth, L = $.lines, H = $.hits[${String(of.model.index)}]; ${emitter.declarations()}`,
    `try { $.enter(d, ${String(frame)}); ${before} ${code} ${of.after ?? ''} }`,
    `catch (e) { throw $.passed(e); } finally { $.depth = d - 1; } }`,
  ].join('\n');
}

function parametersOf(body: CheckedBody, ...first: readonly string[]): string {
  return `(${[...first, ...body.parameters].join(', ')})`;
}

function javaScriptClass(constants: Constants, checked: CheckedClass): string {
  const { model } = checked;
  const index = String(model.index);
  const parent = model.superclass
    ? `C${String(model.superclass.index)}`
    : model.platformSuperclass
      ? 'ExceptionObject'
      : 'ApexObject';
  const fields = [...model.fields.values()].filter((field) => !field.isStatic);
  const members: string[] = [
    `constructor(info) { super(info); ${fields.map((field) => `this.${fieldName(field)} = null;`).join(' ')} }`,
  ];
  for (const { method, body } of checked.methods) {
    if (!method.isStatic && body) {
      const code = functionBody(constants, body, { model, frame: method.name, self: 'this', result: 'undefined' });
      members.push(`${methodName(method)}${parametersOf(body, '$')} ${guarded(model, code)}`);
    }
  }
  members.push(...accessors(constants, checked, false));
  return `class C${index} extends ${parent} {\n${members.join('\n')}\n}`;
}

function guarded(model: ClassModel, code: string): string {
  return model.initializers.some((one) => one.kind === 'initializer' && one.isStatic)
    ? `{ $.statics[${String(model.index)}] ?? c${String(model.index)}_static($); ${code} }`
    : code;
}

function accessors(constants: Constants, checked: CheckedClass, areStatic: boolean): string[] {
  const { model } = checked;
  const start = areStatic ? 'function ' : '';
  return checked.accessors
    .filter(({ field }) => field.isStatic === areStatic)
    .flatMap(({ field, getter, setter }) => {
      const of = { model, frame: field.name, self: 'this', result: 'undefined' };
      const all: string[] = [];
      if (getter) {
        all.push(`${start}${accessorName(field, 'get')}($) ${functionBody(constants, getter, of)}`);
      }
      if (setter) {
        const code = functionBody(constants, setter, { ...of, result: 'given', after: 'return given;' });
        all.push(`${start}${accessorName(field, 'set')}($, v_value) { const given = v_value; ${code} }`);
      }
      return all;
    });
}

/** The object that holds the static fields: made at the first use, then its initialisers run. */
function staticFields(constants: Constants, checked: CheckedClass): string {
  const { model } = checked;
  const index = String(model.index);
  const fields = [...model.fields.values()].filter((field) => field.isStatic);
  const holder = `class S${index} { constructor() { ${fields.map((field) => `this.${fieldName(field)} = null;`).join(' ')} } }`;
  const code = functionBody(constants, undefined, {
    model,
    frame: '<clinit>',
    self: 'undefined',
    result: 'own',
    before: (emitter) => initializers(emitter, checked, true),
    after: 'return own;',
  });
  return `${holder}\nfunction c${index}_static($) { const own = $.statics[${index}] = new S${index}(); ${code} }`;
}

function initializers(emitter: Emitter, checked: CheckedClass, areStatic: boolean): string {
  const isWanted = (one: CheckedInitializer): boolean =>
    (one.kind === 'field' ? one.field.isStatic : one.isStatic) === areStatic;
  const to = areStatic ? 'own' : 'self';
  return checked.initializers
    .filter(isWanted)
    .map((one) => {
      if (one.kind === 'block') {
        return `{ ${statements(emitter, one.body.statements)} }`;
      }
      const line = String(one.line);
      return `L[d] = ${line}; H[${line}] = 1; ${to}.${fieldName(one.field)} = ${emitter.expression(one.value)};`;
    })
    .join('\n');
}

function initializer(constants: Constants, checked: CheckedClass): string {
  const { model } = checked;
  const hasAny = checked.initializers.some((one) => !(one.kind === 'field' ? one.field.isStatic : one.isStatic));
  const code = hasAny
    ? functionBody(constants, undefined, {
        model,
        frame: '<init>',
        self: 'self',
        result: 'undefined',
        before: (emitter) => initializers(emitter, checked, false),
      })
    : '{ }';
  return `function c${String(model.index)}_init($, self) ${code}`;
}

/** Calls the constructor without parameters of the superclass, if there is one of the program. */
function superConstructor(model: ClassModel): string {
  const { superclass } = model;
  if (!superclass) {
    return '';
  }
  const plain = superclass.constructors.find((one) => one.parameters.length === 0);
  return `${plain ? constructorName(plain) : `c${String(superclass.index)}_new`}($, self);`;
}

function constructors(constants: Constants, checked: CheckedClass): string[] {
  const { model } = checked;
  const index = String(model.index);
  const initialize = `c${index}_init($, self);`;
  const plain = `function c${index}_new($, self) { ${superConstructor(model)} ${initialize} return self; }`;
  const written = checked.constructors.map(({ method, body }) => {
    const [first, ...rest] = body.statements;
    const explicit =
      first?.kind === 'expression' && first.expression.kind === 'construct' ? first.expression : undefined;
    const before = (emitter: Emitter): string =>
      explicit
        ? `${statements(emitter, [first!])} ${isByOther(explicit) ? '' : initialize}`
        : `${superConstructor(model)} ${initialize}`;
    const remaining = { parameters: body.parameters, statements: explicit ? rest : body.statements };
    const code = functionBody(constants, remaining, {
      model,
      frame: '<init>',
      self: 'self',
      result: 'self',
      before,
      after: 'return self;',
    });
    return `function ${constructorName(method)}${parametersOf(body, '$', 'self')} ${guarded(model, code)}`;
  });
  return [plain, ...written];
}

/** Whether another constructor of the class does the rest. */
function isByOther(node: Checked & { kind: 'construct' }): boolean {
  return node.isOwn && node.by !== undefined && !('member' in node.by);
}

function staticMethods(constants: Constants, checked: CheckedClass): string[] {
  const { model } = checked;
  const methods = checked.methods.flatMap(({ method, body }) => {
    if (!method.isStatic || !body) {
      return [];
    }
    const code = functionBody(constants, body, { model, frame: method.name, self: 'undefined', result: 'undefined' });
    return [`function ${staticName(method)}${parametersOf(body, '$')} ${guarded(model, code)}`];
  });
  return [...methods, ...accessors(constants, checked, true)];
}

/** What the runtime needs of a class, as an object of JavaScript. */
export function classTable(checked: CheckedClass): string {
  const { model } = checked;
  if (model.kind !== 'class') {
    return '{ }';
  }
  const index = String(model.index);
  const statics = checked.methods
    .filter(({ method, body }) => method.isStatic && body)
    .map(({ method }) => shared(staticName(method)));
  const create = model.constructors.map((method: MethodModel) => constructorName(method));
  return `{ make: C${index}, initialize: c${index}_init, plain: c${index}_new, constructors: [${create.join(', ')}], statics: { ${statics.join(', ')} } }`;
}

const shared = (name: string): string => name;
