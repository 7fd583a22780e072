import { CommandHelp, Help } from '@oclif/core';

/**
 * Help as the Salesforce CLI's own class gives it, which is the one that counts where this is a plugin of `sf`: `-h` is usage,
 * arguments and flags; `--help` adds what each means, examples and the exit codes. Used by `bin/run.js`.
 */
export default class HelpAsInSf extends Help {
  protected override CommandHelpClass: typeof CommandHelp = LongHelp;

  public override showHelp(argv: string[]): Promise<void> {
    if (argv.includes('-h')) this.CommandHelpClass = ShortHelp;
    return super.showHelp(argv);
  }
}

const shown: readonly string[] = ['USAGE', 'ARGUMENTS', 'FLAGS'];

class ShortHelp extends CommandHelp {
  protected override sections(): Sections {
    return super.sections().filter(({ header }) => shown.includes(header));
  }
}

class LongHelp extends CommandHelp {
  protected override sections(): Sections {
    return [
      ...super.sections(),
      // The section's body is what sf-plugins-core made of the command's errorCodes.
      { header: 'ERROR CODES', generate: ({ cmd }) => (cmd as { errorCodes?: Body }).errorCodes },
    ];
  }
}

type Sections = ReturnType<CommandHelp['sections']>;
type Body = ReturnType<Sections[number]['generate']>;
