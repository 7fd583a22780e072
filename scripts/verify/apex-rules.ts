/** What an org refuses in Apex and the type checker lets pass, and habits of this project. */
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, lineOf, nodes, parentOf, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { mayUseSystemMode } from './system-mode.ts';
import { readXml, text } from './xml-file.ts';

const version = '66.0';

/** Annotations that this project knows, with their parameters. Source: Apex Developer Guide, Annotations. */
const annotations: Readonly<Record<string, readonly string[]>> = {
  auraenabled: ['cacheable', 'continuation'],
  future: ['callout'],
  invocablemethod: ['label', 'description', 'category', 'callout', 'iconname', 'configurationeditor', 'capabilitytype'],
  invocablevariable: ['label', 'description', 'required', 'defaultvalue', 'placeholdertext'],
  istest: ['isparallel', 'seealldata', 'oninstall', 'testfor', 'critical'],
  suppresswarnings: [],
  testsetup: [],
  testvisible: [],
  testfor: [],
};

export function apexRules(folder: string): Issue[] {
  const { files, issues } = apexFiles(folder);
  return [
    ...issues,
    ...pairs(folder),
    ...files.flatMap(({ file, tree }) =>
      [...declarations(tree), ...sharing(file, tree)].map((issue) => ({ file, ...issue })),
    ),
  ];
}

type Found = Omit<Issue, 'file'>;

/** A class and its meta file stand and fall together. */
function pairs(folder: string): Issue[] {
  const classes = globSync('**/*.cls', { cwd: folder });
  const metas = globSync('**/*.cls-meta.xml', { cwd: folder });
  return [
    ...classes
      .filter((file) => !existsSync(join(folder, `${file}-meta.xml`)))
      .map((file) => ({ file, message: 'Its -meta.xml is missing: it would not be deployed.' })),
    ...metas
      .filter((file) => !existsSync(join(folder, file.replace(/-meta\.xml$/, ''))))
      .map((file) => ({ file, message: 'The class that it describes is missing.' })),
    ...metas
      .filter((file) => text(readXml(join(folder, file)).root, 'apiVersion') !== version)
      .map((file) => ({ file, message: `Every class has API version ${version}.` })),
  ];
}

function* declarations(tree: Tree): Generator<Found> {
  for (const declaration of [...nodes(tree, 'ClassBodyDeclaration'), ...nodes(tree, 'TypeDeclaration')]) {
    const modifiers = childrenOf(declaration).filter((child) => ruleOf(child) === 'Modifier');
    const words = modifiers.map((modifier) => modifier.getText().toLowerCase());
    const member = childrenOf(declaration)
      .filter((child) => ruleOf(child) === 'MemberDeclaration')
      .flatMap(childrenOf)[0];
    for (const annotation of modifiers.flatMap((modifier) => [...nodes(modifier, 'Annotation')])) {
      yield* unknownIn(annotation);
      const name = nameOf(annotation);
      const isMethod = member !== undefined && ruleOf(member) === 'MethodDeclaration';
      if (['auraenabled', 'future', 'invocablemethod'].includes(name) && isMethod && !words.includes('static')) {
        yield { line: lineOf(annotation), message: `A method with @${name} must be static.` };
      }
      if (name === 'future' && isMethod && !/^void/i.test(returnTypeOf(member))) {
        yield { line: lineOf(annotation), message: 'A method with @future returns nothing.' };
      }
    }
  }
}

function* unknownIn(annotation: Tree): Generator<Found> {
  const name = nameOf(annotation);
  const known = annotations[name];
  if (!known)
    yield { line: lineOf(annotation), message: `There is no annotation @${name}, or none that is used here.` };
  for (const pair of nodes(annotation, 'ElementValuePair')) {
    const parameter = childrenOf(pair)[0]?.getText().toLowerCase() ?? '';
    if (known && !known.includes(parameter)) {
      yield { line: lineOf(annotation), message: `@${name} has no parameter '${parameter}'.` };
    }
  }
}

/** Every class says how it shares; none escapes its user's rights. */
function* sharing(file: string, tree: Tree): Generator<Found> {
  const [top] = childrenOf(tree).filter((child) => ruleOf(child) === 'TypeDeclaration');
  const words = childrenOf(top ?? tree)
    .filter((child) => ruleOf(child) === 'Modifier')
    .map((child) => child.getText().toLowerCase());
  const [declared] = top ? [...nodes(top, 'ClassDeclaration')] : [];
  if (!declared) return;
  const isTest = words.some((word) => word.startsWith('@istest'));
  if (!isTest && !words.includes('withsharing')) yield { line: 1, message: `${basename(file)} is not "with sharing".` };
  for (const inner of [...nodes(declared, 'MemberDeclaration')].flatMap(childrenOf)) {
    if (ruleOf(inner) !== 'ClassDeclaration' || isTest || !touchesRecords(inner)) continue;
    const said = childrenOf(parentOf(parentOf(inner) ?? inner) ?? inner).map((child) => child.getText().toLowerCase());
    if (!said.includes('withsharing') && !said.includes('withoutsharing'))
      yield {
        line: lineOf(inner),
        message: 'An inner class that reads or writes records says how it shares: it takes nothing over.',
      };
  }
  if (words.includes('global')) yield { line: 1, message: 'Nothing of this app is global.' };
  if (/getSessionId\s*\(/i.test(tree.getText()))
    yield { line: 1, message: 'A session id is taken; use the named credential.' };
  if (isTest) return;
  for (const modifier of nodes(tree, 'Modifier')) {
    if (modifier.getText().toLowerCase() === 'withoutsharing' && !mayUseSystemMode(basename(file, '.cls'))) {
      yield {
        line: lineOf(modifier),
        message: 'Without sharing, and scripts/verify/system-mode.ts knows no reason why.',
      };
    }
  }
  for (const query of nodes(tree, 'Query')) {
    const asSystem = mayUseSystemMode(basename(file, '.cls')) && /WITHSYSTEM_MODE/i.test(query.getText());
    if (!asSystem && !/WITHUSER_MODE/i.test(query.getText())) {
      yield { line: lineOf(query), message: 'A query without WITH USER_MODE reads more than the user may.' };
    }
  }
}

function touchesRecords(declared: Tree): boolean {
  const rules = ['Query', 'SoslLiteral', 'InsertStatement', 'UpdateStatement', 'UpsertStatement', 'DeleteStatement'];
  return (
    rules.some((rule) => !nodes(declared, rule).next().done) ||
    [...nodes(declared, 'DotExpression')].some((dot) => /^Database\.\w+\(/i.test(dot.getText()))
  );
}

function nameOf(annotation: Tree): string {
  return /^@(\w+)/.exec(annotation.getText())?.[1]?.toLowerCase() ?? '';
}

function returnTypeOf(method: Tree): string {
  return method.getText();
}
