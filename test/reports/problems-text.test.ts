import { describe, expect, it } from 'vitest';
import type { InputProblem } from '../../src/model/input-problem.js';
import { problemLine, problemsText } from '../../src/reports/problems-text.js';

const problem: InputProblem = {
  file: 'accounts.csv',
  row: 17,
  column: 'Potential',
  what: 'is no number',
  value: 'lots',
  remedy: 'write a number of 0 or more',
};

describe('input problems as text', () => {
  it('says where, what, the value and the remedy', () => {
    expect(problemsText([problem])).toBe(
      '1 problem in the input\naccounts.csv:17: Potential: is no number, "lots"; write a number of 0 or more\n',
    );
  });

  it('leaves out what is absent', () => {
    expect(problemLine({ file: 'reps.csv', what: 'is empty', remedy: 'give it a header' })).toBe(
      'reps.csv: is empty; give it a header',
    );
    expect(problemLine({ file: '--map', row: 1, what: 'is wrong', remedy: '' })).toBe(
      '--map:1: is wrong',
    );
  });

  it('keeps every problem on one line', () => {
    const nasty = { ...problem, value: 'a\nb\u001b[31mc\u202ed\t' };
    expect(problemLine(nasty)).toContain('"a\\nb\\x1b[31mc\\u202ed\\t"');
  });

  it('wraps where a width is given, as on a terminal', () => {
    expect(problemsText([problem], { columns: 40 })).toBe(
      '1 problem in the input\naccounts.csv:17: Potential: is no\n  number, "lots"; write a number of 0 or\n  more\n',
    );
    expect(problemsText([problem], { columns: 90 })).toBe(problemsText([problem]));
  });

  it('prints at most fifty, or all when asked', () => {
    const many = Array.from({ length: 53 }, (_, index) => ({ ...problem, row: index + 2 }));
    const lines = problemsText(many).trimEnd().split('\n');
    expect(lines).toHaveLength(52);
    expect(lines[0]).toBe('53 problems in the input');
    expect(lines[51]).toBe('… and 3 more');
    expect(problemsText(many, { all: true }).trimEnd().split('\n')).toHaveLength(54);
    expect(problemsText(many.slice(0, 50)).trimEnd().split('\n')).toHaveLength(51);
  });
});
