import type { OptionFigures } from '../../evaluation/option-figures.js';
import type { Range } from '../../evaluation/revenue/estimate.js';
import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, paragraph } from '../terminal/page.js';
import { type Align, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';
import type { ScenarioParts } from './parts.js';

/** The estimate of revenue as a range, with the arithmetic of one option spelled out. */
export function revenueText(page: Page, parts: ScenarioParts): string[] {
  const revenue = revenueTable(parts);
  if (revenue === undefined) return [];
  const rows = revenue.rows.map(({ name, cells }) => [fitted(name, 20), ...cells]);
  const aligns: Align[] = ['left', 'right', 'right', 'right'];
  return [
    page.ink.bold(revenue.title),
    ...table(page, ['', ...revenue.heads], rows, aligns),
    ...revenue.sentences.flatMap((sentence) => paragraph(page, sentence, indent)),
  ];
}

/** The estimate as a table in words, and what it rests on. */
export interface RevenueTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly sentences: readonly string[];
}

/** Undefined where there is nothing to estimate from. */
export function revenueTable({ options, assumptions }: ScenarioParts): RevenueTable | undefined {
  const [reference] = options;
  if (reference === undefined || reference.revenue.potential === 0) return undefined;
  const shown = options.find(({ name }) => name === 'balanced') ?? options[options.length - 1];
  return {
    title: 'What it may be worth in a year: an estimate, not a promise',
    heads: ['pipeline, low to high', 'ARR lost', `net against ${reference.name}`],
    rows: options.map((option) => ({
      name: option.name,
      cells: [
        range(option.revenue.pipeline),
        range(option.revenue.loss),
        rangeOfDifference(option, reference),
      ],
    })),
    sentences: [
      arithmetic(shown),
      `Assumed: ${share(assumptions.loss_on_moved_arr)} of moved ARR is lost, ${span(assumptions.ramp_months)} months until an account is worked as well as before, ${span(assumptions.pipeline_per_potential)} of pipeline per unit of potential: net means something where potential is in the money of ARR, or your file says what a unit yields. Put your own in a file: --assumptions FILE; docs/scenarios.md has the sources.`,
    ],
  };
}

/** The sums behind the likely figures of one option. */
function arithmetic({ name, revenue }: OptionFigures): string {
  const worked = `reps have the capacity to work ${compactNumber(revenue.worked_potential)} of ${compactNumber(revenue.potential)} in potential`;
  const hands = `${compactNumber(revenue.new_hands_potential)} of it is new to its rep`;
  const loss = `${compactNumber(revenue.moved_arr)} of ARR changes hands`;
  return `For ${name}: ${worked}, ${hands} and ramps up; ${loss}.`;
}

function range({ low, high }: Range): string {
  return low === high ? compactNumber(low) : `${compactNumber(low)} – ${compactNumber(high)}`;
}

/** Both options under the same assumption each time: what is unknown is unknown alike. */
function rangeOfDifference(option: OptionFigures, reference: OptionFigures): string {
  const low = option.revenue.net.low - reference.revenue.net.low;
  const high = option.revenue.net.high - reference.revenue.net.high;
  const [least, most] = low <= high ? [low, high] : [high, low];
  return least === most ? signedCompact(least) : `${signedCompact(least)} – ${signedCompact(most)}`;
}

function span({ low, high }: Range): string {
  return low === high ? numberWords(low) : `${numberWords(low)} to ${numberWords(high)}`;
}

function share({ low, high }: Range): string {
  return `${numberWords(100 * low, 0)} to ${numberWords(100 * high, 0)} %`;
}
