import type { OptionFigures } from '../../evaluation/option-figures.js';
import type { Range } from '../../evaluation/revenue/estimate.js';
import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, paragraph } from '../terminal/page.js';
import { type Align, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';
import type { ScenarioParts } from './parts.js';

/** The estimate of revenue as a range, with the arithmetic of one option spelled out. */
export function revenueText(page: Page, { options, assumptions }: ScenarioParts): string[] {
  const [reference] = options;
  if (reference === undefined || reference.revenue.potential === 0) return [];
  const rows = options.map((option) => [
    fitted(option.name, 20),
    range(option.revenue.pipeline),
    range(option.revenue.loss),
    rangeOfDifference(option, reference),
  ]);
  const aligns: Align[] = ['left', 'right', 'right', 'right'];
  const shown = options.find(({ name }) => name === 'balanced') ?? options[options.length - 1];
  return [
    page.ink.bold('What it may be worth in a year: an estimate, not a promise'),
    ...table(
      page,
      ['', 'pipeline, low to high', 'ARR lost', `net against ${reference.name}`],
      rows,
      aligns,
    ),
    ...paragraph(page, arithmetic(shown), indent),
    ...paragraph(
      page,
      `Assumed: ${share(assumptions.loss_on_moved_arr)} of moved ARR is lost, ${span(assumptions.ramp_months)} months until an account is worked as well as before, ${span(assumptions.pipeline_per_potential)} of pipeline per unit of potential: net means something where potential is in the money of ARR, or your file says what a unit yields. Put your own in a file: --assumptions FILE; docs/scenarios.md has the sources.`,
      indent,
    ),
  ];
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
