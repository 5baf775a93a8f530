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
    expect(stdout).toMatch(
      /^Trust:\n {2}check .*\n( {3,}.*\n)* {2}validate .*\n( {3,}.*\n)* {2}verify /m,
    );
  });

  it('is as wide as a terminal at most', async () => {
    const { stdout } = await carve(['--help']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
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
      'Help:',
      'Other:',
    ]);
  });
});

describe('carve alone', () => {
  it('says on one screen which command does which job', async () => {
    const { code, stdout, stderr } = await carve([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('leaves no command out, and names none and no flag that is not there', async () => {
    const { stderr } = await carve([]);
    const program = new Command('carve');
    declareCommands(program, {} as World, () => {});
    const visible = program
      .createHelp()
      .visibleCommands(program)
      .map((one) => one.name());
    const named = [...stderr.matchAll(/carve ([a-z]+)(.*)$/gm)];
    expect(new Set(named.map(([, name]) => name))).toEqual(
      new Set(visible.filter((name) => name !== 'help')),
    );
    for (const [, name, rest] of named) {
      const flags = program.commands.find((one) => one.name() === name)?.options ?? [];
      const known = [...flags.map(({ long }) => long), '--help'];
      for (const [flag] of rest.matchAll(/--[a-z-]+/g)) expect(known).toContain(flag);
    }
  });
});
