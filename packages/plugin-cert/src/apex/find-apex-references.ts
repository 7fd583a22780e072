import { ApexCode } from './apex-code.ts';
import type { ApexProblem, ApexSource } from './apex-code.ts';
import { followType } from './flow.ts';
import { matchCall, matchField } from './match-call.ts';
import type { Match } from './match-call.ts';
import { Outside } from './outside.ts';
import { computed, isTestCode, withoutTexts, writtenAs } from './possible-name.ts';
import type { PossibleName } from './possible-name.ts';
import { mayNameCertificate } from './prefilter.ts';
import type { ApexReference, CertificateName } from './reference.ts';
import { resolveName } from './resolve-name.ts';
import type { Knowledge } from './resolve-name.ts';
import { NO_LOCALS } from './scope.ts';
import type { Scope } from './scope.ts';
import { outermost, withInner } from './search.ts';
import type { Expression, TypeDeclaration } from './syntax/model.ts';
import { Usage } from './usage.ts';

export interface ApexReferences {
  /** By file in the order given, then by line. */
  readonly references: readonly ApexReference[];
  /** Files that could not be read: what they name is not known. */
  readonly problems: readonly ApexProblem[];
}

/**
 * Finds every place in Apex code that names a certificate, or brings one along, and what name it is.
 *
 * Only files that can hold a reference are parsed, and files that declare what a reference uses. A path must end in the
 * name of its class and `.cls`, of its trigger and `.trigger`, or in `.apex` for an anonymous script.
 *
 * @returns one reference for each name a place may use; what cannot be told is `computed`, never guessed.
 */
export function findApexReferences(files: Iterable<ApexSource>): ApexReferences {
  const code = new ApexCode(files);
  const usage = new Usage(code);
  const knowledge: Knowledge = { code, usage, outside: new Outside(code, usage) };
  const references: ApexReference[] = [];
  for (const file of code.files) {
    if (!mayNameCertificate(file.source)) continue;
    const type = code.parse(file);
    if (type) code.attempt(file.path, () => references.push(...referencesOf(type, knowledge)));
  }
  return { references, problems: code.problems };
}

function referencesOf(type: TypeDeclaration, knowledge: Knowledge): ApexReference[] {
  const found: ApexReference[] = [];
  const add = (match: Match, scope: Scope): void => {
    if (isNothing(match.certificate)) return;
    if (match.isDoubtful) return void found.push(referenceOf(match, computed(match.certificate, scope), scope));
    for (const possible of resolveName(match.certificate, scope, knowledge, match.call.holds === 'keystore')) {
      found.push(referenceOf(match, possible, scope));
    }
  };
  for (const declared of withInner(type)) {
    const scope: Scope = { type: declared, locals: NO_LOCALS };
    for (const { name, value } of declared.fields) {
      if (value) for (const match of matchField(name, value)) add(match, scope);
    }
  }
  followType(type, (expression, scope) => {
    for (const match of matchCall(expression, scope, knowledge.code, knowledge.usage)) add(match, scope);
  });
  const distinct = new Map(found.map((reference) => [JSON.stringify(reference), reference]));
  return [...distinct.values()].sort((a, b) => a.line - b.line);
}

function referenceOf(
  { call, certificate, line }: Match,
  { name, fromTest }: PossibleName,
  scope: Scope,
): ApexReference {
  const { type, method } = scope;
  const { path } = type.file;
  const isKeystore = call.holds === 'keystore';
  const written = writtenAs(certificate, type);
  return {
    className: outermost(type).name,
    ...(method && { method: type.outer ? `${innerName(type)}.${method.name}` : method.name }),
    path,
    line,
    call: call.call,
    written: isKeystore ? withoutTexts(written) : written,
    name: fromElsewhere(isKeystore ? withoutKeystore(name) : name, path, line),
    isTest: isTestCode(scope) || fromTest,
  };
}

const BASE64 = /^[A-Za-z0-9+/=\s]*$/;

/** Null and '' where a certificate's name would stand say that there is none. */
function isNothing(expression: Expression): boolean {
  return expression.kind === 'null' || (expression.kind === 'string' && expression.value === '');
}

/** A keystore holds a private key: neither it nor pieces of it leave the code. */
function withoutKeystore(name: CertificateName): CertificateName {
  // What is no base64 is no keystore: a deployment puts one there, or the code makes one of it.
  if (name.kind === 'literal')
    return BASE64.test(name.value) ? { kind: 'embedded' } : { kind: 'computed', expression: "'…'" };
  return name.kind === 'computed' ? { ...name, expression: withoutTexts(name.expression) } : name;
}

/** Where a text stands is said only where that is not the call itself. */
function fromElsewhere(name: CertificateName, path: string, line: number): CertificateName {
  if (!('at' in name) || name.at?.path !== path || name.at.line !== line) return name;
  const here = { ...name };
  delete here.at;
  return here;
}

function innerName(type: TypeDeclaration): string {
  return type.outer?.outer ? `${innerName(type.outer)}.${type.name}` : type.name;
}
