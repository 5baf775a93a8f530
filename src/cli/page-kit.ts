import { readFile } from 'node:fs/promises';
import type { PageKit } from '../reports/page/kit.js';
import { loadCharts } from '../reports/page/kit.js';

/** All that report.html is made with, from the libraries and from the files that ship beside this one. */
export async function loadPageKit(): Promise<PageKit> {
  const [charts, style, script] = await Promise.all([
    loadCharts(),
    readFile(new URL('../browser/page.css', import.meta.url), 'utf8'),
    readFile(new URL('../browser/page.js', import.meta.url), 'utf8'),
  ]);
  return { ...charts, style: style.trim(), script: script.trim(), borders: undefined };
}
