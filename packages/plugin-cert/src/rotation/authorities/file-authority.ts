import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { forbiddenPurpose, MAX_FILE } from '@cert-health/core';
import type { FileAuthoritySettings } from '../../settings/authorities-shape.ts';
import type { Authority, SigningRequest } from './authority.ts';
import { beforeAsking } from './before-asking.ts';
import type { LookedAt } from './before-asking.ts';
import { judgedAnswer } from './judged-answer.ts';
import type { JudgedAnswer } from './judged-answer.ts';
import type { AuthorityPorts } from './ports.ts';
import { outcomeOf, Refused, Waits } from './stopped.ts';

/** Endings under which a chain is looked for, in this order; the first is the one that people are asked for. */
const endings = ['.pem', '.crt', '.cer', '.p7b'] as const;

/**
 * Somebody carries request and chain by hand: `NAME.csr` is written to the folder, and the chain is waited for beside it as
 * `NAME.pem` (`.crt`, `.cer` and `.p7b` are taken too). Whatever lies there is first asked whether it belongs to that
 * request: the chain of last year does not.
 */
export function fileAuthority(name: string, settings: FileAuthoritySettings, ports: AuthorityPorts): Authority {
  const { purposes } = settings;
  const facts = { name, ...(purposes === undefined ? {} : { purposes }) };
  const { clock, settingsFolder } = ports;
  const folder = isAbsolute(settings.folder) ? settings.folder : join(settingsFolder, settings.folder);
  const shownFolder = settings.folder.replace(/[\\/]+$/, '');
  return {
    name,
    type: 'file',
    forbids: (wanted) => forbiddenPurpose(facts, wanted, clock.now()),
    close: () => Promise.resolve(),
    sign: (asked, memory) =>
      outcomeOf(async (notes) => {
        const looked = await beforeAsking(facts, 'other', asked, clock.now(), notes);
        const base = fileName(asked.certificate);
        await writeRequest(folder, `${base}.csr`, asked.csr);
        await memory.write({ csr: looked.digest });
        const found = await firstThatFits(folder, base, looked, asked, clock.now());
        if ('chain' in found) {
          notes.push(...found.notes);
          return { outcome: 'chain', chain: found.chain, alternates: [] };
        }
        const wanted = `Have ${shownFolder}/${base}.csr signed, and put the chain (PEM) there as ${base}.pem.`;
        throw new Waits([...found.told, wanted].join(' '));
      }),
  };
}

async function firstThatFits(
  folder: string,
  base: string,
  { request }: LookedAt,
  asked: SigningRequest,
  at: Date,
): Promise<Extract<JudgedAnswer, { chain: string }> | { readonly told: readonly string[] }> {
  const told: string[] = [];
  for (const ending of endings) {
    const file = `${base}${ending}`;
    const content = await contentOf(join(folder, file), file);
    if (content === undefined) continue;
    // Somebody may be writing it at this moment: what cannot be read yet is looked at again next time.
    const judged = await judgedAnswer(content, request, asked, at);
    if ('chain' in judged) return judged;
    told.push(`${file} is not the chain that is waited for. ${judged.message}`);
  }
  return { told };
}

async function contentOf(path: string, file: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE) throw new Refused(`${file} is too large to hold a chain; put the chain alone there.`);
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === undefined) throw error;
    throw new Refused(`${file} could not be read (${code}); check its permissions.`);
  }
}

/** Writes a request, whole or not at all; one that is there already stays as it is. */
async function writeRequest(folder: string, file: string, csr: string): Promise<void> {
  const path = join(folder, file);
  const partial = `${path}.${process.pid}.part`;
  try {
    await mkdir(folder, { recursive: true });
    if ((await readFile(path, 'utf8').catch(() => undefined)) === csr) return;
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(csr);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    throw new Refused(
      `The request could not be written as ${file} (${code ?? 'unknown reason'}); check the folder that the settings name.`,
    );
  }
}

/** The name of a certificate as that of a file. What cannot be in one is left out, and names stay apart. */
function fileName(certificate: string): string {
  const plain = certificate.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 100);
  if (plain === certificate && plain !== '') return plain;
  return `${plain}-${createHash('sha256').update(certificate).digest('hex').slice(0, 8)}`;
}
