import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairs, words } from '../../../src/reports/document/blocks.js';
import {
  bdi,
  embedded,
  head,
  html,
  numeric,
  pageColumn,
  pageTable,
} from '../../../src/reports/document/html.js';

describe('html', () => {
  it('escapes every text, in content and in attributes', () => {
    const name = `<img src=x onerror="alert('1')"> & co`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co">' +
        '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co</p>',
    );
  });

  it('shows control and direction characters as what they are', () => {
    expect(bdi('a\u202eb\u0000c\u2028d').text).toBe('<bdi>a\\u202eb\\x00c\\u2028d</bdi>');
  });

  it('puts pieces of its own in as they are, lists one after the other, and leaves out what is not there', () => {
    const items = ['a', 'b'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${undefined}${false}${3}`.text).toBe(
      '<ul><li>a</li><li>b</li></ul>3',
    );
  });

  it('lets no text open a tag, an entity or a quote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<>&"']/);
      }),
    );
  });
});

describe('embedded', () => {
  it('keeps text from ending its script element, and reads back as it was', () => {
    const data = { name: '</script><script>alert(1)</script>', line: 'a\u2028b', comment: '<!--' };
    const { text } = embedded('x', data);
    expect(text.match(/<\/?script/g)).toHaveLength(2);
    expect(text).not.toMatch(/<!--|\u2028/);
    const json = text.slice(text.indexOf('>') + 1, text.lastIndexOf('<'));
    expect(JSON.parse(json)).toEqual(data);
  });
});

describe('a table on a page', () => {
  const rows = [
    { name: '<b>Ann', before: 1000, after: 1_234_567 },
    { name: 'Bo', before: undefined, after: undefined },
  ];
  type Row = (typeof rows)[number];

  it('escapes its cells, keeps exact figures beside those that are read, and sorts by what is now', () => {
    const { text } = pageTable('The "reps"', rows, [
      head('Rep', ({ name }) => bdi(name)),
      numeric('now', 'amount', ({ after }) => after),
      pageColumn(pairs<Row>('Change', 'count', ({ before, after }) => [before, after])),
      pageColumn(words<Row>('Why', ({ name }) => name)),
    ]);
    expect(text).toContain('aria-label="The &quot;reps&quot;"');
    expect(text).toContain('<th scope="row"><bdi>&lt;b&gt;Ann</bdi></th>');
    expect(text).toContain(
      '<td class="n" data-sort="1234567"><data value="1234567">1.23M</data></td>',
    );
    expect(text).toContain(
      '<td class="n" data-sort="1234567"><data value="1000">1,000</data><span class="to" aria-label=" to "> → </span><data value="1234567">1,234,567</data></td>',
    );
    expect(text).toContain('<td class="n" data-sort="0">–</td>');
    expect(text).toContain('<td>&lt;b&gt;Ann</td>');
  });
});
