import type { ApexType } from '../types/type.ts';
import type { Annotation } from '../syntax/tree.ts';
import { sameType, typeText } from '../values/type-text.ts';
import { lineage, type ClassModel, type MethodModel } from './class-model.ts';
import { describe, hasAnnotation, signature } from './declare.ts';
import type { LibraryMember } from './library-model.ts';
import { fail, type ProgramModel } from './program-model.ts';

/** Annotations that the runner knows, by their names in lower case, with the parameters that they take. */
const ANNOTATIONS: Readonly<Record<string, readonly string[]>> = {
  istest: ['seealldata', 'isparallel', 'oninstall'],
  testsetup: [],
  testvisible: [],
  auraenabled: ['cacheable', 'continuation', 'scope'],
  invocablemethod: ['label', 'description', 'category', 'callout', 'iconname', 'configurationeditor', 'capabilitytype'],
  invocablevariable: ['label', 'description', 'required', 'defaultvalue', 'placeholdertext'],
  suppresswarnings: ['value'],
  deprecated: [],
};

/** Checks what a class must hold to as a whole: overrides, interfaces, annotations. */
export function checkClass(program: ProgramModel, model: ClassModel): void {
  checkAnnotations(program, model, model.declaration.modifiers.annotations);
  for (const member of model.declaration.members) {
    if ('modifiers' in member && member.kind !== 'class' && member.kind !== 'interface' && member.kind !== 'enum') {
      checkAnnotations(program, model, member.modifiers.annotations);
    }
  }
  for (const method of [...model.methods.values()].flat()) {
    checkOverride(program, model, method);
    checkEntry(program, model, method);
  }
  checkStatics(program, model);
  if (model.kind === 'class' && !model.isAbstract) {
    checkImplemented(program, model);
  }
}

/** What the platform calls must be as it calls it. */
function checkEntry(program: ProgramModel, model: ClassModel, method: MethodModel): void {
  const { modifiers } = method;
  if (modifiers.words.has('webservice')) {
    fail(program, model, method, `webservice is not supported by the runner: ${describe(method)}`);
  }
  const isTest = hasAnnotation(modifiers, 'istest') || hasAnnotation(modifiers, 'testsetup');
  const isVoid = method.returnType.kind === 'void' && method.parameters.length === 0;
  if (isTest && !(method.isStatic && isVoid)) {
    fail(program, model, method, `Test methods must be static, give nothing and take nothing: ${describe(method)}`);
  }
  if ((hasAnnotation(modifiers, 'auraenabled') || hasAnnotation(modifiers, 'invocablemethod')) && !method.isStatic) {
    fail(program, model, method, `Methods that are called from outside must be static: ${describe(method)}`);
  }
}

function checkStatics(program: ProgramModel, model: ClassModel): void {
  if (!model.outer) {
    return;
  }
  for (const one of [...model.fields.values(), ...[...model.methods.values()].flat()]) {
    if (one.isStatic) {
      fail(program, model, one, `static can only be used in a top-level class: ${one.name}`);
    }
  }
}

function checkAnnotations(program: ProgramModel, model: ClassModel, annotations: readonly Annotation[]): void {
  for (const one of annotations) {
    const parameters = ANNOTATIONS[one.name.toLowerCase()];
    if (!parameters) {
      fail(program, model, one, `Annotation is not known: @${one.name}`);
      continue;
    }
    for (const name of Object.keys(one.parameters)) {
      if (!parameters.includes(name.toLowerCase())) {
        fail(program, model, one, `Annotation @${one.name} does not take ${name}`);
      }
    }
  }
}

function checkOverride(program: ProgramModel, model: ClassModel, method: MethodModel): void {
  if (method.isAbstract && model.kind === 'class' && !model.isAbstract) {
    fail(program, model, method, `Abstract methods are only allowed in abstract classes: ${describe(method)}`);
  }
  const wanted = signature(method);
  const above = lineage(model)
    .slice(1)
    .flatMap((one) => one.methods.get(method.name.toLowerCase()) ?? [])
    .find((one) => signature(one) === wanted && one.access !== 'private');
  if (method.isOverride && !above && !isObjectMethod(program, model, method)) {
    fail(program, model, method, `Method does not override an ancestor method: ${describe(method)}`);
  }
  if (above && !above.isVirtual) {
    fail(program, model, method, `Non-virtual, non-abstract methods cannot be overridden: ${describe(method)}`);
  } else if (above && !method.isOverride) {
    fail(program, model, method, `Method must use the override keyword: ${describe(method)}`);
  }
  if (above && !sameType(above.returnType, method.returnType)) {
    fail(
      program,
      model,
      method,
      `Method must have the return type of what it overrides: ${typeText(above.returnType)}`,
    );
  }
}

/** `toString`, `equals` and `hashCode` may be overridden, as may what a class of the library has. */
function isObjectMethod(program: ProgramModel, model: ClassModel, method: MethodModel): boolean {
  const key = method.name.toLowerCase();
  const own = ['tostring', 'equals', 'hashcode'].includes(key);
  const library = model.platformSuperclass && program.library.byName.get(model.platformSuperclass.toLowerCase());
  return own || Boolean(library && library.members.has(key));
}

function checkImplemented(program: ProgramModel, model: ClassModel): void {
  const own = lineage(model).flatMap((one) => [...one.methods.values()].flat());
  const has = (name: string, parameters: readonly { readonly type: ApexType }[]): boolean =>
    own.some(
      (one) =>
        !one.isAbstract &&
        one.name.toLowerCase() === name.toLowerCase() &&
        one.parameters.length === parameters.length &&
        one.parameters.every(
          (parameter, at) => isGeneric(parameters[at]!.type) || sameType(parameter.type, parameters[at]!.type),
        ),
    );
  const missing = (method: Pick<MethodModel, 'name' | 'parameters'> | LibraryMember): void => {
    fail(program, model, model, `Class ${model.name} must implement the method: ${describe(method)}`);
  };
  for (const ancestor of model.ancestors) {
    const other = program.byName.get(ancestor.toLowerCase());
    const abstract = [...(other?.methods.values() ?? [])].flat().filter((one) => one.isAbstract);
    abstract.filter((one) => !has(one.name, one.parameters)).forEach(missing);
    const library = other ? undefined : program.library.byName.get(ancestor.toLowerCase());
    library?.interfaceMethods.filter((one) => !has(one.name, one.parameters)).forEach(missing);
  }
}

/** A type of the library's interface that stands for the one that the class names in its place. */
function isGeneric(type: ApexType): boolean {
  return type.kind === 'variable' || ((type.kind === 'list' || type.kind === 'set') && isGeneric(type.of));
}
