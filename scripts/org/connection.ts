/** Fills the templates of config/connection for one org; no secret is ever among them. */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ConnectionValues {
  /** `https://` and My Domain, without a slash at the end. */
  readonly instanceUrl: string;
  /** Username as whom the connection reads. */
  readonly runAs: string;
  /** Address that the External Client App names for questions. */
  readonly contactEmail: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Replaces `{{name}}` with the value, escaped for XML.
 *
 * @throws {Error} for a name that has no value, so that no placeholder reaches an org.
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template asks for "${name}", which is not known.`);
    return value.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);
  });
}

/** @throws {Error} when it is no address of an org: the login host serves many, and a callout to it would not reach this one. */
export function myDomain(instanceUrl: string): string {
  const url = URL.canParse(instanceUrl) ? new URL(instanceUrl) : undefined;
  if (url?.protocol !== 'https:' || /^(login|test)\.salesforce\.com$/.test(url.hostname)) {
    throw new Error(
      `"${instanceUrl}" is not the My Domain address of an org, such as https://example.my.salesforce.com.`,
    );
  }
  return url.origin;
}

/**
 * Writes a small SFDX project with the filled templates to `target`, which is emptied first.
 *
 * @param root repository root
 * @param target folder to write; its subfolder `connection` holds the components
 */
export function writeConnection(root: string, target: string, values: ConnectionValues): void {
  const components = join(target, 'connection');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(root, 'config', 'connection'), components, { recursive: true });
  const filled = { ...values, instanceUrl: myDomain(values.instanceUrl) };
  for (const file of globSync('**/*-meta.xml', { cwd: components })) {
    const path = join(components, file);
    writeFileSync(path, fill(readFileSync(path, 'utf8'), filled));
  }
  const { sourceApiVersion } = JSON.parse(readFileSync(join(root, 'sfdx-project.json'), 'utf8')) as {
    sourceApiVersion: string;
  };
  const project = { packageDirectories: [{ path: 'connection', default: true }], sourceApiVersion };
  writeFileSync(join(target, 'sfdx-project.json'), `${JSON.stringify(project, null, 2)}\n`);
}
