import { isPublicAddress } from '../../network/public-address.ts';
import { patience } from '../../tls/patience.ts';
import { probeTarget } from '../../tls/probe-target.ts';
import { parseTarget, TargetError } from '../../tls/target.ts';
import type { LookAtHost } from './served.ts';

/**
 * Looks at a domain as a visitor comes to it. Nobody typed its name, so that an address of a private network is not called: a site
 * of Salesforce has none.
 */
export const lookAtHost: LookAtHost = async (host) => {
  try {
    return await probeTarget(parseTarget(host), { timeout: patience.seconds * 1000, mayCall: isPublicAddress });
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const clientCertificate = { requested: null, authorities: [], required: null };
    const nothing = { address: null, protocol: null, cipher: null, sent: [], clientCertificate };
    return { ...nothing, target: host, serverName: host, status: 'skipped', problem: error.message };
  }
};
