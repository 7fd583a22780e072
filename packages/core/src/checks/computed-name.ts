import { listOf } from '../findings/wording.ts';
import type { Reference } from '../inventory/index.ts';
import { originInWords, placeById, placeInWords, referenceUseOf } from '../uses/index.ts';
import type { Check, Observation } from './check.ts';
import { idOf, whereOf } from './uses-of-holding.ts';

const NAMED = 3;

/** Code makes up the name of a certificate. */
export const computedName: Check = {
  id: 'computed-name',
  title: 'Code computes which certificate it uses, so no scan can tell what its end breaks.',
  severity: 'info',
  source: {
    document: 'Salesforce Apex Reference Guide',
    section: 'HttpRequest, setClientCertificateName(certDevName)',
    url: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httprequest.htm',
  },
  needs: 'the code',
  inputs: ['code'],
  remedy: 'Look at the line, and name the certificate in a constant or a custom metadata record.',
  run({ inventory }) {
    const computed = inventory.references.filter(
      ({ field, target, expression }) =>
        expression !== undefined && target === undefined && referenceUseOf(field)?.kind === 'names',
    );
    const byPlace = Map.groupBy(computed, idOf);
    return { observations: [...byPlace.values()].flatMap(observe), notChecked: [] };
  },
};

/** One finding for each call of a class, however often the class makes it. */
function observe(references: readonly Reference[]): Observation[] {
  const [first] = references;
  if (!first) return [];
  const row = referenceUseOf(first.field);
  const call = first.field.replace(/^Apex(Class|Trigger)\./, '');
  const lines = [...new Set(references.flatMap(({ line }) => line ?? []))];
  const written = Map.groupBy(references, ({ expression, origin, writtenAt }) =>
    JSON.stringify([expression, origin, writtenAt]),
  );
  const isNothing = references.every(({ origin }) => origin?.kind === 'nothing');
  const clauses = [...written.values()].slice(0, NAMED).map(clauseOf);
  const more = written.size - clauses.length;
  return [
    {
      severity: 'info',
      title: isNothing
        ? `${first.name} gives no name where a certificate's is expected`
        : `Which certificate ${first.name} uses cannot be told: the name is only known at run time`,
      detail:
        `${call} gets ${[...clauses, ...(more > 0 ? [`${more} more`] : [])].join('; ')}. ` +
        (isNothing ? 'So it uses none.' : 'Until somebody looks, no certificate can be called unused.'),
      remedy:
        `Look at the code${row ? ` in ${placeById(row.place).setup} > ${first.name}` : ''}. A name in a constant or in a custom metadata record ` +
        'would be found by the next scan.',
      evidence: {
        call,
        expressions: [...new Set(references.map(({ expression = '' }) => expression))],
        origins: [...new Set(references.flatMap(({ origin }) => (origin ? [placeInWords(origin)] : [])))],
        lines: lines.map(String),
        ...(first.path ? { path: first.path } : {}),
      },
      ...(row?.use ? { use: row.use } : {}),
      reference: whereOf(first),
      discriminator: idOf(first),
    },
  ];
}

/** `"row.Cert__c" (line 4), from the record field Lane__c.Cert__c`. */
function clauseOf(same: readonly Reference[]): string {
  const [{ expression = '', origin, writtenAt } = {} as Partial<Reference>] = same;
  const lines = [...new Set(same.flatMap(({ line }) => line ?? []))];
  const more = lines.length - NAMED;
  const shown = [...lines.slice(0, NAMED).map(String), ...(more > 0 ? [`${more} more`] : [])];
  const where = [
    ...(lines.length > 0 ? [`line ${listOf(shown)}`] : []),
    ...(writtenAt ? [`written in ${writtenAt.path}, line ${writtenAt.line}`] : []),
  ];
  return `"${expression}"${where.length > 0 ? ` (${where.join('; ')})` : ''}${origin ? `, from ${originInWords(origin)}` : ''}`;
}
