import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { auraMethods, componentImports } from '../../verify/component-imports.ts';
import { platformCompile } from '../../verify/platform-compile.ts';
import { apexClass, appFolder, meta } from './app-folder.ts';

const bundle = (name: string, script: string): Record<string, string> => ({
  [`lwc/${name}/${name}.js-meta.xml`]: meta('LightningComponentBundle', '<apiVersion>66.0</apiVersion>'),
  [`lwc/${name}/${name}.html`]: '<template><p>{text}</p></template>',
  ...(script ? { [`lwc/${name}/${name}.js`]: script } : {}),
});

const apex = apexClass(
  'Parcels',
  `public with sharing class Parcels {
  @AuraEnabled public static List<String> names(Integer atMost, String like) { return null; }
  public static void hidden() {}
}`,
);

describe('what components import', () => {
  it('are methods that Apex offers them, with the names of their parameters', (test) => {
    assert.deepEqual([...auraMethods(appFolder(test, apex))], [['Parcels.names', ['atMost', 'like']]]);
  });

  it('is refused when it does not exist', (test) => {
    const source = [
      "import names from '@salesforce/apex/Parcels.names';",
      "import hidden from '@salesforce/apex/Parcels.hidden';",
      "import title from '@salesforce/label/c.Parcel_Title';",
      "import canSend from '@salesforce/customPermission/Parcel_Send';",
    ].join('\n');
    const folder = appFolder(test, { ...apex, 'lwc/list/list.ts': source });
    assert.deepEqual(
      componentImports(folder, '').map(({ line, message }) => `${line}: ${message}`),
      [
        "2: There is no @AuraEnabled method 'Parcels.hidden'.",
        "3: There is no custom label 'Parcel_Title'.",
        "4: There is no custom permission 'Parcel_Send'.",
      ],
    );
  });

  it('is declared with the parameters that Apex has', (test) => {
    const types =
      "declare module '@salesforce/apex/Parcels.names' {\n  const method: (p: { atMost: number }) => void;\n}\n";
    const messages = componentImports(appFolder(test, apex), types).map(({ message }) => message);
    assert.deepEqual(messages, ["Parcels.names takes 'like', which its declaration lacks."]);
  });
});

describe('the compiler of the platform', () => {
  it('takes a component that is whole', async (test) => {
    const script =
      "import { LightningElement } from 'lwc';\nexport default class List extends LightningElement { text = 'a'; }\n";
    assert.deepEqual(await platformCompile(appFolder(test, bundle('list', script))), []);
  });

  it('refuses a component that is broken', async (test) => {
    const script =
      "import { LightningElement } from 'lwc';\nexport default class List extends LightningElement { text = ; }\n";
    assert.equal((await platformCompile(appFolder(test, bundle('list', script)))).length > 0, true);
  });

  it('is not asked about a component without its script, which is refused', async (test) => {
    const [issue] = await platformCompile(appFolder(test, bundle('list', '')));
    assert.match(issue?.message ?? '', /list\.js is missing/);
  });
});
