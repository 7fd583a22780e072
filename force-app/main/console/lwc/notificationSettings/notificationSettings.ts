import { LightningElement, api } from 'lwc';
import bellHelpLabel from '@salesforce/label/c.CertHealth_Notify_BellHelp';
import bellLabel from '@salesforce/label/c.CertHealth_Notify_Bell';
import digestHelpLabel from '@salesforce/label/c.CertHealth_Notify_DigestHelp';
import digestLabel from '@salesforce/label/c.CertHealth_Notify_Digest';
import formatLabel from '@salesforce/label/c.CertHealth_Notify_Format';
import helpLabel from '@salesforce/label/c.CertHealth_Notify_Help';
import responsibleHelpLabel from '@salesforce/label/c.CertHealth_Notify_ResponsibleHelp';
import responsibleLabel from '@salesforce/label/c.CertHealth_Notify_Responsible';
import saveLabel from '@salesforce/label/c.CertHealth_Settings_Save';
import webhookHelpLabel from '@salesforce/label/c.CertHealth_Notify_WebhookHelp';
import webhookLabel from '@salesforce/label/c.CertHealth_Notify_Webhook';
import type { ConsoleSettings } from 'c/healthRecords';

interface Field extends HTMLElement {
  value: string;
  checked: boolean;
}

/**
 * Who is told of what changes, and how.
 *
 * @fires save with {settings}: what is to be other than before
 */
export default class NotificationSettings extends LightningElement {
  @api settings: ConsoleSettings = {};
  @api canEdit = false;

  readonly labels = {
    bell: bellLabel,
    bellHelp: bellHelpLabel,
    digest: digestLabel,
    digestHelp: digestHelpLabel,
    format: formatLabel,
    help: helpLabel,
    responsible: responsibleLabel,
    responsibleHelp: responsibleHelpLabel,
    save: saveLabel,
    webhook: webhookLabel,
    webhookHelp: webhookHelpLabel,
  };

  /** Names of products: the same in every language. */
  readonly formats = [
    { label: 'Slack', value: 'slack' },
    { label: 'Microsoft Teams', value: 'teams' },
  ];

  get isLocked(): boolean {
    return !this.canEdit;
  }

  get digest(): boolean {
    return this.settings.mailDigest === true;
  }

  get responsible(): boolean {
    return this.settings.mailResponsible === true;
  }

  get bell(): boolean {
    return this.settings.bell === true;
  }

  get webhook(): string {
    return this.settings.webhookNamedCredential ?? '';
  }

  get format(): string {
    return this.settings.webhookFormat ?? 'slack';
  }

  handleSave(): void {
    const field = (name: string): Field | undefined => this.refs?.[name] as Field | undefined;
    const settings: ConsoleSettings = {
      ...this.settings,
      mailDigest: field('digest')?.checked ?? this.digest,
      mailResponsible: field('responsible')?.checked ?? this.responsible,
      bell: field('bell')?.checked ?? this.bell,
      webhookNamedCredential: (field('webhook')?.value ?? this.webhook).trim() || null,
      webhookFormat: (field('format')?.value ?? this.format) === 'teams' ? 'teams' : 'slack',
    };
    this.dispatchEvent(new CustomEvent('save', { detail: { settings } }));
  }
}
