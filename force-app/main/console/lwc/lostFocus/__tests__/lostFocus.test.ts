import { catchFocus } from 'c/lostFocus';

// eslint-disable-next-line @lwc/lwc/no-async-operation -- what is tested goes by frames
const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function button(): HTMLButtonElement {
  const made = document.createElement('button');
  document.body.append(made);
  return made;
}

describe('a focus that is lost', () => {
  afterEach(() => document.body.replaceChildren());

  it('is given to the place when what had it goes away, and not before', async () => {
    const [pressed, place] = [button(), button()];
    pressed.focus();
    catchFocus(() => place, 5);
    await frame();
    expect(document.activeElement).toBe(pressed);
    pressed.remove();
    await frame();
    expect(document.activeElement).toBe(place);
  });

  it('is given as soon as the place can take it', async () => {
    const place = button();
    place.disabled = true;
    catchFocus(() => place, 5);
    await frame();
    expect(document.activeElement).toBe(document.body);
    place.disabled = false;
    await frame();
    expect(document.activeElement).toBe(place);
  });

  it.each([
    ['a pointer is used', 5, true],
    ['a while has passed', 2, false],
  ])('is nobody’s concern when %s', async (_when, patience, isPointed) => {
    const [other, place] = [button(), button()];
    other.focus();
    catchFocus(() => place, patience);
    if (isPointed) document.dispatchEvent(new CustomEvent('pointerdown'));
    await frame();
    await frame();
    await frame();
    other.remove();
    await frame();
    expect(document.activeElement).toBe(document.body);
  });

  it('is not looked for where the page has no focus at all', async () => {
    const place = button();
    const hasFocus = jest.spyOn(document, 'hasFocus').mockReturnValue(false);
    catchFocus(() => place, 2);
    await frame();
    hasFocus.mockRestore();
    expect(document.activeElement).toBe(document.body);
  });
});
