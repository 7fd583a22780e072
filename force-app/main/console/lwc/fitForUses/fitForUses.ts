import { LightningElement, api } from 'lwc';
import ifLabel from '@salesforce/label/c.CertHealth_Fit_If';
import moreLabel from '@salesforce/label/c.CertHealth_Fit_More';
import noLabel from '@salesforce/label/c.CertHealth_Fit_No';
import ruleLabel from '@salesforce/label/c.CertHealth_Fit_Rule';
import unknownLabel from '@salesforce/label/c.CertHealth_Fit_Unknown';
import yesLabel from '@salesforce/label/c.CertHealth_Fit_Yes';
import type { FitForUse } from 'c/certificateEngine';
import { useName } from 'c/wording';

interface Told {
  readonly key: number;
  readonly text: string;
}

interface ShownFit {
  readonly use: string;
  readonly name: string;
  readonly status: string;
  readonly verdict: string;
  /** What must be so besides; a "yes" is none without it. */
  readonly conditions: readonly Told[];
  /** What decides. */
  readonly reason: string;
  readonly more: readonly Told[];
  readonly rule: string;
}

const verdicts = {
  yes: { status: 'healthy', verdict: yesLabel },
  no: { status: 'critical', verdict: noLabel },
  unknown: { status: 'unknown', verdict: unknownLabel },
};

const told = (texts: readonly string[]): Told[] => texts.map((text, key) => ({ key, text }));

/** For which of the eight uses a certificate will do: yes, no because, or not known and why. */
export default class FitForUses extends LightningElement {
  @api fits: readonly FitForUse[] = [];

  readonly labels = { more: moreLabel, rule: ruleLabel };

  get shown(): ShownFit[] {
    return this.fits.map(({ use, fit, onlyIf, reasons, rule }) => ({
      use,
      name: useName(use),
      ...verdicts[fit],
      ...(onlyIf.length > 0 ? { verdict: ifLabel } : {}),
      conditions: told(onlyIf),
      reason: reasons[0] ?? '',
      more: told(reasons.slice(1)),
      rule,
    }));
  }
}
