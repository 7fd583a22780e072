import { ux } from '@oclif/core';
import { SfCommand } from '@salesforce/sf-plugins-core';

/**
 * What every command of this plugin is: nothing that it prints, and no error that it ends with, repeats key material. Readers
 * leave keys out of what they give; this is for what nobody thought of, such as a parser that quotes its input.
 */
export abstract class CertCommand<Result> extends SfCommand<Result> {
  #cleaned: <Value>(value: Value) => Value = (value) => value;

  /** Folder and version of this plugin. `config` is that of whoever runs it: under sf it tells of sf. */
  protected get own(): { readonly root: string; readonly version: string; readonly pjson: object } {
    return this.ctor.plugin ?? this.config;
  }

  /** Where the pages of this version can be read in a browser, if the package says where its sources lie (a release does). */
  protected get docsUrl(): string | undefined {
    const { pjson, version } = this.own;
    const { homepage } = pjson as { readonly homepage?: string };
    const repository = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+/.exec(homepage ?? '')?.[0];
    return repository === undefined ? undefined : `${repository}/blob/v${version}`;
  }

  protected override async init(): Promise<void> {
    // Not loaded for --help, which prints none of what anybody gives.
    const { withoutKeysIn } = await import('@cert-health/core');
    this.#cleaned = withoutKeysIn;
    await super.init();
  }

  public override log(message = '', ...args: unknown[]): void {
    super.log(this.#cleaned(message), ...this.#cleaned(args));
  }

  public override logToStderr(message = '', ...args: unknown[]): void {
    super.logToStderr(this.#cleaned(message), ...this.#cleaned(args));
  }

  public override warn(input: Parameters<SfCommand<Result>['warn']>[0]): ReturnType<SfCommand<Result>['warn']> {
    return super.warn(typeof input === 'string' ? this.#cleaned(input) : input);
  }

  /** The framework colors JSON for pipes too, which takes a tenth of a second for a thousand certificates. */
  public override logJson(json: unknown): void {
    const cleaned = this.#cleaned(json);
    if (process.stdout.isTTY) super.logJson(cleaned);
    else ux.stdout(JSON.stringify(cleaned, null, 2));
  }

  protected override catch(error: Parameters<SfCommand<Result>['catch']>[0]): Promise<never> {
    const { message, stack } = error;
    return super.catch(Object.assign(error, this.#cleaned({ message, stack })));
  }
}
