import '../../../../../test/console/lwc/realWords';
import stepsOf from '@salesforce/apex/SetupAssistant.steps';
import testOf from '@salesforce/apex/SetupAssistant.test';
import { reload } from 'c/healthRecords';
import SetupSteps from 'c/setupSteps';
import { all, heard, one, settled, show, tell, textOf } from '../../../../../test/console/lwc/pieces';

jest.mock('@salesforce/apex/SetupAssistant.steps', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupAssistant.test', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
const steps = stepsOf as unknown as jest.Mock;
const test = testOf as unknown as jest.Mock;
const three = [
  { id: 'named', title: 'Connection', state: 'done', detail: 'It is there.', action: null },
  {
    id: 'principal',
    title: 'Access',
    state: 'todo',
    detail: 'Assign it.',
    action: { label: 'Open Setup', url: '/lightning/setup/PermSets/home' },
  },
  { id: 'tooling', title: 'Answer', state: 'unknown', detail: 'Not tried.', action: null },
];

describe('set-up', () => {
  beforeEach(() => {
    steps.mockReset().mockResolvedValue(three);
    test.mockReset();
  });
  afterEach(() => document.body.replaceChildren());

  it('says of each step whether it is done, and leads to where it can be', async () => {
    const shown = await show(SetupSteps);
    expect(one(shown, '[data-id="progress"]').textContent).toBe('1 of 3 steps are done.');
    expect(textOf(one(shown, '[data-id="named"]'))).toBe('Connection done It is there.');
    expect(textOf(one(shown, '[data-id="principal"]'))).toContain('to do Assign it. Open Setup');
    expect(textOf(one(shown, '[data-id="tooling"]'))).toContain('cannot be told');
    expect(one(shown, 'a').getAttribute('href')).toBe('/lightning/setup/PermSets/home');
    await expect(shown).toBeAccessible();
  });

  it.each([
    [
      { ok: true, status: 200, sentence: 'The Tooling API answered.', what: null },
      'It works The Tooling API answered.',
    ],
    [
      { ok: false, status: 403, sentence: 'It was refused.', what: 'INSUFFICIENT_ACCESS' },
      'It does not work yet It was refused. The org said: INSUFFICIENT_ACCESS',
    ],
  ])('says in words how the test came out', async (answer, words) => {
    test.mockResolvedValue(answer);
    const shown = await show(SetupSteps);
    one(shown, '[data-id="test"]').click();
    await settled();
    expect(textOf(one(shown, '[data-id="answer"]'))).toBe(words);
    expect(steps).toHaveBeenCalledTimes(2);
    await expect(shown).toBeAccessible();
  });

  it('says that it is asking, and takes no second press meanwhile', async () => {
    test.mockReturnValue(new Promise(() => {}));
    const shown = await show(SetupSteps);
    one(shown, '[data-id="test"]').click();
    await settled();
    expect(textOf(one(shown, '[data-id="answer"]'))).toBe('Asking …');
    one(shown, '[data-id="test"]').click();
    expect(test).toHaveBeenCalledTimes(1);
  });

  it('says what went wrong with the test itself', async () => {
    test.mockRejectedValue({ body: { message: 'The callout timed out.' } });
    const shown = await show(SetupSteps);
    one(shown, '[data-id="test"]').click();
    await settled();
    expect(textOf(one(shown, '[data-id="answer"]'))).toContain('It does not work yet The callout timed out.');
  });

  it('says that it is loading, what went wrong, and tries again when asked', async () => {
    steps.mockRejectedValue({ body: { message: 'You need a permission.' } });
    const shown = await show(SetupSteps);
    expect(textOf(shown)).toContain('You need a permission.');
    steps.mockReturnValue(new Promise(() => {}));
    tell(one(shown, 'c-error-panel'), 'retry', {});
    await settled();
    expect(all(shown, 'lightning-spinner')).toHaveLength(1);
    await expect(shown).toBeAccessible();
  });

  it('tells others what it found', async () => {
    const shown = await show(SetupSteps);
    const told = heard(shown, 'steps');
    reload();
    await settled();
    expect(told).toEqual([{ steps: three }]);
  });

  it('looks again when something was changed elsewhere', async () => {
    await show(SetupSteps);
    reload();
    await settled();
    expect(steps).toHaveBeenCalledTimes(2);
  });
});
