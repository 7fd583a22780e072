/** The page itself: import map, and a policy that lets it load nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineModule } from './engine.ts';
import { iconImports } from './icons.ts';
import { designSystem, page, targetOf } from './places.ts';
import type { Mode } from './places.ts';

/** Addresses below which the practice org serves the build. */
const base = '/console';

export function writePage(vendor: readonly string[], mode: Mode): void {
  const target = targetOf(mode);
  const map = JSON.stringify({
    imports: {
      ...Object.fromEntries(vendor.map((module) => [module, `${base}/vendor/${module}.js`])),
      ...iconImports(`${base}/app`),
      [engineModule]: `${base}/engine/certificateEngine.js`,
    },
  });
  const hash = createHash('sha256').update(map).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    // Base components and SLDS set style attributes, as on the platform, whose own policy allows them too.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const text = readFileSync(join(page, 'index.html'), 'utf8')
    .replace('{{policy}}', policy)
    .replace('<!-- imports -->', `<script type="importmap">${map}</script>${preloads(target)}`);
  writeFileSync(join(target, 'index.html'), text);
  cpSync(join(page, 'page.css'), join(target, 'page.css'));
  const styles = join('styles', 'salesforce-lightning-design-system.min.css');
  cpSync(join(designSystem, styles), join(target, 'slds', styles));
}

/** Every module but icons is needed at once: found one through the other they would come one after the other. */
function preloads(target: string): string {
  const files = globSync('{vendor,engine,app}/**/*.js', { cwd: target }).filter(
    (file) => !file.startsWith('app/icons/'),
  );
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => `<link rel="modulepreload" href="${base}/${file}" />`)
    .join('');
}
