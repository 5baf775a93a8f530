import { createHash } from 'node:crypto';
import type { Block, Document, Item, Section, Table } from './blocks.js';
import { isRight } from './blocks.js';
import { cellTexts } from './figures.js';
import { drawn, html, type Markup } from './html.js';

const style = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;margin:.5rem 0}
th,td{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #8884;vertical-align:top}
.scroll{overflow-x:auto}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
ul ul{padding-left:1.1rem}li li{white-space:pre-line}
.bad{color:#b3261e;color:light-dark(#b3261e,#ff8a80);font-weight:bold}
.n{text-align:right;font-variant-numeric:tabular-nums}
.d{white-space:nowrap}
.quiet{opacity:.75}
@media (max-width:40rem){body{margin:1rem auto}ul{padding-left:1.2rem}table{width:max-content}td,th{max-width:14rem}
th:first-child,td:first-child{position:sticky;left:0;background:Canvas;max-width:8rem}}
@page{margin:15mm}
@media print{body{margin:0;max-width:none;font-size:10pt;line-height:1.35}h2,h3{margin-top:1rem}.scroll{overflow:visible}
tr,li{break-inside:avoid}h1,h2,h3{break-after:avoid}.sheet{break-before:page}}
`.trim();

/** A document as one HTML page that loads nothing and runs nothing: to mail, to print, to keep. */
export function documentHtml(title: string, { headline, sections }: Document): string {
  const hash = createHash('sha256').update(style, 'utf8').digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${drawn(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${drawn(style)}</style></head>
<body><main>
<h1>${title}</h1>
${headline && html`<p><strong>${headline.text}</strong></p>\n`}${sections.map(sectionHtml)}</main></body></html>
`.text;
}

/** A section of a document as a part of a page. */
export function sectionHtml({ title, startsPage, isPart, blocks }: Section): Markup {
  const heading =
    title !== undefined &&
    (isPart === true ? html`<h3>${title}</h3>\n` : html`<h2>${title}</h2>\n`);
  return html`<section${startsPage === true && html` class="sheet"`}>${heading}${blocks.map(blockHtml)}</section>
`;
}

function blockHtml(block: Block): Markup {
  switch (block.is) {
    case 'paragraph':
      return html`<p${block.tone === 'bad' && html` class="bad"`}>${block.text}</p>\n`;
    case 'note':
      return html`<p class="quiet">${block.text}</p>\n`;
    case 'list':
      return html`<ul>${block.items.map(itemHtml)}</ul>\n`;
    case 'table':
      return block.rows.length === 0 ? html`` : tableHtml(block);
    // Bars are for terminals.
    case 'chart':
      return html``;
  }
}

function itemHtml({ text, label, tail = '', tailTone, details = [] }: Item): Markup {
  const end = tailTone === 'bad' ? html`<span class="bad">${tail}</span>` : html`${tail}`;
  const told = tail === '' ? text : html`${text}: ${end}`;
  const below = details.length > 0 && html`<ul>${details.map((one) => html`<li>${one}</li>`)}</ul>`;
  return html`<li>${label !== undefined && html`<b>${label}</b> `}${told}${below}</li>`;
}

/** A day, which is not broken at its hyphens. */
const isoDay = /^\d{4}-\d{2}-\d{2}(, \w+)?$/;

function tableHtml({ columns, rows }: Table): Markup {
  const cells = columns.map((column, at) =>
    cellTexts(
      column,
      rows.map((row) => row[at]),
    ),
  );
  const kind = columns.map((column) => isRight(column) && html` class="n"`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${columns[0]?.title ?? ''}"><table><thead><tr>${columns.map(({ title }, at) => html`<th scope="col"${kind[at]}>${title}</th>`)}</tr></thead><tbody>${rows.map(
    (_, row) =>
      html`<tr>${cells.map((column, at) => html`<td${kind[at] || (isoDay.test(column[row].trim()) && html` class="d"`)}>${column[row].trim()}</td>`)}</tr>`,
  )}</tbody></table></div>
`;
}
