import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { declareCommands, inGroups } from '../../src/cli/commands.js';
import type { World } from '../../src/cli/world.js';
import { carve } from './carve.js';

describe('carve --help', () => {
  it('groups the commands by what they are for, in this order', async () => {
    const { code, stdout } = await carve(['--help']);
    expect(code).toBe(0);
    const headings = [...stdout.matchAll(/^(Plan|Run the year|Trust|In and out):$/gm)].map(
      ([, heading]) => heading,
    );
    const order = ['Plan', 'Run the year', 'Trust', 'In and out'];
    expect(headings).toEqual(order.filter((heading) => headings.includes(heading)));
    expect(stdout).toMatch(/^Trust:\n {2}check .*\n {2}validate .*\n {2}verify /m);
  });

  it('has no command without a group', () => {
    const program = new Command('carve');
    declareCommands(program, {} as World, () => {});
    expect(program.commands.filter((command) => command.helpGroup() === '')).toEqual([]);
  });

  it('keeps the order wherever a command is declared', () => {
    const grouped = inGroups([], ['Trust:', 'Plan:', 'Other:', 'Run the year:'], String);
    expect([...grouped.keys()]).toEqual([
      'Plan:',
      'Run the year:',
      'Trust:',
      'In and out:',
      'Other:',
    ]);
  });
});

describe('carve alone', () => {
  it('says in a few lines what there is for which job, and how to begin', async () => {
    const { code, stdout, stderr } = await carve([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n').length).toBeLessThan(14);
    expect(stderr).toMatch(/^ {2}Trust +check, validate, verify$/m);
    expect(stderr).toContain('carve plan accounts.csv reps.csv');
    expect(stderr).toContain('carve init');
  });
});
