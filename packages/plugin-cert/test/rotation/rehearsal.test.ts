import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Company, PracticeOrg } from '@cert-health/practice-org';
import type { AuthoritySettings } from '../../src/settings/authorities-shape.ts';
import type { CertRotateStartResult } from '../../src/commands/cert/rotate/start.ts';
import { StepProblem } from '../../src/rotation/execution/step-problem.ts';
import { rehearsalAuthority } from '../../src/rotation/rehearsal/rehearsal-authority.ts';
import { rehearsalPage } from '../../src/rotation/rehearsal/rehearsal-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { connect, logIn } from '../fixtures/log-in.ts';
import { companyOfClients } from './execution/company-of-clients.ts';
import { companyWith } from './execution/rotating.ts';

let production: Company;
let copy: Company;
before(async () => {
  production = await companyWith(2);
  // A copy from before the second named credential was made, whose first one calls another host.
  const [first, ...more] = production.components;
  assert.ok(first);
  const others = more.filter(({ fullName }) => fullName !== 'Supplier_0');
  copy = sandboxOf(production, true);
  copy = {
    ...copy,
    components: [{ ...first, values: { ...first.values, endpoint: 'https://sandbox.example' } }, ...others],
  };
});

/** The same company in another org, with a user of its own. */
function sandboxOf(company: Company, isSandbox: boolean): Company {
  const { identity, rows } = company;
  const id = `${identity.id.slice(0, 14)}9${identity.id.slice(15)}`;
  const username = `${identity.username}.copy`;
  return {
    ...company,
    identity: { ...identity, id, username, isSandbox },
    rows: {
      ...rows,
      Organization: (rows['Organization'] ?? []).map((row) => ({ ...row, Id: id, IsSandbox: isSandbox })),
      User: (rows['User'] ?? []).map((row) => ({ ...row, Username: username })),
    },
  };
}

async function orgOf(t: TestContext, company: Company): Promise<PracticeOrg> {
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(company) });
  t.after(() => practice.close());
  await logIn(practice);
  return practice;
}

/** A plan for production, and a sandbox to rehearse it in. */
async function planned(t: TestContext, inOrg = copy, more = '') {
  const real = await orgOf(t, production);
  const sandbox = await orgOf(t, inOrg);
  const cwd = folderWith(t, {
    'cert-health.yml': `rotation:
  authorities:
    practice: { type: practice, address: "${sandbox.url}" }
    corporate: { type: command, command: [./sign.sh] }
  certificates: [{ certificate: Supplier_Client, authority: ${more === '' ? 'practice' : 'corporate'} }]
`,
  });
  const run = (...args: string[]) =>
    runCommand(['rotate', ...args, '--certificate', 'Supplier_Client', '-o', real.username, '--json'], { cwd });
  assert.equal((await run('plan')).exitCode, 0);
  return { real, sandbox, rehearse: (...args: string[]) => run('start', '--rehearse-in', sandbox.username, ...args) };
}

/** Names of the certificates that an org holds. */
async function heldIn(practice: PracticeOrg): Promise<string[]> {
  const listed = await (await connect(practice)).metadata.list([{ type: 'Certificate' }], '66.0');
  return listed.map(({ fullName }) => fullName).sort();
}

describe('a rehearsal in a sandbox', () => {
  test('carries the plan out there, says what is otherwise, and takes everything back', async (t) => {
    const { real, sandbox, rehearse } = await planned(t);
    const asked = real.requests.length;
    const outcome = await rehearse();
    const { rehearsal } = jsonOf<CertRotateStartResult>(outcome).result;
    assert.ok(rehearsal, outcome.stdout);
    assert.deepEqual(
      [outcome.exitCode, rehearsal.end, rehearsal.asBefore, rehearsal.org],
      [0, 'undone', true, sandbox.username],
    );
    const [missing = '', other = '', ...rest] = rehearsal.differences;
    assert.match(missing, /^Supplier_0 \(NamedCredential\.certificate\) does not name Supplier_Client there/);
    assert.match(other, /^namedCredentials\/Supplier\.namedCredential has other values there\.$/);
    assert.deepEqual(rest, []);
    const states = Object.fromEntries(rehearsal.rotation?.steps.map(({ id, state }) => [id, state]) ?? []);
    assert.deepEqual([states['confirm'], states['switch'], states['retire']], ['done', 'undone', 'open']);
    assert.deepEqual(await heldIn(sandbox), ['Supplier_Client', 'Webhook_Signing']);
    assert.deepEqual(await heldIn(real), ['Supplier_Client', 'Webhook_Signing']);
    assert.ok(real.requests.slice(asked).every(({ path }) => !/deployRequest/.test(path)));
    const page = rehearsalPage(rehearsal, { columns: 100, paint: plainPaint, certificate: 'Supplier_Client' });
    assert.match(page, /✔ WORKED +Up to the confirmation; everything was taken back, and the sandbox is as it was\./);
    // It may be rehearsed as often as is wanted, and carried to its end.
    const left = jsonOf<CertRotateStartResult>(await rehearse('--leave')).result.rehearsal;
    assert.deepEqual([left?.end, left?.asBefore], ['left', null]);
    assert.equal((await heldIn(sandbox)).includes('Supplier_Client'), false);
  });

  test('finds the request that a rotation of the real org has kept', async (t) => {
    const { company, request } = await companyOfClients();
    const real = await orgOf(t, company);
    const sandbox = await orgOf(t, sandboxOf(company, true));
    const cwd = folderWith(t, {
      '.cert-health/Made-1/request.csr': request,
      'cert-health.yml': `rotation:
  authorities: { practice: { type: practice, address: "${sandbox.url}" } }
  certificates: [{ certificate: Supplier_Client, authority: practice, method: renew }]
`,
    });
    const run = (...args: string[]) =>
      runCommand(['rotate', ...args, '--certificate', 'Supplier_Client', '-o', real.username, '--json'], { cwd });
    assert.equal((await run('plan')).exitCode, 0);
    const outcome = await run('start', '--rehearse-in', sandbox.username);
    assert.equal(outcome.exitCode, 0, outcome.stdout);
    const { rehearsal } = jsonOf<CertRotateStartResult>(outcome).result;
    assert.deepEqual([outcome.exitCode, rehearsal?.end, rehearsal?.asBefore], [0, 'undone', true], outcome.stdout);
    assert.equal(rehearsal?.rotation?.kind, 'renew-in-place');
  });

  test('changes no org that is not known to be a sandbox, and asks no authority for a real certificate', async (t) => {
    const { rehearse } = await planned(t, sandboxOf(production, false));
    const refused = await rehearse();
    assert.deepEqual([refused.exitCode, /is not known to be a sandbox/.test(refused.stdout)], [8, true]);
    const { rehearse: withReal, sandbox } = await planned(t, copy, 'corporate');
    const costly = await withReal();
    assert.deepEqual([costly.exitCode, /would sign a real certificate/.test(costly.stdout)], [8, true]);
    assert.deepEqual(await heldIn(sandbox), ['Supplier_Client', 'Webhook_Signing']);
    const free = await withReal('--rehearsal-authority', 'practice');
    assert.equal(free.exitCode, 0, free.stdout);
  });

  test('has the test system of a public authority sign', () => {
    const authorities = new Map<string, AuthoritySettings>([
      [
        'public',
        { type: 'acme', directory: 'https://real.example', staging: 'https://staging.example', dns: ['./hook'] },
      ],
      ['only', { type: 'acme', directory: 'https://real.example', dns: ['./hook'] }],
    ]);
    const signs = rehearsalAuthority('public', authorities, undefined);
    assert.deepEqual(signs, { type: 'acme', directory: 'https://staging.example', dns: ['./hook'] });
    assert.throws(
      () => rehearsalAuthority('only', authorities, undefined),
      (error: unknown) => error instanceof StepProblem && error.refused,
    );
    assert.throws(() => rehearsalAuthority('only', authorities, 'nobody'), /no authority "nobody"/);
  });
});
