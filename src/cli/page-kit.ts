import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { placesOf } from '../evaluation/story/places.js';
import type { Problem } from '../model/problem.js';
import type { Borders } from '../reports/page/kit.js';
import { loadCharts, type PageKit } from '../reports/page/kit.js';

/** All that report.html is made with, from the libraries and from the files that ship beside this one. */
export async function loadPageKit(problem: Problem): Promise<PageKit> {
  const [charts, style, script] = await Promise.all([
    loadCharts(),
    readFile(new URL('../browser/page.css', import.meta.url), 'utf8'),
    readFile(new URL('../browser/page.js', import.meta.url), 'utf8'),
  ]);
  const borders = placesOf(problem) === undefined ? undefined : packagedBorders();
  return { ...charts, style: style.trim(), script: script.trim(), borders };
}

function packagedBorders(): Borders {
  const load = createRequire(import.meta.url);
  return {
    states: load('us-atlas/states-albers-10m.json'),
    countries: load('world-atlas/countries-50m.json'),
    world: load('world-atlas/countries-110m.json'),
  };
}
