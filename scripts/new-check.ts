/** Begins a check: `node scripts/new-check.ts ID` writes its file, its test and its page, and tells what is left to do. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { explain, root } from './project.ts';

/** What is begun: paths relative to the repository, and their texts. */
export type NewFiles = ReadonlyMap<string, string>;

/**
 * The files of a new check, as templates that compile and whose test fails until somebody has thought about it.
 *
 * @throws {Error} one sentence, for an id that is not kebab-case.
 */
export function filesOf(id: string): NewFiles {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) {
    throw new Error(`"${id}" is no id for a check: use two words or more in lower case, joined by hyphens.`);
  }
  return new Map([
    [`packages/core/src/checks/${id}.ts`, source(id)],
    [`packages/core/test/checks/${id}.test.ts`, test(id)],
    [`docs/checks/${id}.md`, page(id)],
  ]);
}

/**
 * Writes the files of a new check.
 *
 * @param folder the repository
 * @returns what is left to do, for people
 * @throws {Error} one sentence, when the id is not one or one of the files is there already; nothing is written then.
 */
export function beginCheck(id: string, folder: string): string {
  const files = filesOf(id);
  const taken = [...files.keys()].find((path) => existsSync(join(folder, path)));
  if (taken !== undefined) throw new Error(`${taken} is there already; choose another id.`);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return [
    'Written:',
    ...[...files.keys()].map((path) => `  ${path}`),
    'Left to do:',
    `  1. packages/core/src/checks/catalog.ts: import ${nameOf(id)} and put it where people should meet it.`,
    '  2. docs/checks/README.md: a row at the same place.',
    '  3. The words in capitals, the rule with its source, and a test for each thing that the page claims.',
    `  4. node --conditions=source --test 'packages/core/test/checks/{catalog,${id}}.test.ts'`,
    '',
  ].join('\n');
}

/** `clientAuthEnding` of `client-auth-ending`. */
function nameOf(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function source(id: string): string {
  return `import type { Holding } from '../inventory/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';

/** WHAT IS WRONG, IN ONE SENTENCE. */
export const ${nameOf(id)}: Check = {
  id: '${id}',
  title: 'WHAT IT LOOKS FOR, AS A SENTENCE.',
  severity: 'warning',
  source: { document: 'RFC 5280', section: '4.1', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1' },
  needs: 'the certificate',
  inputs: ['certificates'],
  remedy: 'WHAT TO DO ABOUT IT IN GENERAL, ONE SENTENCE.',
  run({ inventory }) {
    return judgeHeldChains(inventory, ({ leaf }, holding) => {
      return isWrong(leaf) ? { observations: [observe(leaf, holding)] } : {};
    });
  },
};

function isWrong(leaf: Certificate): boolean {
  return leaf.version !== 3;
}

function observe(leaf: Certificate, holding: Holding): Observation {
  return {
    severity: 'warning',
    title: \`WHAT HAPPENS TO \${nameOf(holding)}: the consequence, not the property\`,
    detail: 'WHY, IN A SENTENCE OR TWO.',
    remedy: 'WHERE TO CLICK IN SETUP, OR WHICH COMMAND.',
    evidence: { version: leaf.version },
    holding: referTo(holding),
    certificate: leaf.fingerprint,
  };
}
`;
}

function test(id: string): string {
  return `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issue } from '../fixtures/certificates.ts';
import { held, only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const leaf = await issue({ subject: 'CN=client' });

describe('${id}', () => {
  it('SAYS WHAT IS WRONG, HOW BAD IT IS AND WHAT TO DO', () => {
    const finding = only(run('${id}', AT, [held([leaf])]));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.title, 'THE CONSEQUENCE');
  });

  it('is content with WHAT IS RIGHT', () => {
    assert.deepEqual(run('${id}', AT, [held([leaf])]), { observations: [], notChecked: [] });
  });

  it('is not checked for a key pair whose body could not be read', () => {
    const { notChecked } = run('${id}', AT, [held([], { unreadable: 'its body could not be read' })]);
    assert.equal(notChecked.length, 1);
  });
});
`;
}

function page(id: string): string {
  return `# ${id}: WHAT IS WRONG, IN A FEW WORDS

WHAT IS WRONG, IN ONE SENTENCE.

- **Severity:** warning
- **Settings:** none
- **Applies since:** always
- **Rule:** RFC 5280, section 4.1: WHAT IT SAYS

## What it looks at

WHICH HOLDINGS OR REFERENCES, AND WHAT OF THEM.

## Why it matters

WHAT BREAKS, FOR WHOM.

## What to do

WHERE TO CLICK, WHICH COMMAND.

## What it needs

The certificate.

## What it cannot know

WHERE IT MAY BE WRONG.
`;
}

if (import.meta.main) {
  try {
    const [id, ...rest] = process.argv.slice(2);
    if (id === undefined || rest.length > 0) throw new Error('Give the id of the check: node scripts/new-check.ts ID');
    process.stdout.write(beginCheck(id, root));
  } catch (error) {
    explain(error);
  }
}
