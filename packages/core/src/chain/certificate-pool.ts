import { strictestCopy } from '../x509/index.ts';
import type { Certificate } from '../x509/model.ts';
import { sameOctets } from './octets.ts';

export interface PoolEntry {
  certificate: Certificate;
  readonly anchor: boolean;
  /** Certificates between this one and the nearest anchor, by names alone; undefined when there is no way. */
  distance: number | undefined;
}

/**
 * The certificates a path may be built from, each once, by subject name. A certificate that is a trust anchor is not an
 * intermediate as well.
 */
export class CertificatePool {
  readonly #bySubject = new Map<string, PoolEntry[]>();
  readonly entries: PoolEntry[] = [];

  constructor(intermediates: readonly Certificate[], trustAnchors: readonly Certificate[]) {
    for (const certificate of trustAnchors) this.#add(certificate, true);
    for (const certificate of intermediates) this.#add(certificate, false);
    this.#measure();
  }

  /** Entries whose subject is this name (canonical form). */
  named(canonical: string): readonly PoolEntry[] {
    return this.#bySubject.get(canonical) ?? [];
  }

  /** The anchor that is this certificate, with the settings that it was given with. */
  anchorLike(certificate: Certificate): Certificate | undefined {
    return this.named(certificate.subject.canonical).find(
      (entry) => entry.anchor && isSame(entry.certificate, certificate),
    )?.certificate;
  }

  get anchors(): Certificate[] {
    return this.entries.filter(({ anchor }) => anchor).map(({ certificate }) => certificate);
  }

  #add(certificate: Certificate, anchor: boolean): void {
    const subject = certificate.subject.canonical;
    let same = this.#bySubject.get(subject);
    if (same === undefined) this.#bySubject.set(subject, (same = []));
    const known = same.find((entry) => isSame(entry.certificate, certificate));
    if (known !== undefined) {
      if (anchor) known.certificate = strictestCopy(known.certificate, certificate);
      return;
    }
    const entry: PoolEntry = { certificate, anchor, distance: anchor ? 0 : undefined };
    same.push(entry);
    this.entries.push(entry);
  }

  /** Breadth-first from the anchors down, so that search need not enter parts of a bundle that lead nowhere. */
  #measure(): void {
    const issuedBy = new Map<string, PoolEntry[]>();
    let level: PoolEntry[] = [];
    for (const entry of this.entries) {
      if (entry.anchor) {
        level.push(entry);
        continue;
      }
      const issuer = entry.certificate.issuer.canonical;
      const issued = issuedBy.get(issuer);
      if (issued === undefined) issuedBy.set(issuer, [entry]);
      else issued.push(entry);
    }
    for (let distance = 1; level.length > 0; distance++) {
      const next: PoolEntry[] = [];
      for (const { certificate } of level) {
        const subject = certificate.subject.canonical;
        for (const entry of issuedBy.get(subject) ?? []) {
          if (entry.distance !== undefined) continue;
          entry.distance = distance;
          next.push(entry);
        }
        issuedBy.delete(subject);
      }
      level = next;
    }
  }
}

export const isSame = (a: Certificate, b: Certificate): boolean => a === b || sameOctets(a.der, b.der);
