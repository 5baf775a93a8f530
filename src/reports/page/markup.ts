import { wholeText } from '../visible-text.js';

/** A piece of HTML: whatever text is in it has been escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[] | undefined | false;

/**
 * HTML from a template: every text put into it is escaped, in content and in
 * quoted attributes alike, so that a hostile name stays a name. `undefined` and
 * `false` are nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = strings[0];
  for (let index = 0; index < values.length; index++) {
    text += markupText(values[index]) + strings[index + 1];
  }
  return new Markup(text);
}

/** What a library drew from texts that it escapes itself. */
export function drawn(text: string): Markup {
  return new Markup(text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markupText(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.map(({ text }) => text).join('');
  return wholeText(value).replace(/[&<>"']/g, (found) => entities[found]);
}

/** A name from the data: its direction of writing does not reach beyond it. */
export function bdi(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

/**
 * JSON for a script element of data: no text in it can end the element, and the
 * line separators of JavaScript are escaped too.
 */
export function embedded(id: string, data: unknown): Markup {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Markup(`<script type="application/json" id="${id}">${json}</script>`);
}
