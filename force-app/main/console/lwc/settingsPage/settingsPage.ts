import { LightningElement } from 'lwc';
import saveSettings from '@salesforce/apex/SetupAssistant.saveSettings';
import { reduceErrors } from 'c/apexErrors';
import { load, onReload } from 'c/healthRecords';
import type { ConsoleSettings, Overview } from 'c/healthRecords';
import { labels } from './settingsLabels';

/**
 * What people decide: connection, schedule, levels, notifications, waivers.
 *
 * @fires navigate with {page, record} to a certificate
 */
export default class SettingsPage extends LightningElement {
  readonly labels = labels;
  overview: Overview | undefined;
  error: unknown;
  private isBusy = false;
  said = '';
  saveError = '';
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    this.stop = onReload(() => this.read());
    this.read();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  read(): void {
    load('overview').then(
      (overview) => {
        this.overview = overview;
        this.error = undefined;
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get settings(): ConsoleSettings {
    return this.overview?.settings ?? {};
  }

  get canSettings(): boolean {
    return this.overview?.rights.canSettings ?? false;
  }

  get isReadOnly(): boolean {
    return !this.canSettings;
  }

  get canDecide(): boolean {
    return this.overview?.rights.canDecide ?? false;
  }

  async handleSave({ detail }: CustomEvent<{ settings: ConsoleSettings }>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.said = '';
    this.saveError = '';
    try {
      await saveSettings({ settingsJson: JSON.stringify(detail.settings) });
      this.said = labels.saved;
      // The org writes them in a moment; until then what was typed is what stands here.
      if (this.overview) this.overview = { ...this.overview, settings: detail.settings };
    } catch (error) {
      this.saveError = reduceErrors(error);
    } finally {
      this.isBusy = false;
    }
  }

  handleNavigate({ detail }: CustomEvent): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: detail as unknown }));
  }

  handleRetry(): void {
    this.error = undefined;
    this.read();
  }
}
