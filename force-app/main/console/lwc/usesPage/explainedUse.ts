import hereOneLabel from '@salesforce/label/c.CertHealth_Uses_HereOne';
import moreLabel from '@salesforce/label/c.CertHealth_Uses_More';
import openOfLabel from '@salesforce/label/c.CertHealth_Uses_OpenCertificatesOf';
import otherSideLabel from '@salesforce/label/c.CertHealth_Uses_OtherSide';
import { useCatalog } from 'c/certificateEngine';
import type { UseRow } from 'c/healthRecords';
import { fill, number, useName } from 'c/wording';

const SHOWN = 8;

/** A use in words, with its configuration in this org. */
export interface ExplainedUse {
  readonly name: string;
  readonly summary: string;
  readonly breaks: string;
  readonly openTitle: string;
  readonly rows: readonly { readonly key: string; readonly text: string }[];
  readonly hasNone: boolean;
  readonly more: string;
}

/** What core says of a use, in its own words; undefined when it knows none of that id. */
export function explained(id: string | undefined, uses: readonly UseRow[]): ExplainedUse | undefined {
  const use = useCatalog.find((one) => one.id === id);
  if (!use) return undefined;
  const rows = uses.filter((row) => row.Use__c === use.id);
  const rest = rows.length - SHOWN;
  return {
    name: useName(use.id),
    summary: use.summary,
    breaks: use.breaks,
    openTitle: fill(openOfLabel, useName(use.id)),
    rows: rows.slice(0, SHOWN).map((row) => ({ key: row.Id, text: hereText(row) })),
    hasNone: rows.length === 0,
    more: rest > 0 ? fill(moreLabel, number(rest)) : '',
  };
}

/** A setting that carries its certificate goes by one name with it, which is said once. */
function hereText({ Name: name, Certificate_Name__c: certificate = otherSideLabel }: UseRow): string {
  return name === certificate ? name : fill(hereOneLabel, name, certificate);
}
