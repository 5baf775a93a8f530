import { html, type Markup } from './markup.js';

/** One section of the page, under its heading and an anchor of its own. */
export function section(
  id: string,
  title: string,
  ...content: readonly (Markup | undefined)[]
): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content.filter((one) => one !== undefined)}</section>
`;
}

/** A figure with its drawing and what it shows in words. */
export function figure(title: string, drawing: Markup, note: Markup): Markup {
  return html`<figure><figcaption><strong>${title}</strong> ${note}</figcaption>${drawing}</figure>
`;
}

/** A paragraph for each sentence. */
export function list(sentences: readonly (string | Markup)[]): Markup {
  return html`<ul>${sentences.map((one) => html`<li>${one}</li>`)}</ul>
`;
}
