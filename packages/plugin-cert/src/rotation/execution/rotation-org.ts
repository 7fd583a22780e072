import type { Connection } from '@salesforce/core';
import type { CertificateRow } from '@cert-health/core';
import type { OrgApi } from '../../org/api.ts';
import { queryCertificates } from '../../org/certificate-rows.ts';
import { deploymentsAtRest } from '../../org/deployments-at-rest.ts';
import { deployFiles } from '../../org/deploy.ts';
import type { DeployedComponent, DeployedPackage } from '../../org/deploy.ts';
import { retrieveFiles } from '../../org/retrieve.ts';
import type { Manifest, Retrieved } from '../../org/retrieve.ts';
import { usualWaiting } from '../../org/until-done.ts';

/** The record of a certificate in Certificate and Key Management. */
export interface CertificateRecord {
  /** 18 characters. */
  readonly id: string;
  /** False: it waits for its signed chain. */
  readonly usable: boolean;
  /** ISO day on which it ends; null: the record says none. */
  readonly ends: string | null;
  readonly keySize: number | null;
  readonly privateKeyExportable: boolean | null;
}

/**
 * Everything that carrying out a rotation asks of an org and does to it. Small, so that tests can end the process before
 * and after each of them.
 */
export interface RotationOrg {
  /** Files of components, all in one retrieve. */
  retrieve(manifest: Manifest): Promise<Retrieved>;
  /** One deployment that succeeds as a whole or changes nothing. */
  deploy(deployed: DeployedPackage): Promise<readonly DeployedComponent[]>;
  /**
   * The record of a certificate by its name; of several the newest, which may be one that was deleted: whether it is still
   * there, only a retrieve tells.
   *
   * @param sought `usable`: it was just deployed, and is looked for again for some seconds until it shows as usable.
   */
  certificate(name: string, sought?: 'usable'): Promise<CertificateRecord | undefined>;
  /** Until no deployment is under way that was begun before. */
  atRest(): Promise<void>;
}

/** Milliseconds between looks for a record that was just deployed. unverified: how late the Tooling API may show it. */
const laterLooks = [1000, 2000, 4000, 8000];

/** How often an org was asked for what costs it most. */
export interface Counts {
  readonly retrieves: number;
  readonly deploys: number;
}

/** The port over a log-in, which counts. */
export function rotationOrg(
  api: OrgApi,
  connection: Connection,
  waiting = usualWaiting,
): RotationOrg & { readonly counts: Counts } {
  const counts = { retrieves: 0, deploys: 0 };
  return {
    counts,
    retrieve(manifest) {
      counts.retrieves++;
      return retrieveFiles(connection, manifest, waiting);
    },
    deploy(deployed) {
      counts.deploys++;
      return deployFiles(connection, deployed, waiting);
    },
    async certificate(name, sought) {
      let record = await recordCalled(api, name);
      for (const pause of sought === 'usable' ? laterLooks : []) {
        if (record?.usable === true) break;
        await waiting.sleep(pause);
        record = await recordCalled(api, name);
      }
      return record;
    },
    atRest: () => deploymentsAtRest(api, waiting),
  };
}

async function recordCalled(api: OrgApi, name: string): Promise<CertificateRecord | undefined> {
  const rows = await queryCertificates(api);
  const row = rows.find(({ DeveloperName }) => DeveloperName.toLowerCase() === name.toLowerCase());
  return row && recordOf(row);
}

function recordOf(row: CertificateRow): CertificateRecord {
  return {
    id: row.Id,
    // What is not said is not known to be usable.
    usable: row.OptionsIsUnusable === false,
    ends: row.ExpirationDate?.slice(0, 10) ?? null,
    keySize: row.KeySize ?? null,
    privateKeyExportable: row.OptionsIsPrivateKeyExportable ?? null,
  };
}
