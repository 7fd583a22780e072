/**
 * Builds the page of the practice org into build/console: the app's real components over stand-ins for the platform.
 * What rarely changes (LWC and the base components) is kept between builds.
 *
 *   node scripts/build-console.ts [--development] [--component certificatesPage]
 */
import { buildApp } from '../console-page/bundle/app.ts';
import { putEngineBeside } from '../console-page/bundle/engine.ts';
import { writePage } from '../console-page/bundle/page-file.ts';
import type { Mode } from '../console-page/bundle/places.ts';
import { ourComponents, usedByComponents } from '../console-page/bundle/used.ts';
import { buildVendor } from '../console-page/bundle/vendor.ts';
import { explain, optionsOf } from './project.ts';

/**
 * @param mode `development` for tests and while writing components: LWC then says what is wrong
 * @param shown the component that the page shows; the app's shell when absent
 */
export async function buildConsole(mode: Mode = 'production', shown = 'certificateConsole'): Promise<void> {
  if (!ourComponents().some(({ name }) => name === shown)) throw new Error(`There is no component ${shown}.`);
  const used = usedByComponents();
  const [vendor] = await Promise.all([buildVendor(used.base, mode), putEngineBeside(mode)]);
  await buildApp(vendor, used.icons, { shown, mode });
  writePage(vendor, mode);
}

if (import.meta.main) {
  try {
    const { component, development } = optionsOf({ component: { type: 'string' }, development: { type: 'boolean' } });
    await buildConsole(development === true ? 'development' : 'production', component);
  } catch (error) {
    explain(error);
  }
}
