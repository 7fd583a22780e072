import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { standing } from './courses.ts';
import type { Harbor } from './harbor.ts';
import { harbor } from './harbor.ts';
import { elsewhere } from './rotating-elsewhere.ts';
import { newKeys, requestOf } from './signing.ts';

const all = process.env['ALL_KILLS'] === '1';

let world: Harbor;
before(async () => {
  world = await harbor();
});

/** A command that does what a file beside it says. */
const script = `import { readFileSync } from 'node:fs';
let csr = '';
for await (const part of process.stdin) csr += part;
const { output = '', errors = '', code = 0, hangs = false, times = 1, url } = JSON.parse(readFileSync('answer.json', 'utf8'));
process.stderr.write(errors);
if (url) process.stdout.write(await (await fetch(url, { method: 'POST', body: csr })).text());
for (let count = 0; count < times; count++) process.stdout.write(output);
if (hangs) setInterval(() => undefined, 1000);
else process.exitCode = code;
`;

interface Misbehavior {
  readonly what: string;
  readonly answer: (own: string, other: string) => object;
  readonly says: RegExp;
  readonly usual?: true;
}

const leafOf = (chain: string): string => chain.slice(0, chain.indexOf('-----END CERTIFICATE-----') + 26);

/** `own` is a chain for the key of the org, `other` one for another key. */
const misbehaviors: readonly Misbehavior[] = [
  { what: 'gives a chain for another key', answer: (_, other) => ({ output: other }), says: /key/, usual: true },
  { what: 'gives nothing', answer: () => ({}), says: /cannot be used/ },
  {
    what: 'gives a page',
    answer: () => ({ output: '<html><body>Log in</body></html>' }),
    says: /cannot be used/,
    usual: true,
  },
  { what: 'gives half a PEM', answer: (own) => ({ output: own.slice(0, 400) }), says: /cannot be used/ },
  {
    what: 'ends with 1',
    answer: () => ({ code: 1, errors: 'quota is used up\n' }),
    says: /ended with 1.*quota is used up/,
  },
  { what: 'hangs', answer: () => ({ hangs: true }), says: /did not end within/, usual: true },
  { what: 'writes without end', answer: () => ({ output: 'x'.repeat(1_000_000), times: 40 }), says: /./ },
];

describe('an authority that misbehaves', () => {
  test('puts nothing into the org, is told of in a sentence, and is asked again', async (t) => {
    const command = JSON.stringify([process.execPath, 'answer.mjs']);
    const one = await elsewhere(t, world, {
      entry: '{ certificate: Partner_Client, authority: own }',
      command,
      more: ', time-limit: 5s',
      files: { 'answer.mjs': script },
    });
    const was = standing(one);
    const answers = (answer: object): void => writeFileSync(join(one.cwd, 'answer.json'), JSON.stringify(answer));
    const other = await world.authority.chain(await requestOf(await newKeys(), 'CN=Other'));
    const { rotation } = await one.run('plan', '--certificate', 'Partner_Client');
    const { id = '', successor = '' } = rotation ?? {};
    for (const { what, answer, says, usual } of misbehaviors) {
      if (!all && !usual) continue;
      const csr = one.org.state.find('Certificate', successor)?.content;
      const own = csr === undefined ? other : await world.authority.chain(csr);
      answers(answer(own, other));
      const told = await one.run('start', id);
      const sign = told.rotation?.steps.find((step) => step.id === 'sign');
      t.diagnostic(`${what}: ${told.exitCode} ${told.message}`);
      assert.deepEqual([told.exitCode, sign?.state], [1, 'failed'], `${what}: ${told.message}`);
      assert.match(told.message, says, what);
      assert.ok(told.message.length < 2000 && !told.message.includes('    at '), what);
    }
    // What is not asked for is left out of what is installed.
    const csr = one.org.state.find('Certificate', successor)?.content ?? '';
    const own = await world.authority.chain(csr);
    answers({ output: leafOf(other) + own });
    const good = await one.run('start', id);
    assert.equal(good.exitCode, 7, good.message);
    assert.equal(one.org.state.find('Certificate', successor)?.content, own);
    assert.deepEqual(one.org.state.broken, []);
    const undone = await one.run('undo', id);
    assert.equal(undone.exitCode, 0, undone.message);
    assert.deepEqual(standing(one), was);
  });
});
