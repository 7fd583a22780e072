import type { Locator, Page } from 'playwright-core';

/** The pages of the app, by the names in its address. */
export const pages = ['home', 'certificates', 'uses', 'rotations', 'check', 'notChecked', 'settings'] as const;

/**
 * Waits until the page that the address names is shown, or why it cannot be, and nothing is loading any more.
 *
 * The address changes at once and the page a task later: until then the page before it stands there, with nothing loading.
 */
export async function settled(page: Page): Promise<void> {
  const fragment = new URLSearchParams(new URL(page.url()).hash.slice(1));
  const name = (fragment.get('c__page') ?? 'home').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  await shown(page).locator(`c-${name}-page, c-error-panel`).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('lightning-spinner').first().waitFor({ state: 'detached' });
}

/** The page's own part, below title and navigation. */
export function shown(page: Page): Locator {
  return page.locator('c-certificate-console .page');
}
