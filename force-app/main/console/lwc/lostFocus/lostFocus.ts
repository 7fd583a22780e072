/** Frames that are watched, about ten seconds: as long as a dialog takes to close and a slow org to answer. */
const PATIENCE = 600;

/**
 * Gives the focus to a place should it be lost in the next seconds, as what had it goes away: a button with what it was
 * for, or a dialog, which gives the focus back to such a button. Nothing is taken from whoever is somewhere else, and whoever
 * uses a pointer is left alone from then on.
 *
 * @param place Where somebody goes on, looked up anew each time; nothing while it is not there
 * @param patience Frames that are watched
 */
export function catchFocus(place: () => HTMLElement | null | undefined, patience = PATIENCE): void {
  let left = patience;
  const end = (): void => {
    left = 0;
  };
  const look = (): void => {
    if (left <= 0) {
      document.removeEventListener('pointerdown', end, true);
      return;
    }
    left -= 1;
    if (isLost()) place()?.focus();
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- ends by itself
    requestAnimationFrame(look);
  };
  document.addEventListener('pointerdown', end, true);
  look();
}

/** Whether the page has the focus and no element of it: elsewhere, in the bar of the browser, it is not lost. */
function isLost(): boolean {
  const active = document.activeElement;
  return document.hasFocus() && (!active || active === document.body);
}
