import { nearSlack } from '../../evaluation/closeness.js';
import {
  type ComparedFigure,
  costFigures,
  type FigureName,
} from '../../evaluation/explain/cost-figures.js';
import type { RuleCost } from '../../evaluation/explain/rule-cost.js';
import type { InputProblem } from '../../model/input-problem.js';
import type { Problem, RowName } from '../../model/problem.js';
import { leftOpen } from '../closeness-words.js';
import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords, percentWords } from '../number-words.js';
import { problemLine } from '../problems-text.js';
import { rowLabel, rowSaid } from '../row-words.js';
import { indent, type Page, pageText, paragraph } from '../terminal/page.js';
import { signedPercentCellShown } from '../terminal/percents.js';
import { columnWidth } from '../terminal/table.js';
import { padEnd } from '../terminal/text-width.js';
import { changeWords, scoreWords, shareWords } from './score-words.js';
import { sheet } from './sheet.js';

/** What a row costs, or why planning without it made no sense. */
export type ToldCost =
  | { readonly name: RowName; readonly cost: RuleCost }
  | { readonly name: RowName; readonly faults: readonly InputProblem[] };

/** One row's cost in every figure. */
export function ruleCostText(page: Page, problem: Problem, told: ToldCost): string {
  const title = paragraph(page, `${capital(rowLabel(told.name))}: ${rowSaid(problem, told.name)}`);
  const head = title.map((line) => page.ink.bold(line));
  if (!('cost' in told)) {
    const faults = told.faults.map(problemLine).join('; ');
    return pageText([
      [...head, ...paragraph(page, `without it there is no plan: ${faults}`, indent)],
    ]);
  }
  const { cost } = told;
  // Gaps of scores near 0 would be ratios that say nothing.
  const areNear = [cost.with, cost.without].some(
    ({ evaluation, proven }) => nearSlack(evaluation, proven) !== undefined,
  );
  const figures = costFigures(cost).filter(({ figure }) => figure !== 'gap' || !areNear);
  return pageText([
    [...head, ...paragraph(page, verdictWords(cost), indent)],
    sheet(page, { title: '', cells: figures.map(figureName) }, [
      { title: 'With it', cells: figures.map((one) => valueWords(one, one.with)) },
      { title: 'Without it', cells: figures.map((one) => valueWords(one, one.without)) },
      { title: 'Change', cells: figures.map(differenceWords) },
    ]),
  ]);
}

/** Every row's cost, one line each. */
export function rulesCostText(page: Page, problem: Problem, all: readonly ToldCost[]): string {
  const cell = (say: (cost: RuleCost) => string): string[] =>
    all.map((one) => ('cost' in one ? say(one.cost) : '–'));
  const moved = ({ with: plan, without }: RuleCost): number =>
    without.evaluation.after.accounts_moved - plan.evaluation.after.accounts_moved;
  const arr = ({ with: plan, without }: RuleCost): number =>
    without.evaluation.after.arr_moved - plan.evaluation.after.arr_moved;
  const uneven = ({ with: plan, without }: RuleCost): string => {
    const metric = plan.evaluation.after.evenness.has('potential')
      ? 'potential'
      : [...plan.evaluation.after.evenness.keys()][0];
    const [was, is] = [plan, without].map(({ evaluation }) =>
      metric === undefined
        ? undefined
        : evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct,
    );
    return was === undefined || is === undefined ? '–' : pointWords(is - was);
  };
  const label = all.map(({ name }) => rowLabel(name));
  const width = columnWidth(label);
  const kind = all.map(({ name }) => problem.rules.find(({ row }) => row === name)?.kind ?? '');
  return pageText([
    [
      page.ink.bold('What each row costs: the plan made again without it'),
      ...sheet(
        page,
        {
          title: 'Row',
          cells: label.map((text, index) => `${padEnd(text, width)}  ${kind[index]}`),
        },
        [
          { title: 'Score', cells: cell(({ cost }) => changeWords(-cost)) },
          {
            title: '',
            cells: cell(({ cost, objective }) => shareWords(-cost, objective.with)),
          },
          { title: 'Off target', cells: cell(uneven) },
          { title: 'Moved', cells: cell((cost) => signedCount(moved(cost))) },
          ...(problem.hasArr
            ? [{ title: 'ARR moved', cells: cell((cost) => signedCompact(arr(cost))) }]
            : []),
          { title: '', cells: cell(markOf), align: 'left' },
        ],
      ),
    ],
    [
      ...legend(page, all),
      ...all.flatMap((one) =>
        'cost' in one
          ? []
          : paragraph(
              page,
              `${rowLabel(one.name)}: ${one.faults.map(problemLine).join('; ')}`,
              indent,
            ),
      ),
    ],
  ]);
}

function legend(page: Page, all: readonly ToldCost[]): string[] {
  const costs = all.flatMap((one) => ('cost' in one ? [one.cost] : []));
  const lines = [
    'changes are those without the row; a lower score is better; off target is the mean on what is balanced first',
    ...(costs.some((cost) => markOf(cost).includes('≈'))
      ? ['≈ within what the proofs of the two plans leave open: it may be nothing']
      : []),
    ...(costs.some((cost) => markOf(cost).includes('*'))
      ? ['* targets or weights are others without the row: no saving, but what would come of it']
      : []),
    ...(costs.some((cost) => markOf(cost).includes('!'))
      ? [
          '! the row spares the accounts it settles what match, avoid and together rows ask; without it these hold for them too',
        ]
      : []),
    ...(costs.some((cost) => markOf(cost).includes('✓'))
      ? ['✓ without it, every other must rule can be kept']
      : []),
  ];
  return lines.flatMap((line) => paragraph(page, line, indent)).map((line) => page.ink.dim(line));
}

function markOf(cost: RuleCost): string {
  return [
    ...(cost.certain ? [] : ['≈']),
    ...(cost.otherGoals ? ['*'] : []),
    ...(isSaving(cost) ? ['!'] : []),
    ...(makesFeasible(cost) ? ['✓'] : []),
  ].join(' ');
}

/** A row that lets the plan score better than it would without it. */
function isSaving({ cost, certain, frees }: RuleCost): boolean {
  return frees && certain && cost < 0;
}

function makesFeasible({ with: plan, without }: RuleCost): boolean {
  return plan.status === 'infeasible' && without.status !== 'infeasible';
}

function verdictWords(told: RuleCost): string {
  const { cost, objective, certain, otherGoals, with: plan, without } = told;
  const size =
    shareWords(Math.abs(cost), objective.with).replace('+', '') || scoreWords(Math.abs(cost));
  const change = Math.abs(cost) < 5e-10;
  const said = change
    ? 'Without it the plan scores the same.'
    : `Without it the plan scores ${size} ${cost > 0 ? 'better' : 'worse'}: ${scoreWords(objective.with)} → ${scoreWords(objective.without)} (lower is better).`;
  const left =
    told.terms.length < plan.evaluation.terms.length
      ? ' Its own wish is left out of both scores.'
      : '';
  const doubt =
    certain || change
      ? ''
      : ` That is within what is not proven: ${gapsWords(told)}; it may be nothing.`;
  const goals = otherGoals
    ? ' Targets or weights are others without it, so this is no saving, but what would come of it.'
    : '';
  const freed = isSaving(told)
    ? ' It spares the accounts it settles what match, avoid and together rows ask; without it these hold for them too.'
    : '';
  const feasible = makesFeasible(told) ? ' Without it, every must rule can be kept.' : '';
  const broken =
    without.status === 'infeasible' ? ' Without it, too, not every must rule is kept.' : '';
  return `${said}${left}${doubt}${goals}${freed}${feasible}${broken}`;
}

function gapsWords({ with: plan, without }: RuleCost): string {
  return `${leftOpen(plan)} with it, ${leftOpen(without)} without`;
}

/** How each figure is named and written. */
const figureWords: Readonly<
  Record<FigureName, { readonly name: string; readonly unit: keyof typeof units }>
> = {
  objective: { name: 'score', unit: 'score' },
  term: { name: '  ', unit: 'score' },
  mean_abs_deviation_pct: { name: 'mean off target, ', unit: 'percent' },
  max_abs_deviation_pct: { name: 'most off target, ', unit: 'percent' },
  accounts_moved: { name: 'accounts that change owner', unit: 'count' },
  accounts_orphaned: { name: 'accounts whose owner is gone', unit: 'count' },
  accounts_new: { name: 'accounts that had no owner', unit: 'count' },
  potential_moved_pct: { name: 'potential that changes owner', unit: 'percent' },
  arr_moved: { name: 'ARR that changes owner', unit: 'amount' },
  mean_distance_km: { name: 'mean distance', unit: 'km' },
  gap: { name: 'gap to the proven bound', unit: 'share' },
};

interface Unit {
  readonly value: (value: number) => string;
  readonly change: (change: number) => string;
}

const units = {
  score: { value: scoreWords, change: changeWords },
  percent: { value: percentWords, change: pointWords },
  share: {
    value: (value) => percentWords(100 * value),
    change: (change) => pointWords(100 * change),
  },
  count: { value: (value) => numberWords(value), change: signedCount },
  amount: { value: compactNumber, change: signedCompact },
  km: {
    value: (value) => `${numberWords(value, 1)} km`,
    change: (change) => `${signedCompact(change)} km`,
  },
} satisfies Record<string, Unit>;

function figureName({ figure, of }: ComparedFigure): string {
  return `${figureWords[figure].name}${of}`;
}

function valueWords({ figure }: ComparedFigure, value: number | undefined): string {
  return value === undefined ? '–' : units[figureWords[figure].unit].value(value);
}

function differenceWords({ figure, change }: ComparedFigure): string {
  return change === undefined ? '–' : units[figureWords[figure].unit].change(change);
}

/** Percentage points with their sign. */
function pointWords(change: number): string {
  return signedPercentCellShown(change).replace(' %', ' pt');
}

function signedCount(change: number): string {
  return change > 0 ? `+${numberWords(change)}` : numberWords(change);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
