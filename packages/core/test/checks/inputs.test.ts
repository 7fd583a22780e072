import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCatalog, evaluate, givenTo } from '@cert-health/core';
import type { Check, CheckContext, CheckInput } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { contextOf, emptyInventory, held, read } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const org = { id: '00D1', instanceUrl: 'https://acme.my.salesforce.com', username: 'a@b.example', isSandbox: null };

function made(inputs: readonly CheckInput[], run: Check['run'], also: readonly CheckInput[] = []): Check {
  const source = { document: 'None', section: '1' };
  return { id: 'made-up', title: 'T.', severity: 'info', source, needs: 'all', inputs, also, remedy: 'R.', run };
}

const silent = { observations: [], notChecked: [] };
const reads: Readonly<Record<string, (context: CheckContext) => unknown>> = {
  holdings: ({ inventory }) => inventory.holdings.length,
  references: ({ inventory }) => inventory.references.length,
  permissionGrants: ({ inventory }) => inventory.permissionGrants,
  expiryNotification: ({ inventory }) => inventory.expiryNotification,
  uses: ({ uses }) => uses.uses.length,
  verifiedChains: ({ verifiedChains }) => verifiedChains,
  trustStore: ({ trustStore }) => trustStore,
  revocation: ({ revocation }) => revocation,
  servers: ({ servers }) => servers,
};
const judged = (check: Check) =>
  evaluate(emptyInventory, { at: new Date(AT), generatedAt: new Date(AT), checks: [check] });

describe('a check that goes by what it does not declare', () => {
  for (const [part, readIt] of Object.entries(reads)) {
    it(`fails when it reads "${part}", there or not, and has decided nothing`, async () => {
      const check = made([], (context) => {
        readIt(context);
        return silent;
      });
      const { notChecked, decided } = await judged(check);
      assert.match(notChecked[0]?.reason ?? '', new RegExp(`made-up goes by "${part}" and does not say so`));
      assert.deepEqual(decided, []);
    });
  }

  it('fails too when it copies the inventory and reads the copy', async () => {
    const check = made(['certificates'], ({ inventory }) => {
      const copy = { ...inventory };
      return copy.references.length > 0 ? silent : silent;
    });
    assert.match((await judged(check)).notChecked[0]?.reason ?? '', /The check failed/);
  });

  it('reads what it declares, as an input or as what it can do without', async () => {
    const check = made(
      ['certificates'],
      (context) => {
        reads['holdings']?.(context);
        reads['trustStore']?.(context);
        return silent;
      },
      ['org-list'],
    );
    assert.deepEqual((await judged(check)).decided, [{ check: 'made-up' }]);
  });

  it('is given what it declares as it is', () => {
    const context = contextOf(AT, [held([])]);
    const given = givenTo({ id: 'x', inputs: ['certificates', 'configuration'] }, context);
    assert.equal(given.uses, context.uses);
    assert.equal(given.inventory.holdings, context.inventory.holdings);
  });
});

describe('what a check lacks', () => {
  const undecided = async (check: string, sources: readonly string[]): Promise<{ line?: string; decided: boolean }> => {
    const inventory = { ...emptyInventory, org, sources: sources.map((id) => read(id)) };
    const report = await evaluate(inventory, { at: new Date(AT), generatedAt: new Date(AT) });
    const line = report.notChecked.find((one) => one.check === check)?.reason;
    return { ...(line ? { line } : {}), decided: report.decided?.some((one) => one.check === check) ?? false };
  };

  it('is told by the check where no source of the report tells it', async () => {
    assert.deepEqual(await undecided('mutual-auth-not-enforced', ['org.permissions']), {
      line: 'The list of mutual authentication certificates was not read.',
      decided: false,
    });
    assert.deepEqual(await undecided('keystore-in-code', ['org.certificates']), {
      line: 'Apex code was not read.',
      decided: false,
    });
  });

  it('is nothing where the org lacks what it is about', async () => {
    const lacks = { ...read('org.inbound-certificates'), status: 'unavailable' as const };
    const inventory = { ...emptyInventory, org, sources: [lacks, read('org.permissions')], permissionGrants: [] };
    const { decided } = await evaluate(inventory, { at: new Date(AT), generatedAt: new Date(AT) });
    assert.ok(decided?.some(({ check }) => check === 'mutual-auth-not-enforced'));
  });

  it('is no question of an org where there is none', async () => {
    const leaf = await issue({ subject: 'CN=a' });
    const report = await evaluate(
      { ...emptyInventory, sources: [read('file:a.pem')], holdings: [held([leaf], { source: 'file:a.pem' })] },
      { at: new Date(AT), generatedAt: new Date(AT) },
    );
    assert.deepEqual(report.notChecked, [], 'not even what nobody asked: it names no revocation list');
    const lacking = checkCatalog.map(({ id }) => id).filter((id) => !report.decided?.some(({ check }) => check === id));
    assert.deepEqual(
      lacking,
      ['revoked', 'root-not-in-org-list', 'server-not-accepted'],
      'whose answers could only be given',
    );
  });

  it('of revocation is told once, as not asked, where a certificate names a list', async () => {
    const root = await issue({ subject: 'CN=Root', ca: true });
    const leaf = await issue({ subject: 'CN=a', issuer: root, listUrl: 'http://ca.example/a.crl' });
    const inventory = {
      ...emptyInventory,
      sources: [read('file:a.pem')],
      holdings: [held([leaf]), held([leaf, root])],
    };
    const options = { at: new Date(AT), generatedAt: new Date(AT) };
    const { notChecked, summary } = await evaluate(inventory, options);
    assert.deepEqual(
      notChecked.map(({ check, subject, asked }) => ({ check, subject, asked })),
      [{ check: 'revoked', subject: undefined, asked: false }],
    );
    assert.notEqual(summary.status, 'incomplete');
    const asked = await evaluate(inventory, { ...options, revocation: new Map() });
    assert.deepEqual(asked.notChecked, []);
  });
});
