import type { Change } from '../model.ts';
import { newCertificate } from '../repoint/index.ts';
import type { SubjectReference } from '../subject.ts';

/** What the switch changes, as far as it is known before the new record is there. */
export function changesOf(references: readonly SubjectReference[], successor: string): Change[] {
  return references.flatMap(({ reference, way, target, certificate }): Change[] => {
    if (way?.by !== 'deploy') return [];
    const isBody = way.value === 'body';
    return [
      {
        component: componentOf(way.place.type, reference.name),
        field: way.field,
        from: isBody ? carriedNow(certificate ?? undefined) : (target ?? ''),
        to: isBody ? newCertificate : way.value === 'id' ? idOf(successor) : successor,
        ...(reference.path === undefined ? {} : { path: reference.path }),
      },
    ];
  });
}

/** Metadata type and name, as a package lists them. */
export function componentOf(type: string, name: string): string {
  return `${type}:${name}`;
}

/** Stands where an Id belongs that is known only once the record is there. */
export function idOf(successor: string): string {
  return `{Id of ${successor}}`;
}

/** What a place carries at present, by its fingerprint: bodies are long. */
export function carriedNow(fingerprint: string | undefined): string {
  return fingerprint === undefined ? '{what stands there today}' : `certificate ${fingerprint}`;
}
