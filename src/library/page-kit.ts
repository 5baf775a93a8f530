import { readFile } from 'node:fs/promises';
import { placesOf } from '../evaluation/story/places.js';
import type { Problem } from '../model/problem.js';
import { type Borders, loadCharts, type PageKit } from '../reports/page/kit.js';
import { shipped, shippedJson } from './shipped.js';

/**
 * All that report.html is made with, from the libraries and from the files that ship beside this one.
 *
 * @param problem whose places a map shows; a page without a map has none
 */
export async function loadPageKit(problem?: Problem): Promise<PageKit> {
  const [charts, style, script, borders] = await Promise.all([
    loadCharts(),
    readFile(shipped('browser/page.css'), 'utf8'),
    readFile(shipped('browser/page.js'), 'utf8'),
    problem === undefined || placesOf(problem) === undefined ? undefined : packagedBorders(),
  ]);
  return { ...charts, style: style.trim(), script: script.trim(), borders };
}

async function packagedBorders(): Promise<Borders> {
  const [states, countries, world] = await Promise.all([
    shippedJson<Borders['states']>('maps/states-albers-10m.json'),
    shippedJson<Borders['countries']>('maps/countries-50m.json'),
    shippedJson<Borders['world']>('maps/countries-110m.json'),
  ]);
  return { states, countries, world };
}
