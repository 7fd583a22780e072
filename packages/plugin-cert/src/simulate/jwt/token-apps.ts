import { SfError } from '@salesforce/core';
import { heldChain } from '@cert-health/core';
import type { Gap, Known, TokenApp, TokenOrg } from '@cert-health/core';
import type { OrgApi } from '../../org/api.ts';
import { textOf } from '../../org/component.ts';
import { readIdentity } from '../../org/identity.ts';
import { MetadataReader } from '../../org/metadata-reader.ts';
import { OwnPermissions } from '../../org/own-permissions.ts';
import { carriedBody } from '../../project/carried-body.ts';
import { textAt } from '../../project/metadata-xml.ts';
import { unknownBy } from '../org-facts.ts';
import { componentsIn } from '../project-components.ts';

/** The two kinds of apps, and where each keeps what decides about its tokens (Metadata API Developer Guide). */
const kinds = [
  { type: 'ConnectedApp', suffix: 'connectedApp', what: 'connected apps', path: ['oauthConfig'] },
  {
    type: 'ExtlClntAppGlobalOauthSettings',
    suffix: 'ecaGlblOauth',
    what: 'external client apps',
    path: [],
    owner: 'externalClientApplication',
  },
] as const;

type Kind = (typeof kinds)[number];

/**
 * The app of that name in an org, and what kind of org it is.
 *
 * @throws {OrgApiError} when the org as a whole does not answer
 * @throws {SfError} with exit code 2 when it has no such app
 */
export async function appOfOrg(
  api: OrgApi,
  name: string,
): Promise<{ readonly app: Known<TokenApp>; readonly org: TokenOrg }> {
  const { org } = await readIdentity(api);
  const types = kinds.map(({ type }) => type);
  const metadata = new MetadataReader(api, types, new OwnPermissions(api));
  const answers = await Promise.all(
    kinds.map(async (kind) => ({ kind, answer: await metadata.all(kind.type, kind.what) })),
  );
  const apps = answers.flatMap(({ kind, answer }) =>
    answer.components.map((component) => appFrom(kind, component.fullName, (...path) => textOf(component, ...path))),
  );
  const gaps = answers.flatMap(({ answer }) => answer.gaps);
  const host = URL.canParse(api.instanceUrl) ? new URL(api.instanceUrl).hostname : '';
  return { app: chosen(name, apps, gaps[0], 'org'), org: { host, isSandbox: org.isSandbox } };
}

/**
 * The same as projects describe it.
 *
 * @throws {SfError} with exit code 2 when they have no such app
 */
export function appOfProject(folders: readonly string[], name: string): Known<TokenApp> {
  const found = kinds.map((kind) => ({ kind, ...componentsIn(folders, kind.suffix, kind.type) }));
  const apps = found.flatMap(({ kind, components }) =>
    components.map((one) => appFrom(kind, one.name, (...path) => textAt(one.element, ...path))),
  );
  const [problem] = found.flatMap(({ problems }) => problems);
  return chosen(name, apps, problem === undefined ? undefined : { status: 'failed', detail: problem }, 'project');
}

interface FoundApp extends TokenApp {
  /** Of the settings file, where that is another one. */
  readonly fullName: string;
}

function appFrom(
  { type, path, ...kind }: Kind,
  fullName: string,
  text: (...path: string[]) => string | undefined,
): FoundApp {
  const field = [...path, 'certificate'];
  const body = text(...field);
  const carried = body === undefined ? undefined : carriedBody(`${type}.${field.join('.')}`, body);
  const key = text(...path, 'consumerKey')?.trim();
  return {
    name: ('owner' in kind ? text(kind.owner) : undefined) ?? fullName,
    fullName,
    certificate: heldChain(carried?.certificates ?? [])?.leaf,
    unreadable: carried?.unreadable,
    // Orgs may show secrets masked: what is no key is not compared.
    consumerKey: key !== undefined && /^[\w.-]{8,}$/.test(key) ? key : undefined,
  };
}

function chosen(
  name: string,
  apps: readonly FoundApp[],
  gap: Gap | undefined,
  where: 'org' | 'project',
): Known<TokenApp> {
  const fitting = apps.filter((app) => app.name === name || app.fullName === name);
  const [app] = fitting;
  if (app && fitting.length === 1) return { kind: 'known', value: app };
  if (app) {
    const reason = `The ${where} has a connected app and an external client app ${name}.`;
    return {
      kind: 'unknown',
      reason,
      remedy: 'You: name the settings of the one that is meant with --app, as its metadata is called.',
    };
  }
  if (gap) return unknownBy(gap);
  const names = [...new Set(apps.map((one) => one.name))].sort();
  const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
  throw new SfError(`The ${where} has no app "${name}"; it has ${shown || 'none'}.`, 'UsageError', [], 2);
}
