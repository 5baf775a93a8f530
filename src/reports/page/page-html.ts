import { createHash } from 'node:crypto';
import { movesOfNote } from '../../evaluation/moves-of-note.js';
import type { ReportParts } from '../report/parts.js';
import { holdersOf } from './holders.js';
import type { PageKit } from './kit.js';
import { drawn, html, type Markup } from './markup.js';
import type { Telling } from './parts.js';
import { accounts } from './sections/accounts.js';
import { beforeAfter } from './sections/before-after.js';
import { byRep } from './sections/by-rep.js';
import { method } from './sections/method.js';
import { moves } from './sections/moves.js';
import { opening } from './sections/opening.js';
import { proof } from './sections/proof.js';
import { rules } from './sections/rules.js';

/** Beyond this the page lists only accounts that change hands. */
const wholeUpTo = 50_000;
const sampleOf = 10_000;

/**
 * report.html: one page that stands by itself. It loads nothing from anywhere,
 * and its policy lets only its own style and script run, known by their hashes.
 * The same parts give the same bytes.
 */
export function pageHtml(parts: ReportParts, kit: PageKit): string {
  const telling: Telling = {
    ...parts,
    kit,
    holders: holdersOf(parts.problem),
    listed: listedAccounts(parts),
  };
  const body = html`<a class="skip" href="#reps">Skip to the figures</a>
<nav aria-label="On this page">${links.map(([id, title]) => html`<a href="#${id}">${title}</a> `)}</nav>
<main>${opening(telling)}${beforeAfter(telling)}${moves(telling)}${proof(telling)}${rules(telling)}${accounts(telling)}${byRep(telling)}${method(telling)}</main>
`;
  return framed('Territory plan', body, kit);
}

const links = [
  ['verdict', 'Verdict'],
  ['reps', 'Reps'],
  ['moves', 'Moves'],
  ['proof', 'Proof'],
  ['rules', 'Rules'],
  ['accounts', 'Accounts'],
  ['handouts', 'By rep'],
  ['method', 'Method'],
] as const;

/** A whole document around a body. */
export function framed(title: string, body: Markup, { style, script }: PageKit): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${drawn(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${drawn(style)}</style></head>
<body>
${body}<script>${drawn(script)}</script>
</body></html>
`.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

function listedAccounts({ problem, plan }: ReportParts): readonly number[] {
  const all = Array.from({ length: problem.accountCount }, (_, account) => account);
  if (problem.accountCount <= wholeUpTo) return all;
  return [...movesOfNote(problem, plan.evaluation, sampleOf).accounts].sort((a, b) => a - b);
}
