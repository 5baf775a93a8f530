import { describe, expect, it } from 'vitest';
import { lineOfRow } from '../../../src/inputs/csv/row-lines.js';

const lines = (text: string, rows: number[]): number[] => {
  const lineOf = lineOfRow('a.csv', new TextEncoder().encode(text));
  return rows.map((row) => lineOf(row));
};

describe('the line on which a row begins', () => {
  it('is the row where no cell holds a line break', () => {
    expect(lines('a,b\n1,2\n\n3,4\n', [1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
    expect(lines('\ufeffa,b\r\n1,2\r\n3,4', [1, 2, 3])).toEqual([1, 2, 3]);
  });

  it('is further down after line breaks in quotes', () => {
    expect(lines('a,b\n"x\ny\nz",2\n3,4\n"5\r\n",6\n7,8\n', [1, 2, 3, 4, 5])).toEqual([
      1, 2, 5, 6, 8,
    ]);
    expect(lines('"a\n1";b\n"say ""hi""\n";2\n3;4\n', [1, 2, 3])).toEqual([1, 3, 5]);
  });
});
