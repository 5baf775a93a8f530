import {
  type Backtest,
  type BacktestFigures,
  type BacktestRep,
  leastWins,
} from '../../analytics/backtest.js';
import { isoDate, recordsAsFiled } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { moneyColumn, moneyOf } from '../currency.js';
import { figures, paragraph, type Section, section, table, words } from '../document/blocks.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { counted, plural } from '../document/words.js';
import type { CheckJson } from './check-json.js';
import type { CheckParts } from './places.js';

// How a backtest is told: the same sentences in every form, and a row a rep where there is room.

/** One deal of this share of the amount, and figures by rep rest on it. */
const largeDeal = 0.25;
/** From this share on nothing is concluded of who has the accounts. */
const mostByOthers = 0.5;
/** Won by others than the owner, as a share of the amount, that must not pass in silence. */
const muchByOthers = 0.1;

/** What the quarters after a day say of the territories, a sentence each; none where it was not asked. */
export function backtestWords(parts: CheckParts): string[] {
  const { backtest } = parts;
  if (backtest === undefined) return [];
  const { figures: found } = backtest;
  return [
    wonWords(parts, backtest),
    ...(found === undefined
      ? [tooFew(backtest)]
      : [...predictionWords(found), ...fairnessWords(parts, found), ...cautions(parts, found)]),
    ...periodWords(backtest),
  ];
}

/** The same as a section, with a row for each rep. */
export function backtestSection(parts: CheckParts, most = Number.POSITIVE_INFINITY): Section[] {
  const { backtest, problem } = parts;
  if (backtest === undefined) return [];
  const rows = repRows(parts);
  const shown = rows.slice(0, most);
  const isOne = isSame(parts);
  const money = (title: string, of: (row: RepRow) => number | undefined) =>
    moneyColumn(problem, 'won_amount', figures(title, 'amount', of));
  const percent = (title: string, of: (row: RepRow) => BacktestRep | undefined) =>
    figures(title, 'percent', (row: RepRow) => {
      const one = of(row);
      return one && 100 * one.ratio;
    });
  return [
    section(
      `Backtest: what was won from ${isoDate(backtest.from)} on`,
      ...backtestWords(parts).map((text) => paragraph(text)),
      shown.length === 0
        ? undefined
        : table(shown, [
            words('Rep', ({ rep }) => problem.repNames[rep], { most: 24 }),
            ...(isOne
              ? []
              : [
                  money('As it was: won', ({ was }) => was?.won),
                  percent('of expected', ({ was }) => was),
                ]),
            money(isOne ? 'Won' : 'Judged: won', ({ judged }) => judged?.won),
            percent('of expected', ({ judged }) => judged),
          ]),
      rows.length > shown.length
        ? { is: 'note', text: `… and ${counted(rows.length - shown.length, 'more rep')}`, depth: 1 }
        : undefined,
    ),
  ];
}

/** A rep's figures as it was and as it is judged; undefined without potential. */
interface RepRow {
  readonly rep: number;
  readonly was: BacktestRep | undefined;
  readonly judged: BacktestRep | undefined;
}

/** Reps with potential on either side, the furthest from what was to be expected first. */
function repRows(parts: CheckParts): RepRow[] {
  const found = parts.backtest?.figures;
  if (found === undefined) return [];
  const [was, judged] = [found.was, found.judged].map(
    ({ reps }) => new Map(reps.map((one) => [one.rep, one])),
  );
  const off = (one: BacktestRep | undefined): number => Math.abs((one?.ratio ?? 1) - 1);
  return recordsAsFiled(parts.problem.reps)
    .map((rep) => ({ rep, was: was.get(rep), judged: judged.get(rep) }))
    .filter((row) => row.was !== undefined || row.judged !== undefined)
    .sort((a, b) => off(b.judged) - off(a.judged) || off(b.was) - off(a.was));
}

/** Whether what is judged is what was: today's owners. */
function isSame({ backtest, files }: CheckParts): boolean {
  const found = backtest?.figures;
  if (found === undefined) return false;
  const text = (side: BacktestFigures['was']): string => JSON.stringify(side);
  return files.assignments === undefined || text(found.was) === text(found.judged);
}

/** "41 deals worth $1.2M were won from 2025-01-01 through 2025-03-31." */
function wonWords({ problem }: CheckParts, one: Backtest): string {
  const money = (amount: number): string => moneyOf(problem, 'won_amount', amount);
  const last = isoDate(dayNumber(one.until - 1));
  const won = `${counted(one.wins, 'deal')} worth ${money(one.won)} ${plural(one.wins, 'was', 'were')} won from ${isoDate(one.from)} through ${last}.`;
  const { wins, won: amount } = one.besides;
  if (wins === 0) return won;
  return `${won} ${numberWords(wins)} more, worth ${money(amount)}, ${plural(wins, 'was', 'were')} won at accounts that are not planned or not in the file, and ${plural(wins, 'counts', 'count')} nowhere.`;
}

function tooFew({ wins }: Backtest): string {
  return wins < leastWins
    ? `That is too few to tell anything by: no figures below ${leastWins} wins.`
    : 'They brought in nothing by their amounts, so there are no figures.';
}

/** Whether potential told where deals would be won. */
function predictionWords(found: BacktestFigures): string[] {
  const { withPotential, withArr, byChance, topTenth, accounts } = found;
  const tenth = `The tenth of the accounts with the greatest potential (${numberWords(topTenth.accounts)} of ${numberWords(accounts)}) brought in ${percentWords(100 * topTenth.share)} of the amount.`;
  const potential =
    withPotential === undefined
      ? 'Whether potential predicts what is won cannot be told: all accounts are alike in one of the two.'
      : `${verdictOn(withPotential, byChance)}: the rank correlation of won amount with potential is ${withPotential.toFixed(2)}, and chance alone gives up to ${byChance.toFixed(2)} either way.`;
  return [
    potential,
    tenth,
    ...(withArr === undefined
      ? []
      : [
          `With ARR it is ${withArr.toFixed(2)}${Math.abs(withArr) <= byChance ? ', no more than chance gives' : ''}; ARR is as it is today, so what was won may be in it.`,
        ]),
    'Potential is as it is known today: where it was set or raised after these deals, this flatters it.',
  ];
}

function verdictOn(correlation: number, byChance: number): string {
  if (Math.abs(correlation) <= byChance) {
    return 'These deals cannot tell whether potential predicts what is won';
  }
  if (correlation < 0) return 'More was won where potential is lower';
  if (correlation < 0.3) return 'Potential hardly predicts what is won';
  return correlation < 0.6
    ? 'Potential predicts what is won in part'
    : 'Potential predicts well what is won';
}

/** Whether reps would have had more even chances. */
function fairnessWords(parts: CheckParts, found: BacktestFigures): string[] {
  const { was, judged } = found;
  const { files } = parts;
  const said = (cv: number | undefined): string => (cv === undefined ? 'nothing' : cv.toFixed(2));
  const meaning =
    'coefficient of variation of won ÷ expected by potential; 0: all have what their potential lets expect';
  const chance = `Luck alone puts them apart by about ${said(judged.byChance)}.`;
  if (isSame(parts)) {
    const same =
      files.assignments === undefined
        ? "Today's owners are judged: --assignments FILE compares a plan with them"
        : `${files.assignments} has the accounts where they are today`;
    return judged.cv === undefined
      ? [`How even chances were cannot be told: fewer than two reps have potential. ${same}.`]
      : [`Reps were apart by ${said(judged.cv)} (${meaning}). ${chance}`, `${same}.`];
  }
  const file = files.assignments ?? '';
  const sizes = `reps were apart by ${said(was.cv)} as it was, by ${said(judged.cv)} under ${file} (${meaning})`;
  return [`${fairer(found, file)}: ${sizes}. ${chance}`];
}

/** Which of the two was fairer, where the deals can tell. */
function fairer({ was, judged, margin, byOthers = 0 }: BacktestFigures, file: string): string {
  const untold = 'Which of the two is fairer cannot be told';
  if (was.cv === undefined || judged.cv === undefined) {
    return `${untold}, for one of them has fewer than two reps`;
  }
  if (byOthers > mostByOthers) return `${untold}, for most was won by others than the owners`;
  const apart = judged.cv - was.cv;
  if (Math.abs(apart) <= margin) return `${untold} from these deals`;
  return apart < 0 ? `${file} would have been fairer` : `${file} would have been less fair`;
}

/** What the figures by rep rest on. */
function cautions({ problem }: CheckParts, found: BacktestFigures): string[] {
  const { was, judged, largest, byOthers = 0 } = found;
  const without = Math.max(was.unheld, judged.unheld);
  return [
    ...(largest >= largeDeal
      ? [`One deal is ${percentWords(100 * largest)} of the amount: figures by rep rest on it.`]
      : []),
    ...outlying(found).map(
      (rep) =>
        `${problem.repNames[rep]} makes most of how far apart reps were: with so little potential, any deal is many times what was to be expected.`,
    ),
    ...(byOthers >= muchByOthers
      ? [
          `${percentWords(100 * byOthers)} of the amount was won by somebody other than the account's owner today; "as it was" goes by the owners.`,
        ]
      : []),
    ...(without > 0.005
      ? [`${percentWords(100 * without)} of the amount is at accounts that no rep has.`]
      : []),
  ];
}

/** The reps who make most of the spread on a side with less than half the usual book. */
function outlying({ was, judged }: BacktestFigures): number[] {
  const found = [was, judged].flatMap(({ reps, outlier }) => {
    const one = reps.find(({ rep }) => rep === outlier);
    const usual = reps.reduce((sum, { expected }) => sum + expected, 0) / reps.length;
    return one === undefined || one.ratio < 1 || one.expected > usual / 2 ? [] : [one.rep];
  });
  return [...new Set(found)];
}

/** What the file cannot know of that time. */
function periodWords({ from, until, lastClosed, known, undated }: Backtest): string[] {
  return [
    ...(lastClosed === undefined || lastClosed < until - 1
      ? [
          lastClosed === undefined
            ? 'No deal of the file has a close date.'
            : lastClosed < from
              ? `The last deal of the file closed on ${isoDate(lastClosed)}, before that time: it says nothing of it.`
              : `The last deal of the file closed on ${isoDate(lastClosed)}: what came later in that time is not in it.`,
        ]
      : []),
    ...(known === 0
      ? [`No deal of the file was there on ${isoDate(from)}, so nobody had pipeline then.`]
      : []),
    ...(undated > 0
      ? [
          `${counted(undated, 'won deal')} without a close date ${plural(undated, 'counts', 'count')} nowhere.`,
        ]
      : []),
  ];
}

/** A backtest for the JSON of a check. */
export function backtestEntry(
  parts: CheckParts,
  one: Backtest,
): NonNullable<CheckJson['backtest']> {
  const { figures: found } = one;
  const side = ({ reps, cv, byChance, unheld }: BacktestFigures['was']) => ({
    cv: cv ?? null,
    cv_by_chance: byChance,
    unheld_pct: 100 * unheld,
    reps: inFileOrder(parts, reps).map(({ rep, won, expected, ratio }) => ({
      rep_id: parts.problem.repIds[rep],
      won,
      expected,
      won_to_expected: ratio,
    })),
  });
  return {
    at: isoDate(one.from),
    until: isoDate(dayNumber(one.until - 1)),
    quarters: one.quarters,
    opportunities_then: one.known,
    last_closed: one.lastClosed === undefined ? null : isoDate(one.lastClosed),
    wins: one.wins,
    won: one.won,
    wins_elsewhere: one.besides.wins,
    won_elsewhere: one.besides.won,
    wins_undated: one.undated,
    says: backtestWords(parts),
    figures:
      found === undefined
        ? null
        : {
            accounts: found.accounts,
            rank_correlation_potential: found.withPotential ?? null,
            rank_correlation_arr: found.withArr ?? null,
            by_chance: found.byChance,
            top_tenth_accounts: found.topTenth.accounts,
            top_tenth_pct: 100 * found.topTenth.share,
            largest_win_pct: 100 * found.largest,
            won_by_others_pct: found.byOthers === undefined ? null : 100 * found.byOthers,
            as_it_was: side(found.was),
            judged: side(found.judged),
            cv_margin: found.margin,
          },
  };
}

function inFileOrder({ problem }: CheckParts, reps: readonly BacktestRep[]): BacktestRep[] {
  const found = new Map(reps.map((one) => [one.rep, one]));
  return recordsAsFiled(problem.reps).flatMap((rep) => found.get(rep) ?? []);
}
