/** Where the page's parts come from and where they go. */
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
export const components = join(root, 'force-app', 'main');
export const labelsFile = join(components, 'console', 'labels', 'CustomLabels.labels-meta.xml');
export const page = join(root, 'console-page', 'page');
export const standIns = join(root, 'console-page', 'platform');
export const baseComponents = join(root, 'node_modules', 'lightning-base-components');
export const designSystem = join(root, 'node_modules', '@salesforce-ux', 'design-system', 'assets');

/**
 * `development` tells on the browser's console what is wrong with a template or a property; `production` is what an org
 * runs, and as fast.
 */
export type Mode = 'development' | 'production';

/** What the practice org serves as `/console/…`. */
export function targetOf(mode: Mode): string {
  return join(root, 'build', mode === 'production' ? 'console' : 'console-development');
}
