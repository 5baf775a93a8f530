import type { Territory } from '../../evaluation/types.js';
import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page } from './page.js';
import type { ToldPlan } from './parts.js';
import { signedPercentCellShown } from './percents.js';
import { type Align, arrows, columnWidth, gutter, table } from './table.js';
import { fitted } from './text-width.js';

/** Reps shown at most, the greatest gains and the greatest losses. */
const shownAtMost = 16;
const narrowestName = 12;

interface RepColumn {
  readonly title: string;
  readonly cells: readonly string[];
  /** Left out first where the page is narrow. */
  readonly dispensable?: boolean;
}

/** Who gains and who loses: a line a rep, from the greatest gain in potential to the greatest loss. */
export function repTable(page: Page, parts: ToldPlan): string[] {
  const ranked = parts.plan.evaluation.territories
    .filter((one) => one.live || one.accounts > 0 || one.accounts_before > 0)
    .sort((a, b) => gain(b) - gain(a) || a.rep - b.rep);
  const cut = ranked.length > shownAtMost;
  const half = shownAtMost / 2;
  const shown = cut ? [...ranked.slice(0, half), ...ranked.slice(-half)] : ranked;

  const wanted = figureColumns(parts, shown);
  const whole = nameWidth(page, wanted) >= narrowestName;
  const figures = whole ? wanted : wanted.filter(({ dispensable }) => dispensable !== true);
  const room = Math.max(6, nameWidth(page, figures));
  const rows = shown.map((one, index) => [
    fitted(one.name, room),
    ...figures.map(({ cells }) => cells[index]),
  ]);
  if (cut) {
    const rest = fitted(`… and ${ranked.length - shown.length} more`, room);
    rows.splice(half, 0, [page.ink.dim(rest), ...figures.map(() => '')]);
  }
  const aligns: Align[] = ['left', ...figures.map((): Align => 'right')];
  const lines = table(page, ['Rep', ...figures.map(({ title }) => title)], rows, aligns);
  const note = cut
    ? [page.ink.dim(`${indent}all ${ranked.length} reps are in territories.csv`)]
    : [];
  return [page.ink.bold('Who gains and who loses'), ...lines, ...note];
}

function gain(territory: Territory): number {
  return territory.potential - territory.potential_before;
}

function nameWidth(page: Page, figures: readonly RepColumn[]): number {
  const taken = figures.map(({ title, cells }) => gutter + columnWidth([title, ...cells]));
  return taken.reduce((left, width) => left - width, page.columns - indent.length);
}

function figureColumns(parts: ToldPlan, shown: readonly Territory[]): RepColumn[] {
  const columns: RepColumn[] = [
    {
      title: 'Accounts',
      cells: arrows(
        shown.map((one) => [numberWords(one.accounts_before), numberWords(one.accounts)]),
      ),
    },
    {
      title: 'Potential',
      cells: arrows(
        shown.map((one) => [compactNumber(one.potential_before), compactNumber(one.potential)]),
      ),
    },
  ];
  if (parts.problem.hasArr) {
    columns.push({
      title: 'ARR in',
      cells: shown.map((one) => signedCompact(one.arr_in)),
      dispensable: true,
    });
    columns.push({
      title: 'ARR out',
      cells: shown.map((one) => signedCompact(-one.arr_out)),
      dispensable: true,
    });
  }
  const deviations = deviationColumn(parts, shown);
  return deviations === undefined ? columns : [...columns, deviations];
}

/** Off target before and after, by the metric that is balanced first. */
function deviationColumn({ plan }: ToldPlan, shown: readonly Territory[]): RepColumn | undefined {
  const { evenness } = plan.evaluation.after;
  if (evenness.has('potential')) {
    return {
      title: 'Off target',
      cells: arrows(
        shown.map((one) =>
          offTarget(one, one.potential_deviation_before_pct, one.potential_deviation_pct),
        ),
      ),
    };
  }
  if (!evenness.has('workload')) return undefined;
  return {
    title: 'Workload off',
    cells: arrows(
      shown.map((one) =>
        offTarget(one, one.workload_deviation_before_pct, one.workload_deviation_pct),
      ),
    ),
  };
}

/** Reps who hold nothing any more have no target. */
function offTarget(territory: Territory, before: number, after: number): [string, string] {
  return territory.live
    ? [signedPercentCellShown(before), signedPercentCellShown(after)]
    : ['–', '–'];
}
