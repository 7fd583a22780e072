import { matchesHost, referenceName } from '../../chain/index.ts';
import { purposesOf } from '../../checks/hierarchy.ts';
import type { UseId } from '../../findings/index.ts';
import { endpointOf } from '../../uses/index.ts';
import type { OtherUse, ResolvedUse, UseMap } from '../../uses/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { ReplacedPlace } from './model.ts';

/** What is to be looked for in what an org or project configures. */
export interface SoughtCertificate {
  readonly leaf: Certificate;
  /** `host:port` of the server that showed it. */
  readonly server?: string | undefined;
}

type Referring = ResolvedUse | OtherUse;

/** Every place that a certificate is used in: by name or body, by the server that shows it, by a name that is called. */
export function replacedPlaces(map: UseMap, sought: SoughtCertificate): ReplacedPlace[] {
  const hosts = hostsByComponent(map);
  const all: Referring[] = [...map.uses, ...map.others];
  const found = new Map(all.map((one) => [one, howMeant(one, sought)]));
  const uses = new Set(all.filter((one) => found.get(one)).map(useOf));
  return all.flatMap((one): ReplacedPlace[] => {
    // What is pinned tells no certificate: any of a use that the certificate has may be meant.
    const how = found.get(one) ?? (one.kind === 'pins' && uses.has(useOf(one)) ? 'pin' : undefined);
    if (how === undefined) return [];
    const host = one.serverName ?? (one.kind === 'meets' ? hostOf(one) : hosts.get(componentOf(one)));
    return [
      {
        use: useOf(one),
        reference: one.reference,
        how,
        kind: one.kind,
        label: one.label,
        setup: one.setup,
        stops: one.consequence,
        host: host ?? null,
        otherwise: 'otherwise' in one ? one.otherwise : null,
        idle: one.idle ?? false,
      },
    ];
  });
}

function howMeant(one: Referring, { leaf, server }: SoughtCertificate): ReplacedPlace['how'] | undefined {
  if (one.certificate === leaf.fingerprint) return 'certificate';
  if (one.kind !== 'meets' || one.certificate !== null) return undefined;
  const endpoint = endpointOf(one.target ?? '');
  if (!endpoint) return undefined;
  // What a server shows is known of that server alone.
  if (server !== undefined) return server === `${endpoint.host}:${endpoint.port}` ? 'server' : undefined;
  const isServer = purposesOf(leaf)?.server ?? true;
  return isServer && matchesHost(leaf, referenceName(endpoint.host)) ? 'name' : undefined;
}

const useOf = (one: Referring): UseId | null => ('use' in one ? one.use : null);
const componentOf = ({ reference }: Referring): string => `${reference.source}\0${reference.name}`;
const hostOf = ({ target }: Referring): string | undefined => endpointOf(target ?? '')?.host;

/** A place that names no address of its own belongs to the server of the component that it stands in. */
function hostsByComponent({ uses }: UseMap): ReadonlyMap<string, string> {
  const met = uses.filter(({ kind }) => kind === 'meets');
  return new Map(
    met.flatMap((one) => {
      const host = hostOf(one);
      return host === undefined ? [] : [[componentOf(one), host] as const];
    }),
  );
}
