import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bdi, embedded, html } from '../../../src/reports/page/markup.js';

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
