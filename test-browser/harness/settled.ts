import type { Locator, Page } from 'playwright-core';

/** The pages of the app, by the names in its address. */
export const pages = ['home', 'certificates', 'uses', 'rotations', 'check', 'notChecked', 'settings'] as const;

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('c-certificate-console .page').waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('lightning-spinner').first().waitFor({ state: 'detached' });
}

/** The page's own part, below title and navigation. */
export function shown(page: Page): Locator {
  return page.locator('c-certificate-console .page');
}
