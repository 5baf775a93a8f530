import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { withOptions } from '../../../src/cli/commands.js';
import { capacityOptions } from '../../../src/cli/flags/capacity-options.js';
import { coverageOptions } from '../../../src/cli/flags/coverage-options.js';
import {
  asGiven,
  filled,
  flagName,
  oneOf,
  onOff,
  readOptions,
  repeated,
  single,
  whole,
} from '../../../src/cli/flags/option.js';
import { rebalanceOptions } from '../../../src/cli/flags/rebalance-options.js';
import { routeOptions } from '../../../src/cli/flags/route-options.js';
import { transitionOptions } from '../../../src/cli/flags/transition-options.js';
import * as tables from '../../../src/cli/options.js';
import { InputError } from '../../../src/model/input-problem.js';

const toy = {
  size: single('--size <n>', 'how many', whole(1, 9)),
  colour: single('--colour <name>', 'which', oneOf(['red', 'blue']), {
    absent: 'red',
    shown: true,
  }),
  tag: repeated('--tag <word>', 'what it is called', asGiven),
  name: single('--name <text>', 'what for', filled()),
  quick: onOff('--quick', 'at once'),
};

/** What a table makes of a command line. */
function read(...args: readonly string[]) {
  const command = withOptions(new Command('toy').exitOverride(), toy);
  command.parse([...args], { from: 'user' });
  return readOptions('toy', toy, command.opts());
}

describe('a table of flags', () => {
  it('reads what is given', () => {
    const args = ['--size', '3', '--colour', 'blue', '--tag', 'a', '--tag', 'b', '--quick'];
    expect(read(...args)).toEqual({
      size: 3,
      colour: 'blue',
      tag: ['a', 'b'],
      name: undefined,
      quick: true,
    });
  });

  it('has a value for what is not given', () => {
    expect(read()).toEqual({
      size: undefined,
      colour: 'red',
      tag: [],
      name: undefined,
      quick: false,
    });
  });

  it('tells of every value that does not fit, and what to do', () => {
    let problems: unknown;
    try {
      read('--size', '10', '--colour', 'green', '--name', '');
    } catch (error) {
      problems = error instanceof InputError ? error.problems : error;
    }
    const what = 'does not fit';
    expect(problems).toEqual([
      { file: '--size', what, value: '10', remedy: 'give a whole number from 1 to 9' },
      { file: '--colour', what, value: 'green', remedy: 'use red or blue' },
      { file: '--name', what, value: '', remedy: 'see carve toy --help' },
    ]);
  });
});

describe('every command', () => {
  const all = {
    ...tables,
    rebalanceOptions,
    routeOptions,
    transitionOptions,
    coverageOptions,
    capacityOptions,
  };
  it.each(Object.entries(all))('%s: names are those of the flags', (_, table) => {
    for (const [name, { flag }] of Object.entries(table)) {
      const [output] = flag.split(' ');
      expect(output.replace(/^--no-/, '--')).toBe(flagName(name));
    }
  });
});

describe('flags that do not fit', () => {
  it('are all told at once, in the order of --help', () => {
    const given = { encoding: ['zz'], base: '', by: 'zz', mapFile: '' };
    let reported: unknown;
    try {
      readOptions('diff', tables.diffOptions, given);
    } catch (error) {
      reported = error instanceof InputError ? error.problems.map(({ file }) => file) : error;
    }
    expect(reported).toEqual(['--by', '--base', '--map-file', '--encoding']);
  });
});
