import { createHash } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';
import type { Component } from '../org/component.ts';
import type { KeyPairRecord } from '../org/key-pair-record.ts';
import { certificateId } from '../org/key-pair-record.ts';
import type { PlantedReference } from '../org/planted-reference.ts';
import { recordId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';

/** A component before it has dates and, mostly, an Id. */
export type Draft = Pick<Component, 'type' | 'fullName' | 'values' | 'content' | 'tooling'> &
  Partial<Pick<Component, 'id'>>;

/** Configuration and the references to certificates that are in it. */
export interface Planting {
  readonly drafts: readonly Draft[];
  readonly references?: readonly PlantedReference[];
  /** Rows by object, of objects that are not metadata. */
  readonly rows?: Readonly<Record<string, readonly Row[]>>;
}

/** A certificate as configuration names it. */
export interface Named extends Pick<PlantedReference, 'resolvesTo' | 'dangling'> {
  /** As metadata writes it. */
  readonly target: string;
  /** As the Tooling API gives it, for what metadata has by name. */
  readonly id?: string;
}

/** What the key pairs of a company are called in its configuration. Names that are not there are a mistake of the seed. */
export class KeyPairNames {
  readonly #records: readonly KeyPairRecord[];

  constructor(records: readonly KeyPairRecord[]) {
    this.#records = records;
  }

  /** By its unique name, or by another spelling of it that leads to the same. Throws RangeError. */
  byName(name: string, written = name): Named {
    return { target: written, id: this.#id(name), resolvesTo: name };
  }

  /** By its record Id of 18 characters. Throws RangeError. */
  byId(name: string): Named {
    return { target: this.#id(name), resolvesTo: name };
  }

  /** By its record Id of 15 characters, as people copy it from an address. Throws RangeError. */
  byShortId(name: string): Named {
    return { target: this.#id(name).slice(0, 15), resolvesTo: name };
  }

  /** By the name of a certificate that was deleted. Throws RangeError when there is one. */
  gone(name: string): Named {
    if (this.#find(name) !== undefined) throw new RangeError(`${name} exists.`);
    return { target: name, id: certificateId(name, this.#records) ?? '', dangling: true };
  }

  /** By an Id that never was one. */
  static idOfNothing(number: number): Named {
    return { target: recordId('Certificate', 900_000 + number), dangling: true };
  }

  #id(name: string): string {
    const record = this.#find(name);
    if (record === undefined) throw new RangeError(`There is no key pair ${name}.`);
    return record.id;
  }

  #find(name: string): KeyPairRecord | undefined {
    return this.#records.find(({ developerName, deleted }) => developerName === name && !deleted);
  }
}

/** What a reference is about. */
type Of = Pick<PlantedReference, 'place' | 'name' | 'field'>;

/** A reference by name or Id, if there is one. */
export function naming(of: Of, certificate: Named | undefined): readonly PlantedReference[] {
  if (certificate === undefined) return [];
  const { target, resolvesTo, dangling } = certificate;
  return [
    {
      ...of,
      kind: 'names',
      target,
      ...(resolvesTo === undefined ? {} : { resolvesTo }),
      ...(dangling === undefined ? {} : { dangling }),
    },
  ];
}

/** The same for a field that the Tooling API shows as an Id. */
export function namingById(of: Of, certificate: Named | undefined): readonly PlantedReference[] {
  const id = certificate?.id;
  return naming(of, certificate).map((reference) => ({ ...reference, ...(id === undefined ? {} : { targetId: id }) }));
}

/** A certificate that configuration holds itself, if there is one; of a chain, its leaf. */
export function carrying(of: Of, certificate: X509Certificate | undefined): readonly PlantedReference[] {
  return certificate === undefined ? [] : [{ ...of, kind: 'carries', fingerprint: fingerprint(certificate) }];
}

/** An address whose server shows its certificate, if there is one. */
export function meeting(of: Of, address: string | undefined): readonly PlantedReference[] {
  return address === undefined ? [] : [{ ...of, kind: 'meets', target: address }];
}

/** SHA-256 of a certificate in lower-case hexadecimal digits. */
export function fingerprint(certificate: X509Certificate): string {
  return createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex');
}
