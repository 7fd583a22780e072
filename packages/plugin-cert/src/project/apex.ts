import { plural, readOutsideText, referenceUseOf } from '@cert-health/core';
import type { Holding, Reference } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import type { ApexSource } from '../apex/apex-code.ts';
import { mayNameCertificate } from '../apex/prefilter.ts';
import type { ApexReference } from '../apex/reference.ts';
import { targetsOf } from '../apex/targets.ts';
import type { LookUp } from '../apex/targets.ts';
import type { ConfigurationValues } from './configuration-values.ts';
import type { ProjectFiles } from './metadata-files.ts';
import { readText, sourceOf, unreadableFile, withUniqueNames } from './project-scan.ts';
import type { ProjectContent } from './project-scan.ts';
import { projectPlace } from './referring-place.ts';
import { triggersOff } from './triggers-off.ts';

/** What Apex code may read a name from. */
export interface NamesElsewhere {
  readonly values: ConfigurationValues;
  /** Names of the certificates of external data sources, each once. */
  readonly dataSourceCertificates: readonly string[];
}

/**
 * Classes and triggers that name a certificate. The parser is loaded only where a file may do so.
 *
 * Names that only test code gives are left out: a test makes no callout, so that nothing breaks with the certificate. The
 * detail counts them. A name that is only known at run time has no target.
 */
export async function readApex(files: ProjectFiles, elsewhere: NamesElsewhere): Promise<ProjectContent> {
  const about = projectPlace('apex');
  const problems: string[] = [];
  const off = triggersOff(files);
  const code = ['cls', 'trigger']
    .flatMap((suffix) => files.withSuffix(suffix))
    .filter(({ file, isMeta }) => !isMeta && !off.has(file.shown));
  // Scripts are run by hand and lie beside the metadata; they call what the classes declare.
  const scripts = files.all.filter(({ path }) => /\.apex$/i.test(path));
  const sources = [...code.map(({ file }) => file), ...scripts].flatMap((file): ApexSource[] => {
    const read = readText(file);
    if ('text' in read) return [{ path: file.shown, source: read.text }];
    problems.push(unreadableFile(file, read.problem));
    return [];
  });
  const worthParsing = sources.some(({ source }) => mayNameCertificate(source));
  const found = worthParsing
    ? (await import('../apex/find-apex-references.ts')).findApexReferences(sources)
    : undefined;
  problems.push(...(found?.problems.map(({ message }) => message.replace(/, so certificates .*$/s, '')) ?? []));
  const used = found?.references.filter(({ isTest }) => !isTest) ?? [];
  const lookUp = lookUpIn(elsewhere);
  const uses = used.flatMap((reference) => usesOf(reference, about.id, lookUp));
  const references = uses.map(({ reference }) => reference);
  const inTests = (found?.references.length ?? 0) - used.length;
  const open = references.filter(
    ({ target, field, origin, instead, body }) =>
      (target ?? instead ?? body) === undefined &&
      origin?.kind !== 'nothing' &&
      referenceUseOf(field)?.kind === 'names',
  );
  const detail = [
    `${plural(sources.length, 'class or trigger', scripts.length > 0 ? 'classes, triggers and scripts' : 'classes and triggers')} read, ${plural(references.length, 'use')} of certificates found`,
    ...(open.length > 0 ? [`${open.length} chosen at run time`] : []),
    ...(inTests > 0 ? [`${inTests} in test code left out`] : []),
    ...(off.size > 0 ? [`${plural(off.size, 'trigger')} switched off, left out`] : []),
  ];
  const told = sources.length === 0 ? 'None found.' : `${detail.join('; ')}.`;
  const holdings = withUniqueNames(uses.flatMap(({ holding }) => holding ?? []));
  return { source: sourceOf(about, references.length, problems, told), holdings, references };
}

interface Use {
  readonly reference: Reference;
  /** Code may give the body of a certificate where its name belongs. */
  readonly holding?: Holding;
}

/** One use for each certificate that may be meant; one without target where that cannot be told. */
function usesOf(found: ApexReference, source: string, lookUp: LookUp): Use[] {
  const { className: name, path, line } = found;
  const uses = targetsOf(found, lookUp).map(({ target, ...told }): Use => {
    const reference: Reference = { source, name, field: fieldOf(found), path, line, ...told };
    if (target === undefined) return { reference };
    const text = readOutsideText(target);
    switch (text.kind) {
      case 'name':
      case 'id':
      case 'placeholder':
        return { reference: { ...reference, target: text.text } };
      case 'body': {
        const { certificates, problem } = readBody(text.body);
        const held = { source, name, label: name, path, kind: 'trusted', certificates } as const;
        return {
          reference: { ...reference, body: name },
          holding: { ...held, ...(problem ? { unreadable: problem } : {}) },
        };
      }
      case 'other':
        // Of a key the search of all files tells.
        return { reference: { ...reference, instead: text.keys.length > 0 ? 'key' : 'other' } };
    }
  });
  // Several texts that are not repeated are one use.
  const keyOf = ({ reference, holding }: Use): string =>
    JSON.stringify([reference, holding?.certificates.map(({ fingerprint }) => fingerprint)]);
  return [...new Map(uses.map((use) => [keyOf(use), use])).values()];
}

function lookUpIn({ values, dataSourceCertificates }: NamesElsewhere): LookUp {
  return (name) => {
    switch (name.kind) {
      case 'customMetadata':
        return values.ofRecords(name.type, name.field, name.record);
      case 'label':
        return values.ofLabel(name.label);
      case 'externalDataSource':
        return dataSourceCertificates.length > 0 ? dataSourceCertificates.map((value) => ({ value })) : undefined;
      // Records of a custom setting are data, which no project holds.
      case 'customSetting':
        return undefined;
    }
  };
}

/** `ApexClass.Auth.JWS`, `ApexTrigger.Auth.JWS`; a field of an object that is known by itself stays as it is. */
function fieldOf({ path, call }: ApexReference): string {
  return referenceUseOf(call) ? call : `${/\.trigger$/i.test(path) ? 'ApexTrigger' : 'ApexClass'}.${call}`;
}
