import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violations } from './harness/axe.ts';
import { Console } from './harness/console.ts';
import type { Rights } from './harness/console.ts';
import { pages, settled } from './harness/settled.ts';

/** How the org may be when somebody opens a page. */
const states: Readonly<Record<string, { certificates: number; rights?: Rights; faults?: object; loads?: false }>> = {
  'with 24 certificates': { certificates: 24 },
  'with 2,000 certificates': { certificates: 2000 },
  'before the first scan': { certificates: 0 },
  'for a viewer': { certificates: 24, rights: 'viewer' },
  'for an approver': { certificates: 24, rights: 'approver' },
  'for somebody without access': { certificates: 24, rights: 'none' },
  'when part of it cannot be read': {
    certificates: 24,
    faults: { 'apex-fails': ['HealthRecords.findings', 'HealthRecords.coverage', 'RotationRecords.overview'] },
  },
  'when nothing can be read': { certificates: 24, faults: { 'apex-fails': 'HealthRecords' } },
  'without a connection': { certificates: 24, faults: { 'no-connection': true } },
  'while it loads': {
    certificates: 24,
    faults: {
      'apex-hangs': [
        ...['certificates', 'findings', 'coverage', 'uses', 'waivers'].map((name) => `HealthRecords.${name}`),
        'RotationRecords',
      ],
    },
    loads: false,
  },
};

let app: Console;
before(async () => {
  app = await Console.start();
});
after(() => app.close());

describe('the look for violations', () => {
  it('sees into components: a button there that has lost its name is found', async () => {
    const open = await app.open('home');
    await settled(open.page);
    await open.page
      .locator('c-certificate-console nav button')
      .first()
      .evaluate((button) => (button.innerHTML = ''));
    const [violation, ...others] = await violations(open.page);
    assert.match(violation ?? '', /^button-name: /);
    assert.deepEqual(others, []);
    await open.close();
  });
});

for (const [state, { certificates, rights = 'admin', faults = {}, loads }] of Object.entries(states)) {
  describe(`accessibility ${state}`, () => {
    before(async () => {
      await app.fill(certificates);
      await app.become(rights);
      await app.faults(faults);
    });

    for (const name of pages) {
      it(`has no violation of WCAG 2.2 AA on the page ${name}, and no error`, async () => {
        const open = await app.open(name);
        try {
          if (loads === false) await open.page.waitForTimeout(700);
          else await settled(open.page);
          assert.deepEqual(open.troubles, []);
          assert.deepEqual(await violations(open.page), []);
        } finally {
          await open.close();
        }
      });
    }
  });
}
