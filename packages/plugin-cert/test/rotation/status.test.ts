import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { eventAt, journalLine } from '@cert-health/core';
import type { NewEvent } from '@cert-health/core';
import type { CertRotatePlanResult } from '../../src/commands/cert/rotate/plan.ts';
import type { CertRotateStatusResult } from '../../src/commands/cert/rotate/status.ts';
import { readPlans } from '../../src/rotation/plan-store.ts';
import { journalName } from '../../src/rotation/execution/journal-file.ts';
import { keptLocally } from '../../src/rotation/home/local-home.ts';
import { readStatus } from '../../src/rotation/read-status.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { certificateMeta, folderWith } from '../fixtures/folder.ts';
import { issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const settings =
  'rotation: { authorities: { corporate: { type: command, command: [./sign.sh] } }, certificates: [{ certificate: Partner, authority: corporate }] }\n';

let chain: { intermediate: Issued; leaf: Issued };
before(async () => {
  chain = await issueChain({ from: new Date(Date.now() - 80 * 86_400_000).toISOString().slice(0, 10), days: 90 });
});

const project = (): Record<string, string> => ({
  'cert-health.yml': settings,
  'certs/Partner.crt': chain.leaf.pem + chain.intermediate.pem,
  'certs/Partner.crt-meta.xml': certificateMeta({ masterLabel: 'Partner', caSigned: 'true', keySize: '2048' }),
});

/** A folder with one plan in it. */
async function planned(t: Parameters<typeof folderWith>[0]) {
  const cwd = folderWith(t, project());
  const { result } = jsonOf<CertRotatePlanResult>(await runCommand(['rotate', 'plan', '-d', '.', '--json'], { cwd }));
  const [rotation] = result.rotations;
  assert.ok(rotation);
  const read = readPlans(join(cwd, '.cert-health')).get(rotation.id);
  assert.ok(read && 'stored' in read);
  const { plan } = read.stored;
  const journal = (...events: NewEvent[]): void => {
    const all: NewEvent[] = [{ type: 'planned', plan, digest: '' }, ...events];
    const lines = all.map((event, minute) => journalLine(eventAt(new Date(Date.now() + minute), event)));
    writeFileSync(join(cwd, '.cert-health', plan.id, journalName), lines.join(''));
  };
  return { cwd, id: plan.id, folder: join(cwd, '.cert-health'), journal };
}

describe('sf cert rotate status', () => {
  test('shows what is planned, and what has begun by its journal', async (t) => {
    const { cwd, id, journal } = await planned(t);
    const status = async () => {
      const outcome = await runCommand(['rotate', 'status', '--json'], { cwd });
      return { exitCode: outcome.exitCode, ...jsonOf<CertRotateStatusResult>(outcome).result };
    };
    const first = await status();
    assert.deepEqual(
      [first.exitCode, first.rotations.map((one) => [one.id, one.state, one.org])],
      [0, [[id, 'planned', null]]],
    );
    journal(
      { type: 'step-started', step: 'preflight', attempt: 1 },
      { type: 'step-failed', step: 'preflight', problem: 'The org was changed.' },
    );
    const [failed] = (await status()).rotations;
    assert.equal(failed?.state, 'failed');
    assert.deepEqual(
      failed.steps.slice(0, 2).map(({ state, problem }) => [state, problem]),
      [
        ['failed', 'The org was changed.'],
        ['open', undefined],
      ],
    );
    const { stdout } = await runCommand(['rotate', 'status'], { cwd });
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /FAILED Partner → Partner_\d{6} .* step preflight \(failed, .*\) why The org was changed\./,
    );
  });

  test('tells who is waited for', async (t) => {
    const { folder, journal } = await planned(t);
    const begin = { type: 'step-started', attempt: 1 } as const;
    const done = (step: 'preflight' | 'request'): NewEvent[] => [
      { ...begin, step },
      { type: 'step-done', step },
    ];
    const again = new Date(Date.now() + 3_600_000).toISOString();
    journal(
      ...done('preflight'),
      ...done('request'),
      { ...begin, step: 'sign' },
      { type: 'waiting', step: 'sign', who: 'authority', what: 'Ticket 12 is open.', again },
    );
    const [waiting] = readStatus(keptLocally(folder), new Date()).rotations;
    assert.deepEqual(
      [waiting?.state, waiting?.waitsFor?.who, waiting?.waitsFor?.what],
      ['waiting', 'authority', 'Ticket 12 is open.'],
    );
  });

  test('says which journal cannot be believed, and shows the rest', async (t) => {
    const { folder, id, journal } = await planned(t);
    journal({ type: 'step-started', step: 'switch', attempt: 1 });
    assert.match(
      readStatus(keptLocally(folder), new Date()).problems[0] ?? '',
      /contradicts itself: preflight comes before switch/,
    );
    writeFileSync(join(folder, id, journalName), 'x\n');
    const { rotations, problems } = readStatus(keptLocally(folder), new Date());
    assert.deepEqual([rotations.length, problems.length], [0, 1]);
    assert.match(problems[0] ?? '', /journal\.jsonl:1 is damaged/);
  });

  test('shows only what is of an org, where one is named', async (t) => {
    const { folder } = await planned(t);
    assert.equal(readStatus(keptLocally(folder), new Date(), '00D000000000001AAA').rotations.length, 0);
  });

  test('of nothing is nothing', async (t) => {
    const { exitCode, stdout } = await runCommand(['rotate', 'status'], { cwd: folderWith(t, {}) });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^0 rotations/);
  });
});
