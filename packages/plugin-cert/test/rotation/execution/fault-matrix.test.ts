import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry, StepId } from '@cert-health/core';
import { OrgApiError } from '../../../src/org/api.ts';
import { DeployRefusedError } from '../../../src/org/deploy.ts';
import type { DeployedPackage } from '../../../src/org/deploy.ts';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import { csrFor } from '../authorities/test-ca.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, standsIn, startRotating } from './rotating.ts';

const HOUR = 3_600_000;
const entry: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
let company: Company;
before(async () => {
  company = await companyWith(2);
});

type Change = (work: Work) => Work;
type Sign = NonNullable<Company['sign']>;

/** What a fault does to the first run, and what stands in the journal afterwards. */
interface Fault {
  readonly what: string;
  readonly change: (one: Rotating, t: TestContext) => Change | Promise<Change>;
  /** The step that fails or waits, and what is said; undefined: the run comes through. */
  readonly stops?: readonly [StepId, RegExp];
  /** The next run cannot go on, and is undone in its place. */
  readonly undone?: true;
}

/** Another deployment in the place of the nth: 1 makes the record, 2 installs, 3 switches. */
const onDeploy =
  (number: number, does: (deploy: Work['org']['deploy'], deployed: DeployedPackage) => Promise<never>) =>
  (): Change =>
  (work) => {
    let deploys = 0;
    const deploy: Work['org']['deploy'] = (deployed) => work.org.deploy(deployed);
    const other: Work['org']['deploy'] = (deployed) =>
      ++deploys === number ? does(deploy, deployed) : deploy(deployed);
    return { ...work, org: { ...work.org, deploy: other } };
  };

/** An authority that answers with whatever a test wants, over HTTP, and is judged like any other. */
const authorityThat =
  (answer: (csr: string, sign: Sign) => Promise<{ readonly status?: number; readonly body: string }>) =>
  async (_: Rotating, t: TestContext): Promise<Change> => {
    const sign = company.sign as Sign;
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const { csr } = JSON.parse(body) as { csr: string };
        void answer(csr, sign).then((said) => response.writeHead(said.status ?? 200).end(said.body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ports = ownPorts({ settingsFolder: tmpdir(), rotationFolder: tmpdir() });
    return (work) => ({ ...work, authority: (name) => openAuthority(name, { type: 'practice', address }, ports) });
  };

const wish = (csr: string, purposes: readonly ('client' | 'server')[] = ['client']) => ({ csr, names: [], purposes });
const today = (): Date => new Date();

/** Orgs whose session is over, for all but who watches. */
const expired = new WeakSet<Rotating>();

const faults: readonly Fault[] = [
  {
    what: 'a deployment that is taken by half, whatever was asked',
    change: onDeploy(3, async (deploy, deployed) => {
      const [first = ['', '']] = [...deployed.files];
      const [, name = ''] = /\/(.*)\.namedCredential$/.exec(first[0]) ?? [];
      await deploy({ members: new Map([['NamedCredential', [name]]]), files: new Map([first]) });
      throw new DeployRefusedError('The org refused the deployment. NamedCredential Supplier_0: no.', []);
    }),
    stops: ['switch', /refused the deployment/],
  },
  {
    what: 'a deployment that never ends and does nothing',
    change: onDeploy(3, () => Promise.reject(new OrgApiError('TIMEOUT', 'the org has not finished a deployment'))),
    stops: ['switch', /not finished/],
  },
  {
    what: 'a session that ends in the midst of it',
    change: (one) => (work) => ({
      ...work,
      authority: (name) => {
        expired.add(one);
        one.practice.setFaults({ sessionExpired: true });
        return work.authority(name);
      },
    }),
    stops: ['judge', /session of .* has expired/],
  },
  {
    what: 'an org that answers 429 and 503 for a while',
    change: (one) => {
      one.practice.setFaults({ rateLimited: 1, unavailable: 1 });
      return (work) => work;
    },
  },
  {
    what: 'an authority that refuses',
    change: authorityThat(() => Promise.resolve({ status: 403, body: 'Not you.' })),
    stops: ['sign', /refuses \(HTTP status 403\).*Not you/],
  },
  {
    what: 'an authority that has too much to do',
    change: authorityThat(() => Promise.resolve({ status: 429, body: 'Too many.' })),
    stops: ['sign', /429/],
  },
  {
    what: 'an authority that is slow',
    change: authorityThat(() => Promise.resolve({ status: 202, body: '' })),
    stops: ['sign', /signs the request later/],
  },
  {
    what: 'a certificate for another key',
    change: authorityThat(async (_, sign) => ({ body: await sign(wish(await csrFor('CN=Else')), today()) })),
    stops: ['sign', /key/],
  },
  {
    what: 'a leaf that comes alone and cannot be completed',
    change: (one, t) =>
      authorityThat(async (csr, sign) => ({
        body: /-----BEGIN[^]*?-----END CERTIFICATE-----/.exec(await sign(wish(csr, ['server']), today()))?.[0] ?? '',
      }))(one, t),
    stops: ['sign', /cannot be used/],
  },
  {
    what: 'a certificate that has ended',
    change: authorityThat(async (csr, sign) => ({ body: await sign(wish(csr), new Date('2025-01-01')) })),
    stops: ['sign', /older than the one that it is to replace/],
  },
  {
    what: 'a certificate that is for servers alone',
    change: authorityThat(async (csr, sign) => ({ body: await sign(wish(csr, ['server']), today()) })),
    stops: ['sign', /client/],
  },
  {
    what: 'a disk that is full',
    change: () => (work) => ({
      ...work,
      folder: {
        ...work.folder,
        write: (name, text) =>
          name === 'chain.pem'
            ? Promise.reject(new StepProblem(`${name} cannot be written (the disk is full).`))
            : work.folder.write(name, text),
      },
    }),
    stops: ['sign', /disk is full/],
  },
  {
    what: 'a clock that is an hour ahead',
    change: () => (work) => ({ ...work, now: () => new Date(Date.now() + HOUR) }),
  },
  {
    what: 'a new record that somebody deletes',
    change: (one) => (work) => ({
      ...work,
      org: {
        ...work.org,
        certificate: async (name) => {
          const record = await work.org.certificate(name);
          if (name === work.successor && record?.usable) {
            const deletions = new Map([['Certificate', [name]]]);
            await one.port.deploy({ members: new Map(), files: new Map(), deletions }).catch(() => undefined);
          }
          return record;
        },
      },
    }),
    stops: ['switch', /not there any more, or holds no certificate/],
    undone: true,
  },
];

/** What names a certificate names one that can be used: looked at after every request. */
function watched(one: Rotating, change: Change): Change {
  const look = async (): Promise<void> => {
    if (expired.has(one)) one.practice.setFaults({});
    const { certificates, named } = await standsIn(one);
    if (expired.has(one)) one.practice.setFaults({ sessionExpired: true });
    for (const [path, name = ''] of Object.entries(named))
      assert.equal(certificates[name], 'usable', `${path} names ${name}`);
  };
  return (work) => {
    const changed = change(work);
    const around = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
      try {
        return await ask();
      } finally {
        await look();
      }
    };
    const { org } = changed;
    return {
      ...changed,
      org: {
        retrieve: (manifest) => around(() => org.retrieve(manifest)),
        deploy: (deployed) => around(() => org.deploy(deployed)),
        certificate: (name) => around(() => org.certificate(name)),
        atRest: () => around(() => org.atRest()),
      },
    };
  };
}

describe('a rotation survives', () => {
  for (const { what, change, stops, undone } of faults) {
    test(what, async (t) => {
      const one = await startRotating(company, entry);
      t.after(() => one.end());
      const was = await standsIn(one);
      const end = await one.run([], { change: watched(one, await change(one, t)) });
      if (stops) {
        const [id, wanted] = stops;
        const step = end.standing.steps.find(({ state }) => state === 'failed' || state === 'running');
        assert.equal(step?.id, id, JSON.stringify(end.standing.steps));
        assert.match(step.problem ?? step.asked?.what ?? '', wanted);
      }
      expired.delete(one);
      one.practice.setFaults({});
      const { successor = '' } = one.stored.plan;
      if (undone) {
        const back = await one.run([{ type: 'undo-started', why: 'a test' }], { change: watched(one, (work) => work) });
        assert.equal(back.standing.steps.find(({ id }) => id === 'request')?.state, 'undone');
        assert.deepEqual(await standsIn(one), was);
        return;
      }
      await one.run([], { change: watched(one, (work) => work) });
      await one.run([{ type: 'approved', step: 'confirm', by: 'a test' }]);
      const { certificates, named } = await standsIn(one);
      assert.deepEqual(new Set(Object.values(named)), new Set([successor]));
      assert.equal(certificates['Supplier_Client'], undefined);
    });
  }
});
