import { readFile } from 'node:fs/promises';
import { placesOf } from '../evaluation/story/places.js';
import { censusCode } from '../inputs/places/us-neighbours.js';
import type { Problem } from '../model/problem.js';
import { type AreaKit, type Borders, loadCharts, type PageKit } from '../reports/page/kit.js';
import { shipped, shippedJson } from './shipped.js';

/**
 * All that report.html is made with, from the libraries and from the files that ship beside this one.
 *
 * @param problem whose places a map shows; a page without a map has none
 */
export async function loadPageKit(problem?: Problem): Promise<PageKit> {
  const [charts, style, script, borders, areas] = await Promise.all([
    loadCharts(),
    readFile(shipped('browser/page.css'), 'utf8'),
    readFile(shipped('browser/page.js'), 'utf8'),
    problem === undefined || placesOf(problem) === undefined ? undefined : packagedBorders(),
    problem && areaKit(problem),
  ]);
  return { ...charts, style: style.trim(), script: script.trim(), borders, areas };
}

/** What areas of contiguous rows are drawn with; undefined where no area has packaged borders. */
async function areaKit({ areas }: Problem): Promise<AreaKit | undefined> {
  const codes = areas.flatMap(({ areaKeys }) => areaKeys.flatMap((key) => censusCode(key) ?? []));
  if (codes.length === 0) return undefined;
  const [style, script, states, counties] = await Promise.all([
    readFile(shipped('browser/areas.css'), 'utf8'),
    readFile(shipped('browser/areas.js'), 'utf8'),
    shippedJson<AreaKit['states']>('maps/states-albers-10m.json'),
    codes.every((code) => code.length === 2)
      ? undefined
      : shippedJson<NonNullable<AreaKit['counties']>>('maps/counties-albers-10m.json'),
  ]);
  return { style: style.trim(), script: script.trim(), states, counties, codeOf: censusCode };
}

async function packagedBorders(): Promise<Borders> {
  const [states, countries, world] = await Promise.all([
    shippedJson<Borders['states']>('maps/states-albers-10m.json'),
    shippedJson<Borders['countries']>('maps/countries-50m.json'),
    shippedJson<Borders['world']>('maps/countries-110m.json'),
  ]);
  return { states, countries, world };
}
