import { catchFocus } from 'c/lostFocus';

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

  it('is nobody’s concern when a pointer is used, or after a while', async () => {
    const place = button();
    for (const [patience, uses] of [
      [5, true],
      [2, false],
    ] as const) {
      const other = button();
      other.focus();
      catchFocus(() => place, patience);
      if (uses) document.dispatchEvent(new Event('pointerdown'));
      for (let count = 0; count < 3; count += 1) await frame();
      other.remove();
      await frame();
      expect(document.activeElement).toBe(document.body);
    }
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
