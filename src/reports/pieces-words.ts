import {
  type Piece,
  type PiecesHeld,
  piecesByRow,
  type RowPieces,
} from '../evaluation/story/pieces.js';
import type { Evaluation } from '../evaluation/types.js';
import { piecesByRep } from '../measures/area.js';
import type { AreaMeasure, Problem } from '../model/problem.js';
import {
  firstOf,
  note,
  pairs,
  paragraph,
  type Section,
  section,
  table,
  words,
} from './document/blocks.js';
import { numberWords, percentsApart } from './document/numbers.js';
import { andList, counted } from './document/words.js';
import type { ReportedPlan } from './plan-words.js';
import { ruleName } from './rule-words.js';

/**
 * What contiguous rows brought and what that costs, a sentence: "For 8 pieces by state in place of 14 (row 2):
 * 14 % off fair share on average in potential, else 1.9 %; 15 accounts change hands, else 2."; undefined where
 * nothing was changed for them.
 */
export function piecesWords({ plan, problem }: ReportedPlan): string | undefined {
  const { beforePieces: before, evaluation: after } = plan;
  if (before === undefined) return undefined;
  const gains = problem.areas
    .filter(({ level, weight }) => level === 'should' && weight > 0)
    .flatMap((measure) => {
      const [was, is] = [before, after].map((one) => piecesIn(measure, one));
      if (was === is) return [];
      const called = ruleName(problem, typeof measure.row === 'number' ? measure.row : undefined);
      const row = typeof measure.row === 'number' ? `row ${measure.row}` : '';
      const by = called === '' ? row : `${called}, ${row}`;
      return [
        `${counted(is, 'piece')} by ${measure.metric} in place of ${numberWords(was)} (${by})`,
      ];
    });
  if (gains.length === 0) return undefined;
  const off = [...after.after.evenness].flatMap(([metric, { mean_abs_deviation_pct: is }]) => {
    const was = before.after.evenness.get(metric)?.mean_abs_deviation_pct ?? is;
    const [now, then] = percentsApart([is, was]);
    return now === then ? [] : [`${now} off fair share on average in ${metric}, else ${then}`];
  });
  const [moved, otherwise] = [after, before].map((one) => one.after.accounts_moved);
  const moves =
    moved === otherwise
      ? []
      : [`${counted(moved, 'account')} leave a rep, else ${numberWords(otherwise)}`];
  const price = [...off, ...moves];
  return `For ${andList(gains)}: ${price.length === 0 ? 'at no price in evenness or moves' : price.join('; ')}.`;
}

/** Of all reps whom the row concerns. */
function piecesIn(measure: AreaMeasure, { assignment }: Evaluation): number {
  return piecesByRep(measure, assignment).reduce(
    (sum, pieces, rep) => sum + (measure.groups.of[rep] >= 0 ? pieces : 0),
    0,
  );
}

/** Areas of a piece named at most, and pieces of a territory. */
const areasNamed = 6;
const piecesNamed = 8;

/** "CA + NV; TX; ME", greatest first; with the numbers that a map has, where asked: "1: CA + NV; 2: TX; 3: ME". */
export function pieceNames(
  { areas }: Pick<AreaMeasure, 'areas'>,
  pieces: readonly Piece[],
  { numbered } = { numbered: false },
): string {
  const rest = pieces.length - piecesNamed;
  const named = pieces.slice(0, piecesNamed).map((piece, at) => {
    const shown = piece.areas.slice(0, areasNamed).map((area) => areas[area]);
    const more = piece.areas.length - shown.length;
    const all = more > 0 ? [...shown, `${numberWords(more)} more`] : shown;
    return `${numbered && pieces.length > 1 ? `${at + 1}: ` : ''}${all.join(' + ')}`;
  });
  return [...named, ...(rest > 0 ? [`${numberWords(rest)} more`] : [])].join('; ');
}

/** "3 pieces by state: 1: CA + NV; 2: TX; 3: ME", as a map numbers them. */
export function piecesOnMap(
  measure: Pick<AreaMeasure, 'areas' | 'metric'>,
  pieces: readonly Piece[],
): string {
  if (pieces.length === 0) return 'no area';
  const names = pieceNames(measure, pieces, { numbered: true });
  return `${counted(pieces.length, 'piece')} by ${measure.metric}: ${names}`;
}

/** What a section of a row's pieces is called: "Territories in pieces, by state (row 2)". */
export function piecesTitle({ metric, row }: AreaMeasure): string {
  return `Territories in pieces, by ${metric}${typeof row === 'number' ? ` (row ${row})` : ''}`;
}

/** What pieces are, for whoever sees them listed. */
export const piecesMeaning =
  'Areas joined by + lie side by side, in one piece; a semicolon parts the pieces. The greatest comes first, by accounts.';

/** The reps whom a row concerns with their pieces, those in most pieces first. */
export function scatteredFirst({
  reps,
  of,
}: RowPieces): readonly (PiecesHeld & { readonly rep: number })[] {
  return reps
    .map((rep) => ({ rep, ...of([rep]) }))
    .sort((a, b) => b.plan.length - a.plan.length || a.rep - b.rep);
}

/** Every rep's pieces in words, a section for each contiguous row. */
export function pieceSections(
  {
    plan,
    problem,
  }: { readonly plan: Pick<ReportedPlan['plan'], 'evaluation'>; readonly problem: Problem },
  most: number,
): Section[] {
  return piecesByRow(problem, plan.evaluation.assignment).map((row) => {
    const { shown, more } = firstOf(scatteredFirst(row), most, 'reps, in territories.csv');
    return section(
      piecesTitle(row.measure),
      table(shown, [
        words('Rep', ({ rep }) => problem.repNames[rep], { flexible: true }),
        pairs('Pieces', 'count', ({ today, plan: after }) => [today.length, after.length]),
        words('In the plan', ({ plan: after }) => pieceNames(row.measure, after), {
          flexible: true,
        }),
      ]),
      paragraph(piecesMeaning),
      note(more),
    );
  });
}

/** A rep's own territory, as they are told of it: "Your territory by state is in 3 pieces, 4 today: CA + NV; TX; ME." */
export function ownPieces({
  measure,
  today,
  plan,
}: PiecesHeld & Pick<RowPieces, 'measure'>): string {
  const was = today.length === plan.length ? '' : ` (${numberWords(today.length)} today)`;
  const is = plan.length === 0 ? 'in no area' : `in ${counted(plan.length, 'piece')}`;
  const named = plan.length === 0 ? '' : `: ${pieceNames(measure, plan)}`;
  return `Your territory by ${measure.metric} is ${is}${was}${named}.`;
}
