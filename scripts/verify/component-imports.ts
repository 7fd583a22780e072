/** What components import from the platform: methods with the right parameters, labels and permissions that exist. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Tree } from './apex-source.ts';
import { apexFiles, childrenOf, nodes, ruleOf } from './apex-source.ts';
import type { Issue } from './issue.ts';
import { readXml, records, text } from './xml-file.ts';

/** Names of the parameters of each `@AuraEnabled` method, by `Class.method`. */
export function auraMethods(folder: string): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, readonly string[]>();
  for (const { file, tree } of apexFiles(folder).files) {
    for (const declaration of nodes(tree, 'ClassBodyDeclaration')) {
      const modifiers = childrenOf(declaration).filter((child) => ruleOf(child) === 'Modifier');
      if (!modifiers.some((modifier) => /^@auraenabled/i.test(modifier.getText()))) continue;
      for (const method of nodes(declaration, 'MethodDeclaration')) {
        const name =
          childrenOf(method)
            .find((child) => ruleOf(child) === 'Id')
            ?.getText() ?? '';
        methods.set(`${basename(file, '.cls')}.${name}`, [...nodes(method, 'FormalParameter')].map(parameterName));
      }
    }
  }
  return methods;
}

function parameterName(parameter: Tree): string {
  return (
    childrenOf(parameter)
      .findLast((child) => ruleOf(child) === 'Id')
      ?.getText() ?? ''
  );
}

/** @param types Text of the declarations with which components see Apex methods; each must state the same parameters. */
export function componentImports(folder: string, types: string): Issue[] {
  const methods = auraMethods(folder);
  const labels = new Set(
    globSync('**/*.labels-meta.xml', { cwd: folder }).flatMap((file) =>
      records(readXml(join(folder, file)).root, 'labels').map((label) => text(label, 'fullName')),
    ),
  );
  const permissions = new Set(
    globSync('**/*.customPermission-meta.xml', { cwd: folder }).map((file) =>
      basename(file, '.customPermission-meta.xml'),
    ),
  );
  const components = globSync('**/lwc/*/*.ts', { cwd: folder }).flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    return [
      ...found(
        source,
        /from '@salesforce\/apex\/([\w.]+)'/g,
        file,
        (name) => !methods.has(name),
        'no @AuraEnabled method',
      ),
      ...found(source, /from '@salesforce\/label\/c\.(\w+)'/g, file, (name) => !labels.has(name), 'no custom label'),
      ...found(
        source,
        /from '@salesforce\/customPermission\/(\w+)'/g,
        file,
        (name) => !permissions.has(name),
        'no custom permission',
      ),
    ];
  });
  const apex = globSync('**/*.cls', { cwd: folder }).flatMap((file) =>
    found(
      readFileSync(join(folder, file), 'utf8'),
      /System\.Label\.(\w+)/gi,
      file,
      (name) => !labels.has(name),
      'no custom label',
    ),
  );
  return [...components, ...apex, ...declaredDifferently(methods, types)];
}

function found(
  source: string,
  pattern: RegExp,
  file: string,
  isMissing: (name: string) => boolean,
  what: string,
): Issue[] {
  return [...source.matchAll(pattern)]
    .filter(([, name = '']) => isMissing(name))
    .map(({ 1: name = '', index }) => ({
      file,
      line: source.slice(0, index).split('\n').length,
      message: `There is ${what} '${name}'.`,
    }));
}

function declaredDifferently(methods: ReadonlyMap<string, readonly string[]>, types: string): Issue[] {
  const declared = [...types.matchAll(/declare module '@salesforce\/apex\/([\w.]+)' \{(.*?)\n\}/gs)];
  return declared.flatMap(([, name = '', body = '']) => {
    const parameters = methods.get(name);
    const file = 'types/apex.d.ts';
    if (!parameters) return [{ file, message: `${name} is declared for components and is no @AuraEnabled method.` }];
    const missing = parameters.filter((parameter) => !new RegExp(`\\b${parameter}\\??:`).test(body));
    return missing.map((parameter) => ({
      file,
      message: `${name} takes '${parameter}', which its declaration lacks.`,
    }));
  });
}
