import { heldChain, rotationId, toRotate } from '@cert-health/core';
import type { Holding, Inventory, KnownOfCertificate } from '@cert-health/core';
import type { RotationOfFile } from '../rotation-settings.ts';
import type { Advices, WindowsRequest } from './ask-windows.ts';
import { askWindows } from './ask-windows.ts';
import { pastOf, rotationsIn } from './past-rotations.ts';
import type { PastRotation } from './past-rotations.ts';

export interface KnownRequest extends Pick<WindowsRequest, 'open' | 'memory' | 'at'> {
  readonly inventory: Inventory;
  readonly settings: RotationOfFile;
  /** Only this one is planned. */
  readonly certificate?: string | undefined;
  /** Why authorities are not to be asked, a clause; undefined: they are. */
  readonly notAsked: string | undefined;
  /** Rotations that have begun; those of the folder unless told. */
  readonly rotations?: readonly PastRotation[];
}

/** What is known of certificates beside the inventory. */
export interface Known {
  readonly of: (holding: Holding) => KnownOfCertificate;
  /** What their authorities said. */
  readonly advices: Advices;
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
  const past = pastOf(request.rotations ?? rotationsIn(settings.folder));
  const silent = new Set(isOpen ? [] : askable.map(({ holding }) => holding));
  const org = inventory.org?.id ?? null;
  return {
    advices,
    of: (holding) => {
      const leaf = heldChain(holding.certificates)?.leaf;
      const advice = advices.get(holding);
      return {
        ...past.of(rotationId(holding, org, leaf?.fingerprint), holding, leaf),
        ...(advice?.window && leaf
          ? { window: { ...advice.window, certificate: leaf.fingerprint, again: advice.nextCheck } }
          : {}),
        ...(advice?.unanswered && advice.note !== undefined ? { unanswered: advice.note } : {}),
        ...(silent.has(holding) && notAsked !== undefined ? { notAsked } : {}),
      };
    },
  };
}
