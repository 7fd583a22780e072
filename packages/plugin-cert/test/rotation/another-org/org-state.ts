import type { Component, Components } from './components.ts';
import { filesOf, folders, keyOfComponent, newId, withDeployed } from './components.ts';
import { readArchive, writeArchive } from './package-archive.ts';
import type { Quirks } from './quirks.ts';
import { broken, namedBy } from './references.ts';
import type { XmlElement } from './xml-element.ts';
import { childText, parseXml } from './xml-element.ts';

export interface DeployedMessage {
  readonly type: string;
  readonly fullName: string;
  readonly problem?: string;
}

export interface Deployment {
  readonly id: string;
  looks: number;
  isDone: boolean;
  isRefused: boolean;
  messages: readonly DeployedMessage[];
}

export interface Retrieval {
  readonly id: string;
  looks: number;
  readonly archive: string;
  readonly missing: readonly { readonly type: string; readonly fullName: string }[];
}

interface Members {
  readonly type: string;
  readonly names: readonly string[];
}

/** What the org holds and does. Deployments are taken one after the other, whoever still asks for them. */
export class OrgState {
  readonly quirks: Quirks;
  readonly deployments = new Map<string, Deployment>();
  readonly retrievals = new Map<string, Retrieval>();
  /** Every moment at which something named what cannot be used. */
  readonly broken: string[] = [];
  /** Deployments wait for it. */
  gate: Promise<void> = Promise.resolve();
  #components: Components;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(components: readonly Component[], quirks: Quirks) {
    this.#components = new Map(components.map((one) => [keyOfComponent(one.type, one.fullName), one]));
    this.quirks = quirks;
  }

  get components(): Components {
    return this.#components;
  }

  ofType(type: string): Component[] {
    return [...this.#components.values()].filter((one) => one.type === type);
  }

  find(type: string, fullName: string): Component | undefined {
    return this.#components.get(keyOfComponent(type, fullName));
  }

  /** All files as a retrieve gives them, for a comparison byte by byte. */
  files(): Record<string, string> {
    const all = [...this.#components.values()].flatMap((one) => filesOf(one, this.quirks));
    return Object.fromEntries(all.sort(([one], [other]) => one.localeCompare(other)));
  }

  /** Until nothing that was begun goes on. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  retrieve(wanted: readonly Members[]): Retrieval {
    const given: Component[] = [];
    const missing: { type: string; fullName: string }[] = [];
    for (const { type, names } of wanted) {
      for (const fullName of names) {
        if (fullName === '*') given.push(...this.ofType(type));
        else {
          const found = this.find(type, fullName);
          if (found) given.push(found);
          else missing.push({ type, fullName });
        }
      }
    }
    const files = new Map(given.flatMap((one) => filesOf(one, this.quirks)));
    files.set('package.xml', packageXml(given));
    const archive = writeArchive(files, this.quirks.archive).toString('base64');
    const retrieval = { id: newId('09S'), looks: 0, archive, missing };
    this.retrievals.set(retrieval.id, retrieval);
    return retrieval;
  }

  deploy(archive: Uint8Array): Deployment {
    const deployment: Deployment = { id: newId('0Af'), looks: 0, isDone: false, isRefused: false, messages: [] };
    this.deployments.set(deployment.id, deployment);
    this.#turn = this.#turn.then(async () => {
      await this.gate;
      await new Promise((resolve) => setTimeout(resolve, this.quirks.queued));
      await this.#carryOut(deployment, readArchive(archive));
      deployment.isDone = true;
    });
    return deployment;
  }

  async #carryOut(deployment: Deployment, files: ReadonlyMap<string, string>): Promise<void> {
    const next = new Map(this.#components);
    const messages: DeployedMessage[] = [];
    for (const { type, names } of membersIn(files.get('package.xml'))) {
      for (const fullName of names) {
        try {
          const one = await withDeployed(next, given(files, type, fullName), this.quirks);
          next.set(keyOfComponent(type, fullName), one);
          messages.push({ type, fullName });
        } catch (error) {
          messages.push({ type, fullName, problem: (error as Error).message });
        }
      }
    }
    for (const { type, names } of membersIn(files.get('destructiveChanges.xml'))) {
      for (const fullName of names) {
        const problem = remove(next, type, fullName);
        messages.push({ type, fullName, ...(problem === undefined ? {} : { problem }) });
      }
    }
    deployment.messages = messages;
    deployment.isRefused = messages.some(({ problem }) => problem !== undefined);
    if (deployment.isRefused) return;
    this.#components = next;
    this.broken.push(...broken(next));
  }
}

function remove(components: Map<string, Component>, type: string, fullName: string): string | undefined {
  const one = components.get(keyOfComponent(type, fullName));
  if (!one) return `No ${type} named: ${fullName} found`;
  const users = type === 'Certificate' ? namedBy(components, one) : [];
  if (users.length > 0) return `This certificate is used by: ${users.join(', ')}`;
  components.delete(keyOfComponent(type, fullName));
  return undefined;
}

function given(files: ReadonlyMap<string, string>, type: string, fullName: string) {
  const { folder, suffix, content } = folders[type] ?? { folder: type, suffix: type, content: undefined };
  const path = `${folder}/${fullName}.${suffix}`;
  const properties = files.get(content ? `${path}-meta.xml` : path);
  if (properties === undefined)
    throw new Error(
      `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`,
    );
  return { type, fullName, properties: parseXml(properties), ...(content ? { content: files.get(path) ?? '' } : {}) };
}

function membersIn(text: string | undefined): Members[] {
  return text === undefined ? [] : membersOf(parseXml(text));
}

/** The types of a package, with the names of each. */
export function membersOf({ children }: XmlElement): Members[] {
  return children
    .filter(({ name }) => name === 'types')
    .map((types) => ({
      type: childText(types, 'name') ?? '',
      names: types.children.filter(({ name }) => name === 'members').map(({ text }) => text),
    }));
}

function packageXml(given: readonly Component[]): string {
  const types = [...Map.groupBy(given, ({ type }) => type)].map(
    ([type, some]) =>
      `<types>${some.map(({ fullName }) => `<members>${fullName}</members>`).join('')}<name>${type}</name></types>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>67.0</version></Package>`;
}
