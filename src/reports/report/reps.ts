import type { RepGain } from '../../evaluation/story/winners.js';
import type { Territory } from '../../evaluation/types.js';
import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords, percentWords } from '../number-words.js';
import { firstOf, type Section, type SectionColumn } from '../sections/section.js';
import { signedPercentCellShown } from '../terminal/percents.js';
import { sparkBars } from '../terminal/spark-bars.js';
import { arrows } from '../terminal/table.js';
import type { ReportParts } from './parts.js';

interface Column extends SectionColumn {
  readonly cells: readonly string[];
}

/** Every rep before and after, from the greatest gain in potential to the greatest loss. */
export function repSection(parts: ReportParts, most: number): Section {
  const { story, problem } = parts;
  const { shown, more } = firstOf(story.reps, most, 'reps, in territories.csv');
  const balanced = new Set(story.evenness.map(({ metric }) => metric));
  const columns: Column[] = [
    {
      title: 'Rep',
      align: 'left',
      flexible: true,
      cells: shown.map(({ territory }) => territory.name),
    },
    {
      title: 'Accounts',
      align: 'right',
      cells: pairs(shown, ({ accounts_before: was, accounts: is }) => [
        numberWords(was),
        numberWords(is),
      ]),
    },
    {
      title: 'Potential',
      align: 'right',
      cells: pairs(shown, ({ potential_before: was, potential: is }) => [
        compactNumber(was),
        compactNumber(is),
      ]),
    },
    ...(balanced.has('potential')
      ? [
          deviations(
            'Off target',
            shown,
            'potential_deviation_before_pct',
            'potential_deviation_pct',
          ),
        ]
      : []),
    ...(balanced.has('workload')
      ? [
          deviations(
            'Workload off',
            shown,
            'workload_deviation_before_pct',
            'workload_deviation_pct',
          ),
        ]
      : []),
    ...(problem.hasArr && !balanced.has('workload')
      ? [
          {
            title: 'ARR',
            align: 'right' as const,
            cells: shown.map(({ arr }) => signedCompact(arr)),
          },
        ]
      : []),
  ];
  return {
    title: `Before and after by rep${toleranceWords(story.tolerances)}`,
    columns,
    rows: shown.map((_, row) => columns.map(({ cells }) => cells[row])),
    drawing: (page) => sparkBars(page, parts),
    ...(more !== undefined && { more }),
  };
}

function pairs(
  reps: readonly RepGain[],
  say: (territory: Territory) => readonly [string, string],
): string[] {
  return arrows(reps.map(({ territory }) => say(territory)));
}

type Percent = {
  readonly [Key in keyof Territory]: Territory[Key] extends number ? Key : never;
}[keyof Territory];

/** Reps who take no accounts have no target. */
function deviations(
  title: string,
  reps: readonly RepGain[],
  before: Percent,
  after: Percent,
): Column {
  const cells = pairs(reps, (territory) =>
    territory.live
      ? [signedPercentCellShown(territory[before]), signedPercentCellShown(territory[after])]
      : ['–', '–'],
  );
  return { title, align: 'right', cells, dispensable: title !== 'Off target' };
}

/** Within what a deviation is taken for even, where all metrics have the same. */
function toleranceWords(tolerances: ReportParts['story']['tolerances']): string {
  const bands = new Set(tolerances.map(({ bandPct }) => bandPct));
  const [band] = bands;
  return band === undefined || bands.size > 1
    ? ''
    : ` (within ${percentWords(band)} counts as even)`;
}
