import { originInWords, plural, referenceUseOf } from '@cert-health/core';
import type { Gap, TextPlace } from '@cert-health/core';
import { mayNameCertificate } from '../../apex/prefilter.ts';
import type { ApexReference } from '../../apex/reference.ts';
import { configuredNames, placesOf, targetsOf } from '../../apex/targets.ts';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { Found } from '../found.ts';
import type { OrgReader, PlaceReader } from '../place-reader.ts';
import { apexBodies } from './apex-bodies.ts';
import type { ApexBody, ApexType, ReadBodies } from './apex-bodies.ts';
import { ConfiguredNames } from './configured-names.ts';

const labels: Readonly<Record<ApexType, string>> = { ApexClass: 'Apex classes', ApexTrigger: 'Apex triggers' };

const hideable = {
  what: 'Apex classes and triggers',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
} as const;

/** Apex that names certificates, in its text or by way of configuration. Test code names none that is in use. */
export const apex: PlaceReader = {
  place: 'apex',
  async read(org, found) {
    if (org.skipped) return found.gap(org.skipped);
    const read = await Promise.all([readBodies(org, 'ApexClass', found), readBodies(org, 'ApexTrigger', found)]);
    const bodies = read.flatMap((one) => one?.bodies ?? []);
    const code = bodies.filter(({ isOff }) => !isOff);
    const hidden = read.flatMap((one) => one?.hidden ?? []);
    // Code of packages is nobody's to see; of other code everything is shown to whoever may see Setup.
    const packaged = hidden.filter((name) => name.includes('__'));
    if (packaged.length > 0) found.note(`${packaged.length} of installed packages, whose code the org does not show.`);
    const own = hidden.filter((name) => !name.includes('__'));
    if (own.length > 0) found.gap(withoutText(own));
    else if (bodies.length === 0 && !read.includes(undefined)) await confirmEmpty(org, hideable, found);
    const off = bodies.length - code.length;
    if (off > 0) found.note(`${plural(off, 'trigger')} switched off, left out.`);
    for (const { name, type, id, source } of bodies) found.searchCode(source, { name, field: type, id });
    if (!code.some(({ source }) => mayNameCertificate(source))) return;
    // The parser alone takes longer to load than most scans run.
    const { findApexReferences } = await import('../../apex/find-apex-references.ts');
    const { references, problems } = findApexReferences(code);
    const used = references.filter(({ isTest }) => !isTest);
    const values = await ConfiguredNames.read(org.api, configuredNames(used));
    const byPath = new Map(code.map((body) => [body.path, body]));
    for (const reference of used) {
      const body = byPath.get(reference.path);
      if (body) addReference(reference, body, { values, byPath }, found);
    }
    const inTests = references.length - used.length;
    if (inTests > 0) found.note(`${plural(inTests, 'reference')} in test code left out.`);
    if (problems.length > 0) {
      const shown = problems.slice(0, 3).map(({ message }) => message);
      const detail = `${plural(problems.length, 'class or trigger', 'classes or triggers')} could not be read. ${shown.join(' ')}`;
      found.gap({ status: 'failed', detail });
    }
  },
};

async function readBodies({ api }: OrgReader, type: ApexType, found: Found): Promise<ReadBodies | undefined> {
  return found.attempt(labels[type], permissions.readConfiguration, () => apexBodies(api, type));
}

function withoutText(names: readonly string[]): Gap {
  const more = names.length > 3 ? ', …' : '';
  const what = plural(names.length, 'class or trigger', 'classes or triggers');
  const detail = `The org lists ${what} without the code (${names.slice(0, 3).join(', ')}${more}), so what they name is not known; look in Setup.`;
  return { status: 'failed', detail };
}

function addReference(
  reference: ApexReference,
  body: ApexBody,
  { values, byPath }: { readonly values: ConfiguredNames; readonly byPath: ReadonlyMap<string, ApexBody> },
  found: Found,
): void {
  const { id, type, name } = body;
  const { call, line, className } = reference;
  const lookUp = values.textsOf.bind(values);
  const places = placesOf(reference, lookUp);
  const placeOf = (target: string | undefined): TextPlace | undefined => {
    const place = target === undefined ? undefined : places.get(target);
    if (!place || !('code' in place)) return place;
    const written = (place.code && byPath.get(place.code.path)) ?? body;
    return { name: written.name, field: written.type, id: written.id, line: place.code?.line ?? line };
  };
  // A field of an object that core knows by itself goes by its own name.
  const field = referenceUseOf(call) ? call : `${type}.${call}`;
  for (const target of targetsOf(reference, lookUp)) {
    found.refer({ name, field, line, id, ...target }, placeOf(target.target));
    if (target.origin?.isEmpty) {
      found.note(`${className} takes a certificate's name from ${originInWords(target.origin)}.`);
    }
  }
}
