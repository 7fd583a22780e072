import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry, StepId } from '@cert-health/core';
import type { Rotating } from './rotating.ts';
import { companyWith, filesOf, startRotating } from './rotating.ts';

type Component = Company['components'][number];

async function rotating(t: TestContext, company: Company, entry: RotationEntry): Promise<Rotating> {
  const one = await startRotating(company, entry);
  t.after(() => one.end());
  return one;
}

const stateOf = ({ standing }: Awaited<ReturnType<Rotating['run']>>, id: StepId) =>
  standing.steps.find((step) => step.id === id);

/** The leaf of a key pair, PEM without its last line end. */
const leafOf = ({ keyPairs }: Company, name: string): string =>
  /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/.exec(
    keyPairs.find(({ developerName }) => developerName === name)?.body ?? '',
  )?.[0] ?? '';

/** The small company with an app that believes what its own key signs. */
async function believing(name: string): Promise<Company> {
  const company = await companyWith(1);
  const [first] = company.components;
  if (!first) throw new Error('the company is not what it was');
  const app: Component = {
    ...first,
    type: 'ConnectedApp',
    fullName: 'Loopback',
    id: '0H4Hs0000000001AAA',
    values: {
      contactEmail: 'it@quietharbor.example',
      label: 'Loopback',
      oauthConfig: { callbackUrl: 'https://a.example', certificate: leafOf(company, name), scopes: ['Api'] },
    },
  };
  return { ...company, components: [...company.components, app] };
}

/** The small company, whose signed certificate serves two domains of one site. */
async function serving(): Promise<Company> {
  const company = await companyWith(1);
  const [first, ...others] = company.components;
  if (!first) throw new Error('the company is not what it was');
  const address = (domainName: string, certificate?: string) => ({ certificate, domainName, primary: false });
  const site: Component = {
    ...first,
    type: 'CustomSite',
    fullName: 'Portal',
    id: '0DMHs0000000001AAA',
    values: {
      active: true,
      allowHomePage: false,
      clickjackProtectionLevel: 'SameOriginOnly',
      customWebAddresses: [
        address('one.example', 'Supplier_Client'),
        address('served-elsewhere.example'),
        address('two.example', 'Supplier_Client'),
      ],
      indexPage: 'Home',
      masterLabel: 'Portal',
      siteType: 'Visualforce',
    },
  };
  return { ...company, components: [site, ...others] };
}

describe('what carries the certificate of a key pair', () => {
  for (const [name, entry] of [
    ['Supplier_Client', { certificate: 'Supplier_Client', authority: 'practice' }],
    ['Webhook_Signing', { certificate: 'Webhook_Signing' }],
  ] as const) {
    test(`moves in the same deployment: ${name}`, async (t) => {
      const company = await believing(name);
      const one = await rotating(t, company, entry);
      const was = await filesOf(one);
      const app = 'connectedApps/Loopback.connectedApp';
      assert.ok(was[app]?.includes(leafOf(company, name)));
      const end = await one.run();
      assert.equal(stateOf(end, 'switch')?.state, 'done', stateOf(end, 'switch')?.problem);
      const { successor = '' } = one.stored.plan;
      const { files } = await one.port.retrieve(new Map([['Certificate', [successor]]]));
      const chain = Buffer.from(files.get(`certs/${successor}.crt`) ?? []).toString();
      const [leaf = ''] = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/.exec(chain) ?? [];
      const moved = await filesOf(one);
      assert.equal(moved[app], was[app]?.replace(leafOf(company, name), leaf));
      assert.ok(Object.keys(was).every((path) => was[path] !== moved[path]));
      await one.run([{ type: 'undo-started', why: 'a test' }]);
      assert.deepEqual(await filesOf(one), was);
    });
  }
});

describe('a site with two domains', () => {
  test('shows the new certificate on both, and nothing else of it changes', async (t) => {
    const names = ['one.example', 'two.example'];
    const one = await rotating(t, await serving(), { certificate: 'Supplier_Client', authority: 'practice', names });
    const was = await filesOf(one);
    const end = await one.run();
    assert.equal(
      stateOf(end, 'switch')?.state,
      'done',
      stateOf(end, 'switch')?.problem ?? stateOf(end, 'judge')?.problem,
    );
    const { successor = '', warnings } = one.stored.plan;
    const [[path = '', text = ''] = []] = Object.entries(await filesOf(one));
    assert.equal(text, was[path]?.replaceAll('>Supplier_Client<', `>${successor}<`));
    assert.equal(text.split(successor).length, 3);
    assert.ok(
      warnings.some((warning) => /^The deployment of Portal writes all addresses of the site again/.test(warning)),
    );
    await one.run([{ type: 'undo-started', why: 'a test' }]);
    assert.deepEqual(await filesOf(one), was);
  });
});
