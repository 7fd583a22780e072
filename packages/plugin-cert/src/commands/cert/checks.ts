import { Messages, SfError } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import type { CheckDescription } from '../../catalog/check-description.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.checks');

export type CertChecksResult = {
  /** All checks, or the one that was asked for; none with the page of a use. */
  readonly checks: readonly CheckDescription[];
  /** Text of the page of the check or use (Markdown); null when all were asked for. */
  readonly page: string | null;
  /** The settings file that was written with --init. */
  readonly written?: string;
};

export default class CertChecks extends CertCommand<CertChecksResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    explain: Flags.string({ summary: messages.getMessage('flags.explain.summary'), exclusive: ['init'] }),
    init: Flags.boolean({
      summary: messages.getMessage('flags.init.summary'),
      description: messages.getMessage('flags.init.description'),
    }),
  };

  public async run(): Promise<CertChecksResult> {
    const { flags } = await this.parse(CertChecks);
    const { checkDescriptions } = await import('../../catalog/check-description.ts');
    const all = checkDescriptions();
    if (flags.init) {
      const written = await this.writeTemplate();
      return { checks: all, page: null, written };
    }
    if (flags.explain === undefined) {
      const { checksPage } = await import('../../terminal/checks-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(checksPage(all, { columns: pageColumns(), paint: await commandLinePaint() }));
      return { checks: all, page: null };
    }
    const { checks, page } = await this.explained(flags.explain, all);
    if (!this.jsonEnabled()) {
      const { explainPage } = await import('../../terminal/explain-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(explainPage(page, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return { checks, page };
  }

  /** The page of a check, or of a use. */
  private async explained(
    id: string,
    all: readonly CheckDescription[],
  ): Promise<{ readonly checks: readonly CheckDescription[]; readonly page: string }> {
    const { pageOf, pageOfUse } = await import('../../catalog/check-page.ts');
    const { useCatalog } = await import('@cert-health/core');
    const use = useCatalog.find((one) => one.id === id);
    if (use) return { checks: [], page: pageOfUse(use, this.own.root) };
    const asked = await find(
      id,
      all,
      useCatalog.map((one) => one.id),
    );
    return { checks: [asked], page: pageOf(asked, this.own.root) };
  }

  private async writeTemplate(): Promise<string> {
    const { writeSettingsTemplate } = await import('../../settings/template.ts');
    const { SettingsError } = await import('../../settings/settings-error.ts');
    try {
      const written = writeSettingsTemplate();
      this.log(messages.getMessage('written', [written]));
      return written;
    } catch (error) {
      throw error instanceof SettingsError ? new SfError(error.message, error.name) : error;
    }
  }
}

async function find(
  id: string,
  checks: readonly CheckDescription[],
  uses: readonly string[],
): Promise<CheckDescription> {
  const asked = checks.find((check) => check.id === id);
  if (asked) return asked;
  const { nearest } = await import('../../settings/nearest.ts');
  const ids = [...checks.map((check) => check.id), ...uses];
  const meant = nearest(id, ids);
  const hint = meant ? `; did you mean "${meant}"?` : '.';
  const { message, actions } = messages.createError('errors.unknown', [id, hint], [ids.join(', ')]);
  throw new SfError(message, 'UnknownCheckError', actions, 2);
}
