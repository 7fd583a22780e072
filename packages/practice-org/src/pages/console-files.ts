import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { html, RestError } from '../http/message.ts';
import type { Reply } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The app's page and its files, as scripts/build-console.ts made them; nothing outside that folder is served. */
export const consoleFileRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/console\/?$/,
    open: true,
    answer: async ({ consoleFolder }) => pageOf(await fileOf(consoleFolder, 'index.html')),
  },
  {
    method: 'GET',
    path: /^\/console\/(?<file>(?:app|engine|vendor|slds)\/[\w@./-]+|page\.css)$/,
    open: true,
    answer: async ({ consoleFolder, parameters: { file = '' } }) => {
      const body = await fileOf(consoleFolder, file);
      const type = types[extname(file)] ?? 'application/octet-stream';
      return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body };
    },
  },
];

async function fileOf(folder: string | undefined, file: string): Promise<Uint8Array> {
  if (folder === undefined) throw new RestError(404, 'NOT_FOUND', 'This org was started without the app: npm start.');
  const path = normalize(join(folder, file));
  if (!path.startsWith(folder + sep)) throw new RestError(404, 'NOT_FOUND', 'There is no such file.');
  return readFile(path).catch(() => {
    throw new RestError(404, 'NOT_FOUND', 'There is no such file: run node scripts/build-console.ts.');
  });
}

/** The page's own policy as a header too, with what a meta element cannot say (CSP Level 3 section 6.4.2). */
function pageOf(file: Uint8Array): Reply {
  const text = Buffer.from(file).toString('utf8');
  const [, policy = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text) ?? [];
  const reply = html(text);
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
}
