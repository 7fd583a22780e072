import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { data } from './org-client.ts';
import type { OrgClient } from './org-client.ts';

/** A zip to deploy: members by type, and files by path. */
export function packageZip(types: Record<string, readonly string[]>, files: Record<string, string>): Uint8Array {
  const members = Object.entries(types).map(
    ([name, names]) =>
      `<types>${names.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`,
  );
  const manifest = `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${members.join('')}<version>67.0</version></Package>`;
  const all = { 'package.xml': manifest, ...files };
  return zipSync(Object.fromEntries(Object.entries(all).map(([path, text]) => [path, strToU8(text)])));
}

/** The files of a Certificate component. */
export function certificateFiles(name: string, properties: string, body = ''): Record<string, string> {
  return {
    [`certs/${name}.crt`]: body,
    [`certs/${name}.crt-meta.xml`]: `<Certificate xmlns="http://soap.sforce.com/2006/04/metadata">${properties}</Certificate>`,
  };
}

export interface Deployed {
  readonly status: string;
  readonly success: boolean;
  readonly errorMessage?: string;
  readonly details: {
    readonly componentFailures: readonly {
      readonly fullName: string;
      readonly fileName: string;
      readonly problem: string;
    }[];
    readonly componentSuccesses: readonly {
      readonly fullName: string;
      readonly created: boolean;
      readonly deleted: boolean;
    }[];
  };
}

/** Deploys by the REST resource and gives the result with its details. */
export async function deploy(org: OrgClient, zip: Uint8Array, options: object = {}): Promise<Deployed> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(zip)], { type: 'application/zip' }), 'package.xml');
  const deployOptions = { singlePackage: true, rollbackOnError: true, ...options };
  form.append('entity_content', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  const started = await org.request<{ id: string }>('POST', `${data}/metadata/deployRequest`, form);
  assert.equal(started.status, 201, started.text);
  const path = `${data}/metadata/deployRequest/${started.json().id}?includeDetails=true`;
  return (await org.get<{ deployResult: Deployed }>(path)).json().deployResult;
}

/** Deploys what must succeed. */
export async function deployed(org: OrgClient, zip: Uint8Array): Promise<Deployed> {
  const result = await deploy(org, zip);
  assert.equal(result.status, 'Succeeded', JSON.stringify(result));
  return result;
}

/** The one problem of a deploy that must fail. */
export async function problemOf(org: OrgClient, zip: Uint8Array, options: object = {}): Promise<string> {
  const result = await deploy(org, zip, options);
  assert.equal(result.success, false, JSON.stringify(result));
  const [failure, ...others] = result.details.componentFailures;
  assert.equal(others.length, 0, JSON.stringify(others));
  return failure?.problem ?? result.errorMessage ?? '';
}
