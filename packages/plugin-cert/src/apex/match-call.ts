import type { ApexCode } from './apex-code.ts';
import { is, isType } from './apex-code.ts';
import { CALLS_BY_MEMBER } from './call-catalog.ts';
import type { CertificateCall } from './call-catalog.ts';
import { findLocal } from './scope.ts';
import type { Scope } from './scope.ts';
import { outermost } from './search.ts';
import type { CallExpression, Expression, NewExpression, TypeName } from './syntax/model.ts';
import { dottedName, ownerOf, typeName, typeOf } from './type-of.ts';
import type { Usage } from './usage.ts';

/** A call or field of the catalog in code, and the expression that is the certificate. */
export interface Match {
  readonly call: CertificateCall;
  readonly certificate: Expression;
  readonly line: number;
  /** Whether it is a certificate is only told by a value that cannot be told. */
  readonly isDoubtful?: boolean;
}

/** The certificates an expression itself gives to the platform; its parts are not looked at. */
export function matchCall(expression: Expression, scope: Scope, code: ApexCode, usage: Usage): Match[] {
  switch (expression.kind) {
    case 'call':
      return matchMethod(expression, scope, code);
    case 'new':
      return [...matchConstructor(expression, scope, code), ...matchFields(expression, scope, code)];
    case 'assign': {
      const { target, value, line } = expression;
      return fieldsNamed(target).flatMap((call) => {
        const fits = setsField(call, target, scope, code) ? siblingFits(call, target, scope, usage) : 'no';
        return fits === 'no' ? [] : [{ call, certificate: value, line, isDoubtful: fits === 'unknown' }];
      });
    }
    default:
      return [];
  }
}

/** The certificates that fields of a class start with: `public String clientCertName_x = 'X';`. */
export function matchField(name: string, value: Expression): Match[] {
  return catalog(name, 'field')
    .filter((call) => call.type === '*')
    .map((call) => ({ call, certificate: value, line: value.line }));
}

function catalog(member: string, kind: CertificateCall['kind']): CertificateCall[] {
  return (CALLS_BY_MEMBER.get(member.toLowerCase()) ?? []).filter((call) => call.kind === kind);
}

function matchMethod(expression: CallExpression, scope: Scope, code: ApexCode): Match[] {
  const { target, arguments: given, line } = expression;
  if (!target) return [];
  const calls = [
    ...catalog(expression.name, 'staticMethod').filter((call) => isPlatformClass(call.type, target, scope, code)),
    ...catalog(expression.name, 'instanceMethod').filter((call) => mayBeOf(call.type, target, scope, code)),
  ];
  return calls.flatMap((call) => {
    const certificate = argumentOf(call, given);
    if (!certificate) return [];
    if (call.unlessType && isType(typeOf(certificate, scope, code)?.type, call.unlessType)) return [];
    return [{ call, certificate, line }];
  });
}

function matchConstructor(expression: NewExpression, scope: Scope, code: ApexCode): Match[] {
  const member = expression.type.name.split('.').at(-1) ?? '';
  return catalog(member, 'constructor').flatMap((call) => {
    const certificate = argumentOf(call, expression.arguments);
    const isPlatforms = is(expression.type.name, call.type) && !code.findType(call.type, scope.type);
    return certificate && isPlatforms ? [{ call, certificate, line: expression.line }] : [];
  });
}

/** `new TenantSecret(RemoteKeyCertificate = 'X')`. */
function matchFields(expression: NewExpression, scope: Scope, code: ApexCode): Match[] {
  return expression.arguments.flatMap((argument) => {
    if (argument.kind !== 'assign') return [];
    return fieldsNamed(argument.target)
      .filter((call) => isPlatformType(call.type, expression.type, scope, code))
      .map((call) => ({ call, certificate: argument.value, line: argument.line }));
  });
}

function fieldsNamed(target: Expression): CertificateCall[] {
  return target.kind === 'name' || target.kind === 'member' ? catalog(target.name, 'field') : [];
}

function argumentOf(call: CertificateCall, given: readonly Expression[]): Expression | undefined {
  return call.arity?.includes(given.length) && call.argument !== undefined ? given[call.argument] : undefined;
}

/** `Crypto` or `System.Crypto`, where neither a variable nor a class of the code has that name. */
function isPlatformClass(type: string, target: Expression, scope: Scope, code: ApexCode): boolean {
  const name = typeName(target, scope, code);
  return name !== undefined && isPlatformType(type, { name, arguments: [] }, scope, code);
}

/** A value of the type, or one whose type cannot be told. */
function mayBeOf(type: string, target: Expression, scope: Scope, code: ApexCode): boolean {
  const declared = typeOf(target, scope, code);
  if (declared) return isPlatformType(type, declared.type, { ...scope, type: declared.from }, code);
  return target.kind !== 'super' && ownerOf(target, scope, code) === undefined;
}

function setsField(call: CertificateCall, target: Expression, scope: Scope, code: ApexCode): boolean {
  if (target.kind === 'name') return call.type === '*' && !findLocal(scope, target.name);
  if (target.kind !== 'member') return false;
  if (call.type === '*') return true;
  const declared = typeOf(target.target, scope, code);
  return declared !== undefined && isPlatformType(call.type, declared.type, { ...scope, type: declared.from }, code);
}

function isPlatformType(type: string, written: TypeName, scope: Scope, code: ApexCode): boolean {
  return isType(written, type) && !code.findType(written.name, scope.type);
}

/** `parameter.parameterType = ….ClientCertificate` on the same variable of the same method. */
function siblingFits(call: CertificateCall, target: Expression, scope: Scope, usage: Usage): 'yes' | 'no' | 'unknown' {
  const { when } = call;
  if (!when) return 'yes';
  const holder = target.kind === 'member' ? dottedName(target.target) : undefined;
  const set = usage.of(outermost(scope.type)).assignments.filter(({ expression: { target: sibling }, scope: at }) => {
    if (at.method !== scope.method || at.type !== scope.type) return false;
    if (holder === undefined || sibling.kind !== 'member' || !is(sibling.name, when.field)) return false;
    return is(dottedName(sibling.target) ?? '', holder);
  });
  const values = set.map(({ expression }) => enumValueOf(expression.value));
  if (values.some((value) => value !== undefined && when.values.some((wanted) => is(wanted, value)))) return 'yes';
  return values.length > 0 && values.every((value) => value !== undefined) ? 'no' : 'unknown';
}

/** `Url` of `ConnectApi.NamedCredentialParameterType.Url`, and of `….valueOf('Url')`. */
function enumValueOf(expression: Expression): string | undefined {
  if (expression.kind === 'call') {
    const [value] = expression.arguments;
    return is(expression.name, 'valueOf') && value?.kind === 'string' ? value.value : undefined;
  }
  const path = dottedName(expression)?.split('.') ?? [];
  return /ParameterType$/i.test(path.at(-2) ?? '') ? path.at(-1) : undefined;
}
