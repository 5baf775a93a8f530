import { tolerancesOf } from '../../evaluation/story/winners.js';
import type { Territory } from '../../evaluation/types.js';
import { isPast } from '../../measures/bounds.js';
import type { Problem } from '../../model/problem.js';
import { percentWords } from '../number-words.js';
import { type BarSigns, indent, type Page, paragraph } from './page.js';
import type { ToldPlan } from './parts.js';
import { columnWidth } from './table.js';
import { padEnd } from './text-width.js';

/** From the most below target to the most above it; the fourth is on target. */
const blocks = '▁▂▃▄▅▆▇█';
const onTarget = 4;
/** Deviations are drawn against the greatest of them, within these. */
const narrowestScale = 20;
const widestScale = 100;
const fewestBars = 8;

interface Spark {
  readonly metric: string;
  readonly before: string;
  readonly after: string;
}

/**
 * How far each rep was and is off target, a bar a rep, the most below target
 * today first; nothing where bars cannot be drawn, or there is no one to compare.
 */
export function sparkBars(page: Page, { plan, problem }: ToldPlan): string[] {
  const { bars } = page;
  const live = plan.evaluation.territories.filter((one) => one.live);
  if (bars === undefined || live.length < 2) return [];
  const metrics = drawn.filter(({ metric }) => plan.evaluation.after.evenness.has(metric));
  const labels = columnWidth(metrics.map(({ metric }) => metric));
  const room = Math.floor((page.columns - indent.length - labels - 2 - 3) / 2);
  if (room < fewestBars) return [];
  const scale = scaleOf(metrics, live);
  const band = bandOf(problem);
  const sparks = metrics.map(({ metric, before, after }): Spark => {
    const shown = spread(
      [...live].sort((a, b) => a[before] - b[before] || a.rep - b.rep),
      room,
    );
    const signs = (key: Deviation): string =>
      shown.map((one) => signOf(bars, one[key], { scale, band })).join('');
    return { metric, before: signs(before), after: signs(after) };
  });
  if (sparks.length === 0) return [];
  return [
    ...sparks.map(
      ({ metric, before, after }) =>
        `${indent}${padEnd(metric, labels)}  ${page.ink.dim(before)} → ${page.ink.bold(after)}`,
    ),
    ...paragraph(page, legend(bars, { scale, band }, live.length, room), indent).map((line) =>
      page.ink.dim(line),
    ),
  ];
}

const drawn = [
  {
    metric: 'potential',
    before: 'potential_deviation_before_pct',
    after: 'potential_deviation_pct',
  },
  { metric: 'workload', before: 'workload_deviation_before_pct', after: 'workload_deviation_pct' },
] as const;

type Deviation = (typeof drawn)[number]['before' | 'after'];

interface Measure {
  /** Percent off target at which a bar is as tall, or as short, as it gets. */
  readonly scale: number;
  /** Percent within which a deviation matters little. */
  readonly band: number;
}

function scaleOf(metrics: readonly (typeof drawn)[number][], live: readonly Territory[]): number {
  const sizes = metrics.flatMap(({ before, after }) =>
    live.flatMap((one) => [Math.abs(one[before]), Math.abs(one[after])]),
  );
  const greatest = sizes.reduce((most, size) => Math.max(most, size), narrowestScale);
  return Math.min(widestScale, greatest);
}

function bandOf(problem: Problem): number {
  return tolerancesOf(problem)[0]?.bandPct ?? 0;
}

function signOf(bars: BarSigns, percent: number, { scale, band }: Measure): string {
  if (bars === 'ascii') return !isPast(band, Math.abs(percent)) ? '-' : percent > 0 ? '^' : 'v';
  const share = Math.max(-1, Math.min(1, percent / scale));
  const steps = share > 0 ? blocks.length - onTarget : onTarget - 1;
  return blocks[onTarget - 1 + Math.round(share * steps)];
}

/** At most so many, evenly spread over all, the first and the last among them. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from(
    { length: most },
    (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))],
  );
}

function legend(bars: BarSigns, { scale, band }: Measure, reps: number, room: number): string {
  const signs =
    bars === 'blocks'
      ? `▄ on target, ▁ and █ ${percentWords(scale)} off`
      : `- within ${percentWords(band)} of target, v below, ^ above`;
  const which = reps <= room ? 'a bar a rep' : `${room} of ${reps} reps`;
  return `${which}, most below target today first: ${signs}`;
}
