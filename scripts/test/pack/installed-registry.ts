/** A package registry on loopback that has exactly what is installed here: an install from it needs no network and takes the tested versions. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import type { InstalledPackage } from '../../pack/installed-packages.ts';
import { root } from '../../project.ts';

export interface Registry {
  readonly url: string;
  /** Names of packages that were asked for and are not there. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

interface InstalledManifest {
  readonly bundleDependencies?: readonly string[];
  readonly bundledDependencies?: readonly string[];
}

/** Serves packages until it is closed. */
export async function serveInstalled(packages: readonly InstalledPackage[]): Promise<Registry> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const [name = '', version] = path.replace(/\.tgz$/, '').split('/-/');
    const versions = packages.filter((one) => one.name === name && (!version || one.version === version));
    const [first] = versions;
    if (!first) {
      missing.push(name);
      response.writeHead(404).end('{}');
    } else if (version) {
      sendTarball(first, response);
    } else {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document(name, versions, url)));
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url, missing, close };
}

const manifestOf = ({ path }: InstalledPackage): InstalledManifest =>
  JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as InstalledManifest;

/** What a registry answers when it is asked for a package. */
function document(name: string, packages: readonly InstalledPackage[], url: string): object {
  const versions = packages.map((one) => {
    const tarball = `${url}/${name}/-/${one.version}.tgz`;
    return [one.version, { ...manifestOf(one), dist: { tarball } }] as const;
  });
  return { name, 'dist-tags': { latest: versions.at(-1)?.[0] }, versions: Object.fromEntries(versions) };
}

/** The package as it lies there, without what npm put into it; npm takes a tarball that is not compressed, too. */
function sendTarball(one: InstalledPackage, response: ServerResponse): void {
  const folder = join(root, one.path);
  const { bundleDependencies, bundledDependencies } = manifestOf(one);
  const bundles = (bundleDependencies ?? bundledDependencies ?? []).length > 0;
  const exclude = bundles ? [] : [`--exclude=${basename(folder)}/node_modules`];
  const tar = spawn('tar', ['-cf', '-', '-C', dirname(folder), ...exclude, basename(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  response.setHeader('content-type', 'application/octet-stream');
  tar.stdout.pipe(response);
}
