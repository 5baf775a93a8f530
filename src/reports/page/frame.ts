import { createHash } from 'node:crypto';
import { drawn, html, type Markup } from '../document/html.js';
import type { PageKit } from './kit.js';

/** A whole document around a body. */
export function framed(
  title: string,
  body: Markup,
  { style, script }: PageKit,
  made?: { readonly carve: string; readonly as_of: string },
): string {
  // A page cannot hold the checksum of all its bytes; that of what it tells it can.
  const checksum = createHash('sha256').update(body.text, 'utf8').digest('hex');
  const told = made === undefined ? '' : `As of ${made.as_of}, made by carve ${made.carve}. `;
  const foot = html`<footer><p>${told}SHA-256 of what this page tells: <code class="hash">${checksum}</code></p></footer>
`;
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
${body}${foot}<script>${drawn(script)}</script>
</body></html>
`.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
