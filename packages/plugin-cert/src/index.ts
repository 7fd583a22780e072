/** Commands are found by oclif in `commands/`; nothing is offered as a library. */
export {};
