import { Option as CommanderOption } from 'commander';
import type { Option } from './flags/option.js';

/** A flag as commander takes it, with what the table says of it besides. */
export class DeclaredOption extends CommanderOption {
  constructor(readonly table: Option) {
    super(table.flag, table.help);
    switch (table.kind) {
      case 'switch':
        break;
      case 'repeated':
        this.argParser((value: string, all: string[] = []) => [...all, value]);
        break;
      case 'single':
        if (table.required) this.makeOptionMandatory();
        if (table.shown) this.default(table.absent);
    }
  }

  /** Every text that fits, where they can be listed. */
  get words(): readonly string[] | undefined {
    const { table } = this;
    if (table.kind === 'switch') return undefined;
    return table.kind === 'repeated' ? table.words : table.takes.words;
  }
}
