import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import { requireFiles } from '../../file/named-input.ts';
import { exitCodes } from '../../options/fail-on.ts';
import { asOfFlag } from '../../options/flags.ts';
import { keptAnswersIn, networks } from '../../options/network.ts';
import type { Network } from '../../options/network.ts';
import { givenPassword, passwordFileFlag } from '../../options/password-flag.ts';
import type { Verification, VerifyRequest } from '../../verify/verify-file.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.verify');

/** Plain words, and the field's own. */
const purposes = {
  server: 'serverAuth',
  client: 'clientAuth',
  any: 'any',
  serverAuth: 'serverAuth',
  clientAuth: 'clientAuth',
} as const;

export type CertVerifyResult = Verification;

export default class CertVerify extends CertCommand<CertVerifyResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    leaf: Args.string({ required: true, description: messages.getMessage('args.leaf.description') }),
  };

  public static override readonly flags = {
    untrusted: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.untrusted.summary'),
    }),
    anchors: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      required: true,
      summary: messages.getMessage('flags.anchors.summary'),
    }),
    alias: Flags.string({ summary: messages.getMessage('flags.alias.summary') }),
    'password-file': passwordFileFlag,
    purpose: Flags.option({
      options: ['server', 'client', 'any', 'serverAuth', 'clientAuth'] as const,
      default: 'any' as const,
      summary: messages.getMessage('flags.purpose.summary'),
    })(),
    name: Flags.string({ summary: messages.getMessage('flags.name.summary') }),
    crl: Flags.string({ multiple: true, multipleNonGreedy: true, summary: messages.getMessage('flags.crl.summary') }),
    network: Flags.option({
      options: networks,
      default: 'none' as const,
      summary: messages.getMessage('flags.network.summary'),
      description: messages.getMessage('flags.network.description'),
    })(),
    revocation: Flags.option({
      options: ['off', 'check', 'require'] as const,
      summary: messages.getMessage('flags.revocation.summary'),
    })(),
    at: asOfFlag({ aliases: ['as-of'], summary: messages.getMessage('flags.at.summary') }),
    profile: Flags.option({
      options: ['path', 'rfc5280', 'webpki'] as const,
      default: 'path' as const,
      summary: messages.getMessage('flags.profile.summary'),
    })(),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
    '4': messages.getMessage('exitCodes.4'),
  });

  public async run(): Promise<CertVerifyResult> {
    const { args, flags } = await this.parse(CertVerify);
    requireFiles([args.leaf], 'LEAF');
    requireFiles(flags.untrusted, '--untrusted');
    requireFiles(flags.anchors, '--anchors');
    requireFiles(flags.crl, '--crl');
    const { VerifyInputError, verifyFile } = await import('../../verify/verify-file.ts');
    const verification = await verifyFile({
      leaf: args.leaf,
      untrusted: flags.untrusted ?? [],
      anchors: flags.anchors,
      crls: flags.crl ?? [],
      keystores: { password: givenPassword(flags['password-file']), alias: flags.alias },
      purpose: purposes[flags.purpose],
      at: flags.at ?? new Date(),
      profile: flags.profile,
      authorities: this.asking(flags.network),
      ...(flags.name === undefined ? {} : { serverName: flags.name }),
      ...(flags.revocation === undefined ? {} : { revocation: flags.revocation }),
    }).catch((error: unknown) => {
      throw error instanceof VerifyInputError ? new SfError(error.message, error.name) : error;
    });
    process.exitCode = verification.trusted ? exitCodes.clean : exitCodes.critical;
    if (!this.jsonEnabled()) {
      const { verifyPage } = await import('../../terminal/verify-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(verifyPage(verification, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return verification;
  }

  private asking(network: Network): VerifyRequest['authorities'] {
    if (network === 'none') return undefined;
    // Authorities of a company's own publish on its own network.
    const allowPrivate = process.env['CERT_ALLOW_PRIVATE_CRL'] === '1';
    return { network, allowPrivate, keepIn: keptAnswersIn(this.config.cacheDir), now: new Date() };
  }
}
