import { LightningElement, api } from 'lwc';

/** What a place shows while it has nothing: why, and what to do. Buttons go into its slot. */
export default class EmptyState extends LightningElement {
  @api iconName = 'utility:knowledge_base';
  @api heading?: string;
  @api text?: string;
  /** A line to type into a terminal. */
  @api command?: string;
}
