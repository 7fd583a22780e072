import { heldChain, rotationId, toRotate } from '@cert-health/core';
import type { Holding, Inventory, KnownOfCertificate } from '@cert-health/core';
import type { RotationOfFile } from '../rotation-settings.ts';
import type { RenewalAdvice } from '../authorities/authority.ts';
import type { Advices, WindowsRequest } from './ask-windows.ts';
import { askWindows } from './ask-windows.ts';
import { pastOf } from './past-rotations.ts';
import type { PastRotation } from './past-rotations.ts';

export interface KnownRequest extends Pick<WindowsRequest, 'open' | 'memory' | 'at'> {
  readonly inventory: Inventory;
  readonly settings: RotationOfFile;
  /** Only this one is planned. */
  readonly certificate?: string | undefined;
  /** Why authorities are not to be asked, a clause; undefined: they are. */
  readonly notAsked: string | undefined;
  /** Rotations that are kept. */
  readonly rotations: readonly PastRotation[];
}

/** What is known of certificates beside the inventory. */
export interface Known {
  readonly of: (holding: Holding) => KnownOfCertificate;
  /** What the authority of a certificate said. */
  readonly adviceOn: (holding: Holding) => RenewalAdvice | undefined;
}

/** Asks authorities and looks into the journals, for every certificate that a plan may be about. */
export async function knownOf(request: KnownRequest): Promise<Known> {
  const { inventory, settings, certificate, notAsked, at, open, memory } = request;
  const planned = toRotate({
    inventory,
    settings: settings.rotation,
    ...(certificate === undefined ? {} : { certificate }),
  });
  const askable = planned.flatMap(({ holding, entry }) => {
    const leaf = heldChain(holding.certificates)?.leaf;
    const authority = entry?.authority;
    // Others than ACME authorities have no way to say it.
    const isAsked = authority !== undefined && settings.authorities.get(authority)?.type === 'acme';
    return leaf && isAsked ? [{ holding, leaf, authority }] : [];
  });
  const isOpen = notAsked === undefined;
  const advices: Advices = isOpen ? await askWindows({ wanted: askable, open, memory, at }) : new Map();
  // Somebody may read the org anew before it is decided: what counts is which certificate it is.
  const said = new Map([...advices].map(([holding, advice]) => [keyOf(holding), advice]));
  const silent = new Set(isOpen ? [] : askable.map(({ holding }) => keyOf(holding)));
  const past = pastOf(request.rotations, settings.folder);
  const org = inventory.org?.id ?? null;
  return {
    adviceOn: (holding) => said.get(keyOf(holding)),
    of: (holding) => {
      const leaf = heldChain(holding.certificates)?.leaf;
      const advice = said.get(keyOf(holding));
      return {
        ...past.of(rotationId(holding, org, leaf?.fingerprint), holding, leaf),
        ...(advice?.window && leaf
          ? { window: { ...advice.window, certificate: leaf.fingerprint, again: advice.nextCheck } }
          : {}),
        ...(advice?.unanswered && advice.note !== undefined ? { unanswered: advice.note } : {}),
        ...(silent.has(keyOf(holding)) && notAsked !== undefined ? { notAsked } : {}),
      };
    },
  };
}

function keyOf({ source, name, certificates }: Holding): string {
  return [source, name, heldChain(certificates)?.leaf.fingerprint ?? ''].join('\0');
}
