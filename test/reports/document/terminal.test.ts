import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Document,
  figures,
  list,
  note,
  type Pair,
  pairs,
  paragraph,
  section,
  table,
  words,
} from '../../../src/reports/document/blocks.js';
import { logText, terminalText } from '../../../src/reports/document/terminal.js';
import { pageOf } from '../../../src/reports/document/terminal-page.js';
import { tablesBeside } from '../../../src/reports/document/terminal-table.js';
import { displayWidth } from '../../../src/reports/document/text-width.js';

const page = pageOf({ columns: 80 });
const shown = (...blocks: Parameters<typeof section>[1][]): string[] =>
  terminalText(page, { sections: [section('Title', ...blocks)] })
    .trimEnd()
    .split('\n');

interface Person {
  readonly name: string;
  readonly accounts: Pair<number>;
  readonly potential: Pair<number>;
  readonly off: Pair<number | undefined>;
}

const people: readonly Person[] = [
  { name: 'Ann', accounts: [1200, 7], potential: [1_234_567, 950], off: [-52, 0] },
  { name: '王小明', accounts: [3, 41], potential: [0.4, 12_345], off: [undefined, undefined] },
];
const columns = [
  words<Person>('Rep', ({ name }) => name, { flexible: true }),
  pairs<Person>('Accounts', 'count', ({ accounts }) => accounts),
  pairs<Person>('Potential', 'amount', ({ potential }) => potential, { dispensable: true }),
  pairs<Person>('Off target', 'deviation', ({ off }) => off),
];

describe('a table on a terminal', () => {
  it('has figures to the right, names to the left, and arrows below each other', () => {
    expect(shown(table(people, columns))).toEqual([
      'Title',
      '  Rep       Accounts      Potential     Off target',
      '  Ann     1,200 →  7  1.23M →   950  -52 % → 0.0 %',
      '  王小明      3 → 41    0.4 → 12.3k      – →     –',
    ]);
  });

  it('cuts flexible columns to the page, and leaves dispensable ones out first', () => {
    const long = [{ ...people[0], name: 'x'.repeat(200) }];
    const [, , row] = shown(table(long, columns));
    expect(displayWidth(row)).toBe(80);
    expect(row).toMatch(/^ {2}x+… {2}1,200 → 7/);
    const wide = columns.map((column) => ({ ...column, title: column.title.padEnd(22, '.') }));
    expect(shown(table(long, wide))[1]).not.toContain('Potential');
  });

  it('says what stands between its rows, and what of each row is said below', () => {
    const names = [words<Person>('Rep', ({ name }) => name, { flexible: true })];
    expect(shown(table(people, names, { gap: { at: 1, text: '… and 5 more' } })).slice(2)).toEqual([
      '  Ann',
      '  … and 5 more',
      '  王小明',
    ]);
    expect(shown(table(people, names, { remarks: ['first', 'second'] })).slice(1)).toEqual([
      '  Ann',
      '    first',
      '  王小明',
      '    second',
    ]);
  });

  it('goes on in tables of its own where the page is too narrow for all columns', () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      figures<number>(`figure ${at}`, 'count', (row) => row),
    );
    const parts = tablesBeside(page, table([1], [words('', () => 'measure'), ...many]));
    expect(parts.map((part) => part.columns.length)).toEqual([8, 6]);
    for (const part of parts) expect(part.columns[0].title).toBe('');
  });
});

describe('texts on a terminal', () => {
  it('wrap to 80 columns, set in below their marks and labels', () => {
    const long = 'word '.repeat(40).trim();
    const lines = shown(
      paragraph(long, { mark: '•' }),
      list([{ mark: '✓', label: 'row 2', text: long, details: [long] }]),
      note('… and 3 more'),
    );
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith('    word'))).not.toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}✓ row 2 {2}word/));
    expect(lines.at(-1)).toBe('  … and 3 more');
  });

  it('put how something came out behind it, or below where it does not fit', () => {
    expect(shown(list([{ mark: '✓', label: 'a', text: 'asks', tail: 'kept' }]))[1]).toBe(
      '  ✓ a  asks: kept',
    );
    const tail = 'kept '.repeat(18).trim();
    expect(shown(list([{ mark: '✓', label: 'a', text: 'asks', tail }])).slice(1)).toHaveLength(3);
  });

  it('are coloured by their tones and by nothing else', () => {
    const coloured = pageOf({ columns: 80, colour: true });
    const document: Document = {
      headline: { text: 'Passed: all', tone: 'good', toneOf: 'lead' },
      sections: [section('T', note('quiet'))],
    };
    expect(terminalText(coloured, document)).toBe(
      '\u001b[1m\u001b[32mPassed:\u001b[39m all\u001b[22m\n\n\u001b[1mT\u001b[22m\n\u001b[2m  quiet\u001b[22m\n',
    );
  });
});

describe('the gate to the terminal', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\u001b', '\u0007', '\u009b', '\u202e', '%'),
    maxLength: 60,
  });

  it('lets no control character of any text through, wherever it stands', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const everywhere: Document = {
          headline: { text },
          sections: [
            { ...section(text, paragraph(text), note(text)), aside: text, cut: true },
            section(
              undefined,
              list([{ mark: '✗', label: text, text, tail: text, details: [text] }]),
              list([{ label: text, text }], { overflow: 'past the edge' }),
              list([{ label: text, text }], { overflow: 'whole below label' }),
              table([text], [words(text, () => text), words('b', () => text, { most: 5 })]),
              table([text], [{ title: '', flexible: true, of: () => [text, text] }], {
                remarks: [text],
              }),
              table([text], [words(text, () => text, { flexible: true })], {
                gap: { at: 0, text },
              }),
            ),
          ],
        };
        const plain = terminalText(page, everywhere);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
        expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        const rows = terminalText(page, { sections: [section(undefined, note(text))] });
        expect(rows.split('\n')).toHaveLength(2);
      }),
    );
  });

  it('holds for what is told on stderr too', () => {
    expect(logText(['a\u001b[2Jb\nc'], undefined, 2)).toBe('a\\x1b[2Jb\\nc\n');
    expect(logText(['one two three four five six'], 20, 2)).toBe(
      'one two three four\n  five six\n',
    );
  });
});
