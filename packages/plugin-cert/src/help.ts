import { CommandHelp, Help } from '@oclif/core';

/** Help that also shows a command's exit codes, as the Salesforce CLI's own help does; used by `bin/run.js`. */
export default class HelpWithExitCodes extends Help {
  protected override CommandHelpClass = CommandHelpWithExitCodes;
}

class CommandHelpWithExitCodes extends CommandHelp {
  protected override sections(): ReturnType<CommandHelp['sections']> {
    return [
      ...super.sections(),
      // The section's body is what sf-plugins-core made of the command's errorCodes.
      { header: 'ERROR CODES', generate: ({ cmd }) => (cmd as { errorCodes?: Section }).errorCodes },
    ];
  }
}

type Section = ReturnType<ReturnType<CommandHelp['sections']>[number]['generate']>;
