/** One ACME authority against one server of our own, with everything in memory but the connection. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { acmeAuthority } from '../../../src/rotation/authorities/acme/acme-authority.ts';
import type { Authority, Outcome, SigningRequest } from '../../../src/rotation/authorities/authority.ts';
import { httpTo } from '../../../src/rotation/authorities/http.ts';
import type { AuthorityPorts } from '../../../src/rotation/authorities/ports.ts';
import type { AcmeAuthoritySettings } from '../../../src/settings/authorities-shape.ts';
import { AcmeServer } from './acme-server.ts';
import type { ServerWishes } from './acme-server.ts';
import { csrFor, TestCa } from './test-ca.ts';
import { TestClock, TestMemory, TestWorld } from './world.ts';

/** Making keys costs: one authority signs for all tests of a file. */
const ca = TestCa.make();

export interface AttemptWishes {
  readonly server?: Omit<ServerWishes, 'ca' | 'clock' | 'world'>;
  /** What differs from the usual; undefined takes a setting away. */
  readonly settings?: { readonly [Name in keyof AcmeAuthoritySettings]?: AcmeAuthoritySettings[Name] | undefined };
  readonly csr?: string;
  readonly asked?: Partial<SigningRequest>;
}

export interface Attempt {
  readonly ca: TestCa;
  readonly clock: TestClock;
  readonly world: TestWorld;
  readonly server: AcmeServer;
  readonly ports: AuthorityPorts;
  readonly settings: AcmeAuthoritySettings;
  readonly asked: SigningRequest;
  /** Memory of the rotation. */
  readonly memory: TestMemory;
  /** What the authority knows beyond it. */
  readonly shared: TestMemory;
  readonly authority: (ports?: Partial<AuthorityPorts>) => Authority;
  readonly sign: (asked?: Partial<SigningRequest>, memory?: TestMemory) => Promise<Outcome>;
}

export async function attempt(test: Pick<TestContext, 'after'>, wishes: AttemptWishes = {}): Promise<Attempt> {
  const [clock, world, memory, shared] = [new TestClock(), new TestWorld(), new TestMemory(), new TestMemory()];
  const server = await AcmeServer.start({ ca: await ca, clock, world, ...wishes.server });
  const folder = mkdtempSync(join(tmpdir(), 'cert-health-'));
  const open: Authority[] = [];
  test.after(async () => {
    await Promise.all(open.map((one) => one.close()));
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const ports: AuthorityPorts = {
    clock,
    processes: world,
    outside: world,
    http: httpTo,
    environment: {},
    random: () => 0.5,
    settingsFolder: folder,
    rotationFolder: folder,
    shared: () => shared,
  };
  const usual = {
    type: 'acme',
    directory: server.directory,
    dns: ['dns-hook'],
    'look-first': 'yes',
    ...wishes.settings,
  };
  const settings = Object.fromEntries(
    Object.entries(usual).filter(([, value]) => value !== undefined),
  ) as unknown as AcmeAuthoritySettings;
  const asked: SigningRequest = {
    csr: wishes.csr ?? (await csrFor('CN=www.example.com, O=Acme')),
    certificate: 'Portal_TLS',
    names: [],
    purposes: ['server'],
    intermediates: [],
    ...wishes.asked,
  };
  const authority = (changed: Partial<AuthorityPorts> = {}): Authority => {
    const made = acmeAuthority('public', settings, { ...ports, ...changed });
    open.push(made);
    return made;
  };
  return {
    ca: await ca,
    clock,
    world,
    server,
    ports,
    settings,
    asked,
    memory,
    shared,
    authority,
    sign: (changed = {}, other = memory) => authority().sign({ ...asked, ...changed }, other),
  };
}

/** What an outcome says, whichever it is. */
export function wordsOf(outcome: Outcome): string {
  return outcome.outcome === 'chain' ? outcome.chain : outcome.outcome === 'waits' ? outcome.what : outcome.reason;
}

/** When an outcome says to come again, as ISO text. */
export function tryAgainAt(outcome: Outcome): string | undefined {
  return outcome.outcome === 'chain' ? undefined : outcome.tryAgainAt?.toISOString();
}
