/**
 * The texts of the labels file in place of their names. Import it before anything else:
 *
 *   import '../../../../../test/console/lwc/realWords';
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(__dirname, '../../../main/console/labels/CustomLabels.labels-meta.xml');
const escapes: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const labels = [...readFileSync(file, 'utf8').matchAll(/<labels>([^]*?)<\/labels>/g)].map(([, label = '']) => ({
  name: /<fullName>(.*?)<\/fullName>/.exec(label)?.[1] ?? '',
  text: (/<value>([^]*?)<\/value>/.exec(label)?.[1] ?? '').replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => escapes[name] ?? '',
  ),
}));

for (const { name, text } of labels) {
  jest.doMock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: text }), { virtual: true });
}
