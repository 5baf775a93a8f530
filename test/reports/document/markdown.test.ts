import { describe, expect, it } from 'vitest';
import {
  figures,
  list,
  note,
  paragraph,
  section,
  table,
  words,
} from '../../../src/reports/document/blocks.js';
import { documentMarkdown, plainMarkdown } from '../../../src/reports/document/markdown.js';

describe('a document as Markdown', () => {
  it('keeps every cell within its cell, whatever is in it', () => {
    const rows = ['a|b', 'two\nlines', '<b>', '*x*  y'];
    const text = documentMarkdown('carve', {
      headline: { text: 'So it is' },
      sections: [
        section(
          'T',
          table(rows, [words('Name|', (row) => row), figures('n', 'count', () => 1200)]),
        ),
      ],
    });
    expect(text).toBe(`### carve

So it is.

**T**

| Name\\| | n |
|---|--:|
| a\\|b | 1,200 |
| two\\\\nlines | 1,200 |
| &lt;b> | 1,200 |
| \\*x\\* y | 1,200 |
`);
  });

  it('has lists with details, notes and paragraphs; bars are for terminals', () => {
    const text = documentMarkdown('t', {
      sections: [
        section(
          undefined,
          paragraph('P'),
          list([{ text: 'one', details: ['below'] }, 'two']),
          { is: 'chart', rows: [{ label: 'x', points: [[1, 2]] }], band: 5, things: ['as', 'a'] },
          note('… and 1 more'),
        ),
      ],
    });
    expect(text).toBe('### t\n\nP\n\n- one\n  - below\n- two\n\n_… and 1 more_\n');
  });

  it('calls nobody and links to nothing', () => {
    expect(plainMarkdown('@ann')).not.toContain('@ann');
    expect(plainMarkdown('http://x.example')).not.toContain('://');
    expect(plainMarkdown('[a](b)')).toBe('\\[a\\](b)');
  });
});
