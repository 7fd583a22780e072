import { mayBeServer, purposesOf } from '../../checks/hierarchy.ts';
import { serverNames } from '../../chain/names/host-name.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import { useCatalog } from '../../uses/index.ts';
import type { Use } from '../../uses/index.ts';
import type { ReplacedPlace } from './model.ts';
import type { ComparedChain } from './side.ts';

/** Domains under which Salesforce itself serves orgs, with a certificate of its own. */
const ofSalesforce =
  /(?:^|\.)(?:salesforce|force|salesforce-sites|salesforce-experience|my\.site|visualforce|sfdcfc)\.(?:com|mil)$/;

/** The uses that a certificate could have by what it says of itself, where nothing that refers to it is known. */
export function possiblePlaces(old: ComparedChain): ReplacedPlace[] {
  return useCatalog.filter((use) => couldServe(old, use)).map(placeOf);
}

function couldServe({ leaf }: ComparedChain, { id, purposeNeeded, selfSigned }: Use): boolean {
  const stated = purposesOf(leaf);
  // Without purposes an authority's certificate, as Salesforce makes them for signing, is taken for no server's.
  const isServer = stated ? stated.server : mayBeServer(leaf);
  const isClient = stated?.client ?? true;
  if (isSelfSigned(leaf) && selfSigned.value === 'forbidden') return false;
  if (purposeNeeded === 'clientAuth' || purposeNeeded === 'target-decides') return isClient;
  if (purposeNeeded === 'none') return true;
  const isTheirs = serverNames(leaf).some((name) => ofSalesforce.test(name));
  return isServer && (id === 'inbound-one-way-tls' ? isTheirs : id === 'custom-domain' ? !isTheirs : true);
}

const placeOf = ({ id, label, breaks }: Use): ReplacedPlace => ({
  use: id,
  reference: null,
  how: null,
  kind: null,
  label,
  setup: null,
  stops: breaks,
  host: null,
  otherwise: null,
  idle: false,
});
