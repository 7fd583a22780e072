import { LightningElement, api } from 'lwc';
import leftLabel from '@salesforce/label/c.CertHealth_Rotation_Left';
import lookLabel from '@salesforce/label/c.CertHealth_Rotation_Look';
import patchLabel from '@salesforce/label/c.CertHealth_Rotation_Patch';
import setupLabel from '@salesforce/label/c.CertHealth_Rotation_Setup';
import { referenceKey } from 'c/certificateEngine';
import type { ByHand } from 'c/certificateEngine';
import { fill } from 'c/wording';

interface Shown {
  readonly key: string;
  readonly name: string;
  readonly instruction: string;
  readonly setup: string;
  readonly patch: string;
  readonly badge: string;
}

/** What only people can change, with the way there. */
export default class RotationByHand extends LightningElement {
  @api byHand: readonly ByHand[] = [];
  /** Keys of references that still name the old certificate; undefined: nobody has looked since the switch. */
  @api left: readonly string[] | undefined;

  readonly labels = { setup: setupLabel };

  get shown(): Shown[] {
    return this.byHand.map(({ reference, instruction, setupUrl, patch, blocks }, index) => ({
      key: `${index}`,
      name: reference.name,
      instruction,
      setup: setupUrl?.startsWith('/lightning/setup/') ? setupUrl : '',
      patch: patch ? fill(patchLabel, patch) : '',
      badge: blocks ? this.isLeft(reference) : lookLabel,
    }));
  }

  private isLeft(reference: ByHand['reference']): string {
    return this.left?.includes(referenceKey(reference)) ? leftLabel : '';
  }
}
