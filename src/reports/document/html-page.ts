import { createHash } from 'node:crypto';
import type { Block, Document, Item, Section, Table } from './blocks.js';
import { isRight } from './blocks.js';
import { cellTexts } from './figures.js';
import { drawn, html, type Markup } from './html.js';

const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#15202b;--ink-2:#4a5764;--line:#dde2e7;--link:#005a9c}
@media screen and (prefers-color-scheme:dark){:root{--paper:#12181f;--ink:#e8edf2;--ink-2:#a9b6c3;--line:#2d3947;--link:#6db7ee}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;margin:0 auto;max-width:76rem;padding:1rem clamp(.9rem,3vw,2rem) 3rem;background:var(--paper);color:var(--ink);overflow-wrap:break-word}
a{color:var(--link)}
h1{font-size:clamp(1.15rem,.95rem + .85vw,1.6rem);line-height:1.25;margin:.2rem 0 .5rem;text-wrap:pretty}
h2{font-size:1.25rem;line-height:1.2;margin:2.4rem 0 .6rem;padding-top:.7rem;border-top:2px solid var(--ink)}
p,ul{max-width:60rem}
table{border-collapse:collapse;margin:.5rem 0;width:100%;font-size:.9rem}
th,td{padding:.38rem .8rem .38rem 0;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--ink-2);vertical-align:bottom}
th::first-letter{text-transform:uppercase}
.scroll{overflow-x:auto}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
ul{padding-left:1.2rem}
ul ul{padding-left:1.1rem}li li{white-space:pre-line}
.bad{color:#b3261e;color:light-dark(#b3261e,#ff8a80);font-weight:bold}
.n{text-align:right}
td.n,.d{white-space:nowrap}
.quiet{color:var(--ink-2)}
@media screen and (max-width:40rem){table{width:max-content;min-width:100%}td,th{max-width:14rem}
th:first-child,td:first-child{position:sticky;left:0;max-width:8rem;background:var(--paper)}}
@page{margin:15mm}
@media print{body{margin:0;padding:0;max-width:none;font-size:10pt;line-height:1.35}h2,h3{margin-top:1rem}.scroll{overflow:visible}
tr,li{break-inside:avoid}h1,h2,h3,p:has(+.scroll){break-after:avoid}table{font-size:8.5pt}td.w{min-width:13em}.sheet{break-before:page}}
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
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${columns[0]?.title ?? ''}"><table><thead><tr>${columns.map(({ title }, at) => (title === '' ? html`<td></td>` : html`<th scope="col"${kind[at]}>${title}</th>`))}</tr></thead><tbody>${rows.map(
    (_, row) =>
      html`<tr>${cells.map((column, at) => html`<td${kind[at] || (isoDay.test(column[row].trim()) && html` class="d"`)}>${column[row].trim()}</td>`)}</tr>`,
  )}</tbody></table></div>
`;
}
