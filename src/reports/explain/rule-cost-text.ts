import {
  type ComparedFigure,
  costFigures,
  type FigureName,
} from '../../evaluation/explain/cost-figures.js';
import type { RuleCost } from '../../evaluation/explain/rule-cost.js';
import { nearSlack } from '../../evaluation/proven.js';
import type { InputProblem } from '../../model/input-problem.js';
import type { Problem, RowName } from '../../model/problem.js';
import { moneyColumn } from '../currency.js';
import {
  type ColumnOf,
  type Document,
  paragraph,
  section,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { signedPercentCellShown } from '../document/figures.js';
import { compactNumber, numberWords, percentWords, signedCompact } from '../document/numbers.js';
import { sentence } from '../document/words.js';
import { problemLine } from '../problems-text.js';
import { ruleLine, ruleTitle } from '../rule-words.js';
import { changeWords, leftOpen, scoreWords, shareWords } from '../score-words.js';
import { narrowest } from './names.js';

/** What a row costs, or why planning without it made no sense. */
export type ReportedCost =
  | { readonly name: RowName; readonly cost: RuleCost }
  | { readonly name: RowName; readonly faults: readonly InputProblem[] };

/** One row's cost in every figure. */
export function ruleCostDocument(problem: Problem, explanation: ReportedCost): Document {
  const text = sentence(ruleLine(problem, explanation.name));
  const title = paragraph(text, { depth: 0, tone: 'strong' });
  if (!('cost' in explanation)) {
    const faults = explanation.faults.map(problemLine).join('; ');
    return {
      sections: [section(undefined, title, paragraph(`without it there is no plan: ${faults}`))],
    };
  }
  const { cost } = explanation;
  // Gaps of scores near 0 would be ratios that say nothing.
  const areNear = [cost.with, cost.without].some(
    ({ evaluation, proven }) => nearSlack(evaluation, proven) !== undefined,
  );
  const figures = costFigures(cost).filter(({ figure }) => figure !== 'gap' || !areNear);
  return {
    sections: [
      section(undefined, title, paragraph(verdictWords(cost))),
      section(
        undefined,
        table(figures, [
          words('', figureName, narrowest),
          textColumn('With it', (one) => valueWords(one, one.with)),
          textColumn('Without it', (one) => valueWords(one, one.without)),
          textColumn('Change', differenceWords),
        ]),
      ),
    ],
  };
}

/** Every row's cost, one line each. */
export function rulesCostDocument(problem: Problem, all: readonly ReportedCost[]): Document {
  const column = (title: string, say: (cost: RuleCost) => string): ColumnOf<ReportedCost> =>
    textColumn(title, (one) => ('cost' in one ? say(one.cost) : '–'));
  const more = (
    { with: plan, without }: RuleCost,
    figure: 'accounts_moved' | 'arr_moved',
  ): number => without.evaluation.after[figure] - plan.evaluation.after[figure];
  const costs = table<ReportedCost>(all, [
    words('Rule', ({ name }) => ruleTitle(problem, name), narrowest),
    column('Score', ({ cost }) => changeWords(-cost)),
    column('', ({ cost, objective }) => shareWords(-cost, objective.with)),
    column('Off share', unevenWords),
    column('Moved', (cost) => signedCount(more(cost, 'accounts_moved'))),
    ...(problem.hasArr
      ? [
          moneyColumn(
            problem,
            'arr',
            column('ARR moved', (cost) => signedCompact(more(cost, 'arr_moved'))),
          ),
        ]
      : []),
    { ...column('', markOf), align: 'left' },
  ]);
  return {
    sections: [
      section('What each row costs: the plan made again without it', costs),
      section(
        undefined,
        legend(all).map((text) => paragraph(text, { tone: 'quiet' })),
        all.flatMap((one) =>
          'cost' in one
            ? []
            : [
                paragraph(
                  `${ruleTitle(problem, one.name)}: ${one.faults.map(problemLine).join('; ')}`,
                ),
              ],
        ),
      ),
    ],
  };
}

/** By how much nearer to target or further off reps would be, by what is balanced first. */
function unevenWords({ with: plan, without }: RuleCost): string {
  const { evenness } = plan.evaluation.after;
  const metric = evenness.has('potential') ? 'potential' : [...evenness.keys()][0];
  const [was, is] = [plan, without].map(({ evaluation }) =>
    metric === undefined
      ? undefined
      : evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct,
  );
  return was === undefined || is === undefined ? '–' : pointWords(is - was);
}

/** What the signs mean, as far as there are any. */
const signs = [
  ['≈', 'within what the proofs of the two plans leave open: it may be nothing'],
  ['*', 'targets or weights are others without the row: no saving, but what would come of it'],
  [
    '!',
    'the row spares the accounts it settles what match, avoid and together rows ask; without it these hold for them too',
  ],
  ['✓', 'without it, every other must rule can be kept'],
] as const;

function legend(all: readonly ReportedCost[]): string[] {
  const marks = all.map((one) => ('cost' in one ? markOf(one.cost) : ''));
  return [
    'changes are those without the row; a lower score is better; off share is how far reps are off fair share on average, in what is balanced first',
    ...signs
      .filter(([sign]) => marks.some((mark) => mark.includes(sign)))
      .map((one) => one.join(' ')),
  ];
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

function verdictWords(explanation: RuleCost): string {
  const { cost, objective, certain, otherGoals, with: plan, without } = explanation;
  const size =
    shareWords(Math.abs(cost), objective.with).replace('+', '') || scoreWords(Math.abs(cost));
  const change = Math.abs(cost) < 5e-10;
  const described = change
    ? 'Without it the plan scores the same.'
    : `Without it the plan scores ${size} ${cost > 0 ? 'better' : 'worse'}: ${scoreWords(objective.with)} → ${scoreWords(objective.without)} (lower is better).`;
  const left =
    explanation.terms.length < plan.evaluation.terms.length
      ? ' Its own term is left out of both scores.'
      : '';
  const doubt =
    certain || change
      ? ''
      : ` That is within what is not proven: ${gapsWords(explanation)}; it may be nothing.`;
  const goals = otherGoals
    ? ' Targets or weights are others without it, so this is no saving, but what would come of it.'
    : '';
  const freed = isSaving(explanation)
    ? ' It spares the accounts it settles what match, avoid and together rows ask; without it these hold for them too.'
    : '';
  const feasible = makesFeasible(explanation) ? ' Without it, every must rule can be kept.' : '';
  const broken =
    without.status === 'infeasible' ? ' Without it, too, not every must rule is kept.' : '';
  return `${described}${left}${doubt}${goals}${freed}${feasible}${broken}`;
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
  mean_abs_deviation_pct: { name: 'off fair share on average, ', unit: 'percent' },
  max_abs_deviation_pct: { name: 'off fair share at most, ', unit: 'percent' },
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
