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
  { id: 'namedCredential', title: 'Connection', state: 'done', detail: 'It is there.', action: null },
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
    expect(one(shown, '[data-id="progress"]').textContent).toBe('0 of 1 steps are done.');
    expect(textOf(one(shown, '[data-id="namedCredential"]'))).toBe('Connection done It is there.');
    expect(textOf(one(shown, '[data-id="principal"]'))).toContain('to do Assign it. Open Setup');
    expect(textOf(one(shown, '[data-id="tooling"]'))).toContain('not known yet');
    expect(one(shown, 'a').getAttribute('href')).toBe('/lightning/setup/PermSets/home');
    await expect(shown).toBeAccessible();
  });

  it('is a way of four stages, of which one that is optional does not count', async () => {
    const step = (id: string, state: string): object => ({ id, title: id, state, detail: '', action: null });
    steps.mockResolvedValue([
      step('publish', 'done'),
      step('people', 'done'),
      step('digest', 'done'),
      step('notificationType', 'todo'),
      step('schedule', 'todo'),
      step('connection', 'optional'),
    ]);
    const shown = await show(SetupSteps);
    const stages = all(shown, '.stage').map((stage) => textOf(stage.querySelector('.head')));
    expect(stages).toEqual(['1 Connect optional', '2 Scan done', '3 Schedule to do', '4 Tell done']);
    expect(one(shown, '[data-id="progress"]').textContent).toBe('2 of 3 steps are done.');
    expect(textOf(one(shown, '[data-id="notificationType"]'))).toContain('optional');
    await expect(shown).toBeAccessible();
  });

  it.each([
    ['nobody would be told', ['people', 'todo'], 'to do'],
    ['no way to tell is on', ['digest', 'todo'], 'to do'],
    ['it could not be looked up', ['people', 'unknown'], 'not known yet'],
  ])('does not call it done that people are told, where %s', async (_, [changed, state], word) => {
    const states = { people: 'done', digest: 'done', notificationType: 'todo', [changed ?? '']: state };
    const given = Object.entries(states).map(([id, stands]) => ({
      id,
      title: id,
      state: stands,
      detail: '',
      action: null,
    }));
    steps.mockResolvedValue(given);
    const shown = await show(SetupSteps);
    expect(textOf(one(shown, '[data-id="tell"] .head'))).toBe(`4 Tell ${word}`);
  });

  it('tells the moment of a step as the other pages do, with UTC beside', async () => {
    const given = { id: 'publish', title: 'Published', state: 'done', action: null };
    steps.mockResolvedValue([{ ...given, detail: 'Last {at}.', at: '2026-11-22T02:15:00.000+0000' }]);
    const said = one(await show(SetupSteps), '[data-id="publish"] p');
    expect(said.textContent).toMatch(/^Last .+, Sun, Nov 22(, 2026)?, 2:15 AM\.$/);
    expect(said.title).toBe('Sun, Nov 22, 2026, 2:15 AM UTC');
  });

  it('loses no step that it does not know', async () => {
    steps.mockResolvedValue([{ id: 'later', title: 'Of a later version', state: 'todo', detail: '', action: null }]);
    expect(textOf(one(await show(SetupSteps), '[data-id="later"]'))).toContain('Of a later version');
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

  it('holds where the notifications are set, and passes on what is to be saved', async () => {
    const settings = { bell: true };
    const shown = await show(SetupSteps, { settings });
    const told = heard(shown, 'save');
    const notifications = one<HTMLElement & { settings: object; canEdit: boolean }>(shown, 'c-notification-settings');
    expect([notifications.settings, notifications.canEdit]).toEqual([settings, true]);
    tell(notifications, 'save', { settings: { bell: false } });
    expect(told).toEqual([{ settings: { bell: false } }]);
  });

  it.each([
    ['done', true],
    ['todo', false],
    ['unknown', undefined],
  ])('knows from the steps whether a scan is scheduled: %s', async (state, scheduled) => {
    steps.mockResolvedValue([{ id: 'schedule', title: 'Daily scan', state, detail: '', action: null }]);
    const shown = await show(SetupSteps);
    expect(one<HTMLElement & { scheduled: unknown }>(shown, 'c-scan-schedule').scheduled).toBe(scheduled);
  });

  it('looks again when something was changed elsewhere', async () => {
    await show(SetupSteps);
    reload();
    await settled();
    expect(steps).toHaveBeenCalledTimes(2);
  });
});
