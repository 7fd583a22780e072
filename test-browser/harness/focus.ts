import type { Locator, Page } from 'playwright-core';

/** Focuses a control and presses Enter, as somebody without a pointer does. */
export async function press(control: Locator): Promise<void> {
  await control.focus();
  await control.press('Enter');
}

/** What has the focus, in words; `body` when it is lost. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inner = (root: Document | ShadowRoot): Element | null => {
      const active = root.activeElement;
      return active?.shadowRoot ? (inner(active.shadowRoot) ?? active) : active;
    };
    const element = inner(document) ?? document.body;
    if (element === document.body) return 'body';
    return `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''}`;
  });
}
