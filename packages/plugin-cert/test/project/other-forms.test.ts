import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readProjectFolders } from '../../src/project/read-project.ts';
import type { ProjectsContent } from '../../src/project/read-project.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { plantedFiles } from './planted-project.ts';

type Written = (text: string) => string | Uint8Array;

/** XML alone; of code and certificates it is the bytes that may be written otherwise. */
const inXml =
  (change: (xml: string) => string): Written =>
  (text) =>
    text.startsWith('<?xml') ? change(text) : text;
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const isPem = (text: string): boolean => text.startsWith('-----');
const lessUtf8 = (text: string): string => text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"');

/** The same project, as editors, shells and tools may write it. */
const forms: Readonly<Record<string, Written>> = {
  'UTF-16': (text) => (isPem(text) ? text : utf16(text)),
  'UTF-16 the other way round': (text) => (isPem(text) ? text : utf16(text).swap16()),
  'UTF-8 with a byte order mark': (text) => (isPem(text) ? text : `\ufeff${text}`),
  'Latin-1, where it can be': (text) => (/[^\u0000-\u00ff]/.test(text) ? text : Buffer.from(lessUtf8(text), 'latin1')),
  'lines that end as on Windows': (text) => text.replaceAll('\n', '\r\n'),
  'prefixed names': inXml((xml) =>
    xml.replaceAll(/<(\/?)(?=[A-Za-z])/g, '<$1sf:').replace(/ xmlns="([^"]*)"/, ' xmlns:sf="$1"'),
  ),
  'values in CDATA': inXml((xml) =>
    xml.replaceAll(/>([^<>&]+)<\//g, (whole, value: string) =>
      value.trim() === '' ? whole : `><![CDATA[${value}]]></`,
    ),
  ),
  'values as character references': inXml((xml) =>
    xml.replaceAll(/>([^<>&]+)<\//g, (whole, value: string) =>
      value.trim() === '' ? whole : `>${value.replaceAll(/[a-z]/g, (letter) => `&#${letter.charCodeAt(0)};`)}</`,
    ),
  ),
  'comments and processing instructions around every element': inXml((xml) =>
    xml.replaceAll(
      /<\/\w+>/g,
      (end) => `${end}<!-- <certificate>Old</certificate> --><?p <certificate>Old</certificate> ?>`,
    ),
  ),
  'empty lines at the end': (text) => `${text}\n\n`,
};

describe('a project in another form', () => {
  let files: Readonly<Record<string, string>>;
  let plain: ReturnType<typeof essence>;
  const folders: (() => void)[] = [];
  const kept = { after: (work: () => void) => void folders.push(work) } as unknown as Parameters<typeof folderWith>[0];
  after(() => {
    for (const work of folders) work();
  });
  before(async () => {
    const issued = await Promise.all(
      Array.from({ length: 20 }, (_, n) => issue({ name: `Place ${n}`, from: '2026-01-01', days: 365 })),
    );
    files = plantedFiles((place) =>
      Buffer.from(issued[place]?.der ?? assert.fail('more are needed')).toString('base64'),
    );
    plain = await read(files);
    assert.ok(plain.references.length >= 50);
  });

  async function read(written: Readonly<Record<string, string | Uint8Array>>) {
    const folder = folderWith(kept, written);
    return essence(await readProjectFolders([folder]), folder);
  }

  for (const [form, write] of Object.entries(forms)) {
    test(`(${form}) gives what it gives in the usual one`, async () => {
      const written = Object.entries(files).map(([path, text]) => [path, write(text)] as const);
      assert.deepEqual(await read(Object.fromEntries(written)), plain);
    });
  }
});

/** What is found, without the lines: a form may move them. */
function essence({ sources, references, holdings }: ProjectsContent, folder: string) {
  const below = (text: string): string => text.replaceAll(`${folder}/`, '');
  return {
    sources: sources.map(({ id, status, items }) => [below(id.replace(folder, '.')), status, items].join(' ')),
    references: references.map(({ name, field, target }) => [below(name), field, target].join(' ')).sort(),
    holdings: holdings
      .map(({ name, certificates, unreadable }) => [
        below(name),
        ...certificates.map((one) => one.fingerprint),
        unreadable,
      ])
      .map((parts) => parts.join(' '))
      .sort(),
  };
}
