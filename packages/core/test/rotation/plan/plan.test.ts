import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildUseMap, planRotations, stepIds } from '@cert-health/core';
import type { Holding, Inventory, Planned, Plans, Reference, RotationEntry, StepId } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, request, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { parseCertificationRequest } from '@cert-health/core';
import {
  emptyInventory,
  held,
  heldForClients,
  read,
  shownOutbound,
  shownToVisitors,
} from '../../fixtures/inventories.ts';

let signed: Issued;
let own: Issued;
let fresh: Issued;
let root: Issued;
before(async () => {
  root = await issue({ subject: 'CN=Acme Root', ca: true, notBefore: '2020-01-01', notAfter: '2040-01-01' });
  const of = (notBefore: string, notAfter: string) =>
    issue({ subject: 'CN=client', issuer: root, notBefore, notAfter, purposes: [clientAuth, serverAuth] });
  [signed, own, fresh] = await Promise.all([
    of('2026-01-01', '2026-04-01'),
    issueLikeSalesforce('Own', '2026-01-01', '2026-04-01'),
    of('2026-03-10', '2026-06-10'),
  ]);
});

const at = new Date('2026-03-15T00:00:00Z');
const entry = (more: Partial<RotationEntry> = {}): RotationEntry => ({
  certificate: 'Partner_*',
  authority: 'corporate',
  ...more,
});

function plans(
  holdings: readonly Holding[],
  references: readonly Reference[],
  entries: readonly RotationEntry[],
  {
    certificate,
    inventory = {},
    on = at,
    production = true,
    readAgain,
  }: { certificate?: string; inventory?: Partial<Inventory>; on?: Date; production?: boolean; readAgain?: Date } = {},
): Plans {
  const whole = { ...emptyInventory, holdings, references, ...inventory };
  const settings = { certificates: entries, production, folder: '.cert-health' };
  return planRotations({
    ...(readAgain ? { readAgain } : {}),
    inventory: whole,
    uses: buildUseMap(whole),
    settings,
    at: on,
    ...(certificate === undefined ? {} : { certificate }),
  });
}

function onlyPlan({ planned, notPlanned }: Plans): Planned {
  const [first] = planned;
  assert.ok(
    first && planned.length === 1,
    JSON.stringify({ planned: planned.map(({ plan }) => plan.certificate), notPlanned }),
  );
  return first;
}

const steps = ({ plan }: Planned): StepId[] => plan.steps.map(({ id }) => id);
const apexReference: Reference = {
  source: 'org.apex',
  name: 'Gateway',
  field: 'ApexClass.HttpRequest.setClientCertificateName',
  target: 'Partner_API_Client',
};

describe('the kind of a rotation follows from what is held, what carries it and the settings:', () => {
  test('(a) the same record, where its request is at hand', () => {
    const made = onlyPlan(plans([held([signed, root])], [shownOutbound], [entry({ csr: 'partner.csr' })]));
    assert.equal(made.plan.kind, 'renew-in-place');
    assert.deepEqual(steps(made), ['preflight', 'request', 'sign', 'judge', 'install', 'verify', 'confirm']);
    assert.deepEqual([made.plan.successor, made.plan.references, made.plan.waitsFor], [undefined, [], undefined]);
    assert.ok(made.plan.steps.find(({ id }) => id === 'install')?.undo);
  });

  test('(a) waits for the request where nobody holds it', () => {
    const { plan } = onlyPlan(plans([held([signed])], [shownOutbound], [entry({ method: 'renew' })]));
    assert.deepEqual([plan.kind, plan.waitsFor?.who], ['renew-in-place', 'approver']);
    assert.match(plan.waitsFor?.what ?? '', /Download Certificate Signing Request/);
  });

  test('(b) a new record, its references and what is left to people', () => {
    const made = onlyPlan(plans([held([signed])], [shownOutbound, apexReference], [entry()]));
    const { plan } = made;
    assert.deepEqual(
      [plan.kind, plan.authority, plan.successor],
      ['new-key', 'corporate', 'Partner_API_Client_202603'],
    );
    assert.deepEqual(steps(made), [...stepIds]);
    assert.deepEqual(plan.steps.find(({ id }) => id === 'switch')?.changes, [
      {
        component: 'NamedCredential:Partner_API',
        field: 'NamedCredential.certificate',
        from: 'Partner_API_Client',
        to: 'Partner_API_Client_202603',
      },
    ]);
    const [apex, ...rest] = plan.byHand;
    assert.match(
      apex?.instruction ?? '',
      /^Put Partner_API_Client_202603 in the place of Partner_API_Client in Setup > Apex Classes, Gateway/,
    );
    assert.deepEqual([apex?.blocks, apex?.setupUrl], [true, '/lightning/setup/ApexClasses/home']);
    // No API tells whether it is the API client certificate too.
    assert.ok(rest.some(({ reference, blocks }) => reference.name === 'API Client Certificate' && !blocks));
    assert.deepEqual(plan.breaks, ['callouts made by Gateway fail', 'calls to the system behind Partner_API fail']);
  });

  test('(c) a new record that vouches for itself, given to the partner before the switch', () => {
    const made = onlyPlan(plans([held([own])], [shownOutbound], [{ certificate: 'Partner_*' }]));
    assert.equal(made.plan.kind, 'self-signed');
    assert.deepEqual(steps(made), ['preflight', 'request', 'judge', 'verify', 'switch', 'confirm', 'retire']);
    assert.equal(made.plan.steps.find(({ id }) => id === 'switch')?.waits?.who, 'partner');
    assert.deepEqual(made.plan.warnings, []);
  });

  test('(c) says that an authority signs it no more, and is refused for a domain', () => {
    const bare: RotationEntry = { certificate: 'Partner_*' };
    const warned = onlyPlan(plans([held([signed])], [shownOutbound], [bare]));
    assert.match(warned.plan.warnings.join(' '), /An authority has signed Partner_API_Client/);
    const refused = plans([held([signed])], [shownToVisitors], [{ ...bare, certificate: 'Partner_API_Client' }]);
    assert.deepEqual(refused.planned, []);
    assert.match(refused.notPlanned[0]?.problem ?? '', /serves .*custom domain.*: name an authority/);
  });

  test('(d) a second entry of the mutual authentication list', () => {
    const holding = heldForClients([signed]);
    const carriedThere: Reference = { source: holding.source, name: holding.name, field: 'InboundCertificate.content' };
    const made = onlyPlan(plans([holding], [carriedThere], [{ certificate: 'Billing_*' }]));
    assert.equal(made.plan.kind, 'mutual-authentication');
    assert.deepEqual(
      made.plan.steps.filter(({ waits }) => waits).map(({ id, waits }) => [id, waits?.who]),
      [['switch', 'partner']],
    );
    // The step itself waits, so that what comes is taken without anybody's approval.
    assert.match(made.plan.steps[1]?.title ?? '', /from Billing_Client_202603\.pem in the folder of the rotation$/);
    const withRequest = onlyPlan(
      plans([holding], [carriedThere], [{ certificate: 'Billing_*', authority: 'corporate', csr: 'client.csr' }]),
    );
    assert.deepEqual(steps(withRequest), [...stepIds]);
    const without = onlyPlan(plans([holding], [carriedThere], [{ certificate: 'Billing_*', authority: 'corporate' }]));
    assert.match(without.plan.waitsFor?.what ?? '', /csr:/);
    const withKey = onlyPlan(
      plans([holding], [carriedThere], [{ certificate: 'Billing_*', authority: 'corporate', keyFolder: 'keys' }]),
    );
    assert.equal(withKey.plan.waitsFor, undefined);
    assert.match(withKey.plan.steps[1]?.effect ?? '', /keys\/Billing_Client_202603\.key, readable by nobody else/);
    const byAddress = onlyPlan(
      plans([holding], [carriedThere], [{ certificate: 'Billing_*', from: 'https://idp.example/metadata' }]),
    );
    assert.match(byAddress.plan.waitsFor?.what ?? '', /is taken from a file/);
  });

  test('(e) a second certificate of the user', () => {
    const holding = heldForClients([signed], { source: 'org.user-certificates', name: 'Login', label: 'Log-in' });
    const reference: Reference = { source: holding.source, name: 'Login', field: 'UserAuthCertificate.content' };
    const { plan } = onlyPlan(plans([holding], [reference], [{ certificate: 'Login' }]));
    assert.deepEqual([plan.kind, plan.successor], ['user-certificate', 'Login_202603']);
    assert.equal(
      plan.steps.find(({ id }) => id === 'install')?.changes[0]?.field,
      'UserAuthCertificate.CertificateChain',
    );
  });

  test('(f) the only place there is, at an agreed moment, or a second configuration beside it', () => {
    const holding = heldForClients([signed], { source: 'org.saml-sso-configs', name: 'Okta', label: 'Okta' });
    const reference: Reference = { source: holding.source, name: 'Okta', field: 'SamlSsoConfig.validationCert' };
    const inPlace = onlyPlan(plans([holding], [reference], [{ certificate: 'Okta', from: 'okta.pem' }]));
    assert.equal(inPlace.plan.kind, 'carried');
    assert.deepEqual(steps(inPlace), ['preflight', 'request', 'judge', 'verify', 'switch', 'confirm']);
    assert.match(
      inPlace.plan.steps.find(({ id }) => id === 'switch')?.waits?.what ?? '',
      /^Agree on the moment with the identity provider/,
    );
    assert.equal(inPlace.plan.references.length, 1);
    const beside = onlyPlan(
      plans([holding], [reference], [{ certificate: 'Okta', from: 'okta.pem', method: 'replace' }]),
    );
    assert.deepEqual(
      [beside.plan.successor, beside.plan.steps.at(-1)?.id, beside.plan.references],
      ['Okta_202603', 'retire', []],
    );
  });

  test('(g) a keystore that only Setup imports, and a key that only its own page takes', () => {
    const made = onlyPlan(plans([held([signed])], [shownOutbound], [{ certificate: 'Partner_*', method: 'import' }]));
    assert.equal(made.plan.kind, 'guided');
    assert.match(made.plan.steps.find(({ id }) => id === 'install')?.waits?.what ?? '', /Import from Keystore/);
    assert.deepEqual(
      made.plan.references.map(({ name }) => name),
      ['Partner_API'],
    );
    const holding = heldForClients([signed], { source: 'org.public-key-certificates', name: 'Chat', label: 'Chat' });
    const reference: Reference = { source: holding.source, name: 'Chat', field: 'PublicKeyCertificate.jsonWebKey' };
    const page = onlyPlan(plans([holding], [reference], [{ certificate: 'Chat' }]));
    assert.deepEqual([page.plan.kind, steps(page)], ['guided', ['preflight', 'request', 'switch', 'confirm']]);
  });
});

describe('a certificate is planned', () => {
  test('when it is due; what is not is told with its reason', () => {
    const { planned, notDue } = plans([held([fresh])], [shownOutbound], [entry()]);
    assert.deepEqual(planned, []);
    assert.match(notDue[0]?.reason ?? '', /^Not due before/);
    assert.equal(
      onlyPlan(plans([held([fresh])], [shownOutbound], [entry()], { certificate: 'partner_api_client' })).due.due,
      false,
    );
  });

  test('when an entry covers it, as a successor too; the first entry that fits counts', () => {
    const successor = held([signed], { name: 'Partner_API_Client_202601' });
    const named = { ...shownOutbound, target: 'Partner_API_Client_202601' };
    const made = onlyPlan(
      plans(
        [successor],
        [named],
        [entry({ certificate: 'Other' }), entry({ certificate: 'Partner_API_Client', authority: 'first' }), entry()],
      ),
    );
    assert.deepEqual([made.plan.authority, made.plan.successor], ['first', 'Partner_API_Client_202603']);
    assert.deepEqual(plans([held([signed])], [], [entry({ certificate: 'Other' })]).planned, []);
    assert.deepEqual(plans([held([signed])], [], [entry({ source: 'project.*' })]).planned, []);
  });

  test('by name without an entry: it is told what is missing', () => {
    const { plan } = onlyPlan(plans([held([signed])], [shownOutbound], [], { certificate: 'Partner_API_Client' }));
    assert.match(plan.waitsFor?.what ?? '', /no entry for Partner_API_Client under rotation\.certificates/);
    assert.equal(
      onlyPlan(plans([held([own])], [], [], { certificate: 'Partner_API_Client' })).plan.kind,
      'self-signed',
    );
  });

  test('once: the old one is not due beside the successor that took its place, and the successor goes by its own dates', () => {
    const successor = held([fresh], { name: 'Partner_API_Client_202603' });
    const moved = { ...shownOutbound, target: 'Partner_API_Client_202603' };
    const { planned, notDue } = plans([held([signed]), successor], [moved], [entry()]);
    assert.deepEqual(planned, []);
    assert.match(
      notDue.find(({ certificate }) => certificate === 'Partner_API_Client')?.reason ?? '',
      /Partner_API_Client_202603 takes its place/,
    );
    assert.match(
      notDue.find(({ certificate }) => certificate !== 'Partner_API_Client')?.reason ?? '',
      /^Not due before/,
    );
  });

  test('again while its references have not moved: a successor that nobody uses replaces nothing', () => {
    const successor = held([fresh], { name: 'Partner_API_Client_202603' });
    const { plan } = onlyPlan(plans([held([signed]), successor], [shownOutbound], [entry()]));
    assert.equal(plan.successor, 'Partner_API_Client_202603_2');
    assert.match(
      plan.warnings.join(' '),
      /Partner_API_Client_202603 is there already .* look whether a rotation was left unfinished/,
    );
  });

  test('a week before its end at least, where it serves a domain', async () => {
    // A third of 18 days is less than a week.
    const short = await issue({
      subject: 'CN=portal.example',
      issuer: root,
      notBefore: '2026-03-01',
      notAfter: '2026-03-19',
    });
    const on = new Date('2026-03-12T12:00:00Z');
    const { due } = onlyPlan(plans([held([short])], [shownToVisitors], [entry()], { on }));
    assert.deepEqual([due.because, due.from?.toISOString()], ['limit', '2026-03-12T00:00:00.000Z']);
    assert.deepEqual(plans([held([short])], [shownOutbound], [entry()], { on }).planned, []);
  });

  test('not when it cannot be read: that is a problem of its own', () => {
    const { planned, notPlanned } = plans([held([], { unreadable: 'no' })], [], [entry()]);
    assert.deepEqual([planned.length, notPlanned.length], [0, 1]);
    assert.match(notPlanned[0]?.problem ?? '', /could not be read/);
  });

  test('not while it waits for its chain', async () => {
    const pending = held([], {
      request: parseCertificationRequest(await request('CN=x')),
      pendingSignature: true,
      record: { expirationDate: at, createdDate: at },
    });
    assert.equal(plans([pending], [], [entry()]).planned.length, 0);
  });
});

describe('a plan says', () => {
  test('that it waits where a place was not read: what names the certificate there would be missed', () => {
    const inventory = {
      sources: [read('org.apex', { status: 'denied', label: 'Apex code', detail: 'May not read.' })],
    };
    const { plan } = onlyPlan(plans([held([signed])], [shownOutbound], [entry()], { inventory }));
    assert.match(plan.waitsFor?.what ?? '', /^Not read: Apex code\..* May not read\.$/);
  });

  test('that time alone helps where few requests are left, and a person where a permission is missing too', () => {
    const readAgain = new Date(at.getTime() + 86_400_000);
    const apex = { label: 'Apex code', detail: 'Only 9 are left.' };
    const waitsOf = (...statuses: ('failed' | 'denied')[]) => {
      const ids = ['org.apex', 'org.flows'];
      const sources = statuses.map((status, place) => read(ids[place] ?? '', { ...apex, status }));
      const request = { inventory: { sources }, readAgain };
      return onlyPlan(plans([held([signed])], [shownOutbound], [entry()], request)).plan.waitsFor;
    };
    const waits = waitsOf('failed');
    assert.deepEqual([waits?.who, waits?.since], ['date', readAgain.toISOString()]);
    assert.match(waits?.what ?? '', /^Not read: Apex code\..*; nobody has to do anything, .* Only 9 are left\.$/);
    assert.equal(waitsOf('failed', 'denied')?.who, 'approver');
  });

  test('nothing of the kind where what was not read cannot name it', () => {
    const inventory = {
      sources: [read('org.expiry-notification', { status: 'denied' }), read('project.apex', { status: 'failed' })],
    };
    assert.equal(onlyPlan(plans([held([signed])], [shownOutbound], [entry()], { inventory })).plan.waitsFor, undefined);
  });

  test('that code which chooses at run time may mean it', () => {
    const open: Reference = { source: 'org.apex', name: 'Chooser', field: apexReference.field, expression: 'name' };
    const { plan } = onlyPlan(plans([held([signed])], [shownOutbound, open], [entry()]));
    assert.match(plan.warnings.join(' '), /Chooser.* at run time: look whether that may be Partner_API_Client\./);
  });

  test('that a production org is changed only where the settings say so', () => {
    const org = { id: '00D', instanceUrl: 'https://x.example', username: 'u', isSandbox: false };
    const warned = plans([held([signed])], [shownOutbound], [entry()], { inventory: { org }, production: false });
    assert.match(onlyPlan(warned).plan.warnings.join(' '), /production: true/);
    assert.deepEqual(
      onlyPlan(plans([held([signed])], [shownOutbound], [entry()], { inventory: { org } })).plan.warnings,
      [],
    );
  });

  test('what installed packages name, and what stands in the repository, as work by hand', () => {
    const packaged = { ...shownOutbound, name: 'acme__Partner' };
    const inRepository = {
      ...shownOutbound,
      source: 'project.named-credentials',
      path: 'force-app/Partner_API.namedCredential-meta.xml',
      line: 4,
    };
    const { plan } = onlyPlan(plans([held([signed])], [packaged, inRepository], [entry()]));
    assert.deepEqual(plan.references, []);
    const told = plan.byHand.map(({ instruction, blocks }) => [blocks, instruction]);
    assert.match(String(told.find(([blocks]) => blocks)?.[1]), /it belongs to the installed package acme/);
    assert.match(
      String(told.find(([, text]) => String(text).includes('force-app'))?.[1]),
      /force-app\/Partner_API\.namedCredential-meta\.xml:4, and commit it/,
    );
  });

  test('the same id for the same certificate, and another for its successor', () => {
    const id = (holding: Holding): string =>
      onlyPlan(plans([holding], [], [entry()], { certificate: holding.name })).plan.id;
    assert.equal(id(held([signed])), id(held([signed])));
    assert.notEqual(id(held([signed])), id(held([fresh])));
    assert.match(id(held([signed])), /^Partner_API_Client-[0-9a-f]{8}$/);
  });

  test('what the settings said when it was made, and the names that are asked for', () => {
    const own = entry({ names: ['a.example', 'b.example'] });
    const { plan } = onlyPlan(plans([held([signed])], [shownOutbound], [own]));
    assert.deepEqual(plan.entry, own);
    assert.match(
      plan.steps.find(({ id }) => id === 'sign')?.precondition ?? '',
      /is asked for a\.example and b\.example\.$/,
    );
  });

  test('in every step what must hold, what it does, how that is seen, and what takes it back where it changes anything', () => {
    const all = [entry(), entry({ csr: 'x' }), entry({ method: 'import' })];
    for (const one of all) {
      for (const step of onlyPlan(plans([held([signed])], [shownOutbound], [one])).plan.steps) {
        for (const text of [step.precondition, step.effect, step.verification])
          assert.match(text, /\.$/, `${step.id}: ${text}`);
        assert.match(step.title, /^[A-Z].*[^.]$/);
        if (step.changes.length > 0) assert.ok(step.undo, step.id);
      }
    }
  });
});
