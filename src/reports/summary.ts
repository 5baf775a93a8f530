import { previousRepId } from '../evaluation/changes.js';
import { evennessShare, type Ladder, type Rung } from '../evaluation/ladder.js';
import { inOrder, unevenness } from '../evaluation/leading-metrics.js';
import { movesOfNote } from '../evaluation/moves-of-note.js';
import { costliestRows, type ReportedRule, reportedRules } from '../evaluation/story/rules.js';
import { repGains, tolerancesOf } from '../evaluation/story/winners.js';
import type { Headline } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import type { RuleText } from '../model/rule.js';
import { currencyOf, moneyColumn } from './currency.js';
import {
  type Chart,
  type ColumnOf,
  type Document,
  figures,
  type Item,
  list,
  note,
  type Pair,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from './document/blocks.js';
import { numberWords } from './document/numbers.js';
import { plural } from './document/words.js';
import { evennessTable } from './evenness-table.js';
import { handsColumns, handsRows } from './hands-table.js';
import { moveColumns, worthWords } from './move-table.js';
import { pieceSections, piecesWords } from './pieces-words.js';
import { pipelineSection } from './pipeline.js';
import type { PipelineJson } from './plan-json.js';
import { quality, type ReportedPlan, verdictHeadline } from './plan-words.js';
import { relationshipWords } from './relationship-words.js';
import { repColumns } from './rep-table.js';
import { roleSections } from './roles.js';
import { cameOutWords, costliestWords, noteLines, ruleLine } from './rule-words.js';

/** What the summary on the terminal is made of. */
export interface SummaryParts extends ReportedPlan {
  /** The plan folder as the user named it. */
  readonly out: string;
  /** Names of the files in it; none when nothing was written. */
  readonly files: readonly string[];
  /** Pipeline against quota, where files and quotas tell. */
  readonly pipeline?: PipelineJson | undefined;
  /** What no, a few and all moves buy, beside a plan by drafted rules. */
  readonly ladder?: Ladder | undefined;
}

/** All of a plan as a page for the terminal, what a sales leader asks first on top. */
export function summaryDocument(parts: SummaryParts): Document {
  return {
    headline: verdictHeadline(parts),
    sections: [
      ...handsSection(parts),
      ...evennessSection(parts),
      ...roleSections(parts),
      gainSection(parts),
      ...pipelineSection(parts.problem, parts.pipeline, repsAtMost),
      ...moveSection(parts),
      ...ruleSection(parts),
      ...pieceSections(parts, repsAtMost),
      goodness(parts),
      ...assumed(parts),
      ...fileSection(parts),
      ...ladderSection(parts),
    ],
  };
}

/** How good the plan is, and which must row can cost most. */
export function goodness(parts: ReportedPlan): Section {
  const { evaluation, costsAtMost = new Map() } = parts.plan;
  const costliest = costliestRows(evaluation.outcomes, costsAtMost);
  const described = costliestWords(costliest, parts.problem, evaluation);
  return section(
    'How good it is',
    paragraph(quality(parts)),
    described === undefined ? undefined : paragraph(described),
  );
}

/** Reps shown at most, the greatest gains and the greatest losses. */
const repsAtMost = 16;

/** All that changes hands, by how, with what it comes to. */
export function handsSection({ plan, problem }: ReportedPlan): Section[] {
  const { changingHands } = plan.evaluation;
  const rows = handsRows(changingHands);
  return sectionIf(
    rows.length > 0,
    'What changes hands',
    table(rows, handsColumns(problem, changingHands)),
  );
}

/**
 * Who gains and who loses: a line a rep, from the greatest gain in potential to the greatest loss.
 *
 * @param brief how many reps one screen has room for, and then neither quotas nor pipeline.
 */
export function gainSection({ plan, problem }: ReportedPlan, brief?: number): Section {
  const gains = repGains(plan.evaluation);
  // Whoever takes no accounts hands over all they have: that is not losing.
  const ranked = [
    ...gains.filter(({ territory }) => territory.live),
    ...gains.filter(({ territory }) => !territory.live),
  ].map(({ territory }) => territory);
  const most = brief ?? repsAtMost;
  const isCut = ranked.length > most;
  const half = most / 2;
  const shown = isCut ? [...ranked.slice(0, half), ...ranked.slice(-half)] : ranked;
  const { evenness } = plan.evaluation.after;
  const columns = [
    repColumns.rep,
    repColumns.accounts,
    repColumns.potential,
    ...(problem.hasArr
      ? [repColumns.arrIn, repColumns.arrOut].map((column) => moneyColumn(problem, 'arr', column))
      : []),
    ...(brief === undefined && ranked.some(({ quota }) => quota !== undefined)
      ? [moneyColumn(problem, 'quota', repColumns.quota)]
      : []),
    ...(brief === undefined && ranked.some((one) => one.open_pipeline !== undefined)
      ? [moneyColumn(problem, 'open_pipeline', repColumns.openPipeline)]
      : []),
    ...(evenness.has('potential')
      ? [repColumns.potentialOff]
      : evenness.has('workload')
        ? [repColumns.workloadOff]
        : []),
  ];
  const gap = { at: half, text: `… and ${ranked.length - shown.length} more` };
  const where = isCut && brief !== undefined ? ` (all ${ranked.length} in territories.csv)` : '';
  return section(
    `Who gains and who loses${where}`,
    table(shown, columns, isCut ? { gap } : {}),
    isCut && brief === undefined
      ? note(`all ${ranked.length} reps are in territories.csv`)
      : undefined,
  );
}

/** How even it was and is: a line for each balanced metric. */
export function evennessSection(
  parts: ReportedPlan,
  { drawn: isDrawn } = { drawn: true },
): Section[] {
  const { before, after } = parts.plan.evaluation;
  const metrics = inOrder([...after.evenness.keys()]);
  const [was, is] = [before.mean_distance_km, after.mean_distance_km];
  return sectionIf(
    metrics.length > 0,
    'How even it was and is: how far reps are off fair share',
    evennessTable(before.evenness, after.evenness),
    isDrawn ? deviationChart(parts) : undefined,
    is === undefined ? undefined : paragraph(distanceWords(was, is)),
  );
}

/** The mean distance, whether or not anybody owned anything before. */
export function distanceWords(was: number | undefined, is: number): string {
  const km = (value: number): string => numberWords(value, value < 9.95 ? 1 : 0);
  return was === undefined
    ? `mean distance from rep to account: ${km(is)} km (none today: no rep with a place owns an account with one)`
    : `mean distance from rep to account: ${km(was)} → ${km(is)} km`;
}

const drawn = [
  {
    metric: 'potential',
    before: 'potential_deviation_before_pct',
    after: 'potential_deviation_pct',
  },
  { metric: 'workload', before: 'workload_deviation_before_pct', after: 'workload_deviation_pct' },
] as const;

/** How far each rep was and is off target, the most below target today first; nothing where there is no one to compare. */
export function deviationChart({ plan, problem }: ReportedPlan): Chart | undefined {
  const { territories, after: state } = plan.evaluation;
  const live = territories.filter((one) => one.live);
  if (live.length < 2) return undefined;
  return {
    is: 'chart',
    rows: drawn
      .filter(({ metric }) => state.evenness.has(metric))
      .map(({ metric, before, after }) => ({
        label: metric,
        points: [...live]
          .sort((a, b) => a[before] - b[before] || a.rep - b.rep)
          .map((one): Pair<number> => [one[before], one[after]]),
      })),
    band: tolerancesOf(problem)[0]?.bandPct ?? 0,
    things: ['reps', 'rep'],
  };
}

const movesAtMost = 8;

/** The greatest accounts that leave whoever had them, with where they go and why. */
export function moveSection({ problem, plan }: ReportedPlan): Section[] {
  const { evaluation } = plan;
  const { accounts, rest } = movesOfNote(problem, evaluation, movesAtMost);
  const nameOf = (rep: number): string => (rep < 0 ? 'nobody' : problem.repNames[rep]);
  const from = (account: number): string =>
    problem.owner[account] < 0
      ? previousRepId(problem, account)
      : problem.repNames[problem.owner[account]];
  const shownColumns = moveColumns(problem, evaluation);
  const columns: ColumnOf<number>[] = [
    shownColumns.account,
    {
      title: '',
      flexible: true,
      of: (account) => [from(account), nameOf(evaluation.assignment[account])],
    },
  ];
  return sectionIf(
    accounts.length > 0,
    `${rest > 0 ? 'Largest accounts' : 'Accounts'} that change hands, by potential${problem.hasArr ? ' or ARR' : ''}`,
    table(accounts, columns, {
      remarks: accounts.map(
        (account) => `${worthWords(problem, account)}; ${evaluation.reasonOf(account)}`,
      ),
    }),
    rest > 0 ? note(`… and ${numberWords(rest)} more in moves.csv`) : undefined,
    knownParagraph(evaluation.after.relationship, currencyOf(problem, 'won_amount')),
  );
}

/** Who is known where, and what becomes of it. */
export function knownParagraph(figures: Headline['relationship'], currency: string | undefined) {
  const described = relationshipWords(figures, currency);
  return described === undefined ? undefined : paragraph(described);
}

const metAtMost = 12;
const brokenAtMost = 20;

/** The rules, those that are broken first, then the preferences kept only in part, each in words with how it came out. */
function ruleSection(parts: ReportedPlan): Section[] {
  const { problem, plan } = parts;
  const pieces = piecesWords(parts);
  const rules = reportedRules(plan.evaluation.outcomes);
  const isBroken = ({ status }: ReportedRule): boolean => status === 'broken';
  const broken = rules.filter((rule) => isBroken(rule) && rule.level === 'must');
  const strained = rules.filter((rule) => isBroken(rule) && rule.level !== 'must');
  const met = rules.filter((rule) => !isBroken(rule));
  const shown = [...[...broken, ...strained].slice(0, brokenAtMost), ...met.slice(0, metAtMost)];
  const counts = [
    ...(broken.length > 0 ? [`${broken.length} broken`] : []),
    ...(strained.length > 0 ? [`${strained.length} kept only in part`] : []),
    ...(met.length > 0 ? [`${met.length} met`] : []),
  ].join(', ');
  const rest = rules.length - shown.length;
  return sectionIf(
    rules.length > 0,
    `Rules: ${counts}`,
    list(shown.map((rule) => ruleItem(problem, rule))),
    pieces === undefined ? undefined : paragraph(pieces),
    rest > 0 ? note(`… and ${rest} more in plan.json`) : undefined,
  );
}

function ruleItem(problem: Problem, rule: ReportedRule): Item {
  const { name } = rule;
  return {
    ...markOf(rule),
    text: ruleLine(problem, name),
    tail: cameOutWords(rule),
    details: noteLines(problem, name),
  };
}

function markOf({ status, level }: ReportedRule): Pick<Item, 'mark' | 'markTone' | 'tailTone'> {
  if (status !== 'broken') return { mark: '✓', markTone: 'good', tailTone: 'quiet' };
  return level === 'must' ? { mark: '✗', markTone: 'bad' } : { mark: '~', markTone: 'warn' };
}

/** What was taken for what, which rules carve wrote itself, and what gave way to what. */
function assumed({ problem, drafted }: ReportedPlan): Section[] {
  const texts = [...problem.assumptions, ...draftedSentences(drafted), ...problem.warnings];
  return sectionIf(
    texts.length > 0,
    'What was assumed, and what to know',
    list(texts.map((text) => ({ text, mark: '•' }))),
  );
}

function draftedSentences(drafted: readonly RuleText[]): string[] {
  if (drafted.length === 0) return [];
  const first = drafted[0].row;
  const last = drafted[drafted.length - 1].row;
  const rows = first === last ? `row ${first} was` : `rows ${first} to ${last} were`;
  return [
    `${rows} drafted from your data, as there are no --rules: rules-used.csv has the reasons and can be edited, --bare plans without`,
  ];
}

/** What moves buy, in three lines, and what carve would take. */
export function ladderSection({ ladder, plan, problem, drafted, out }: SummaryParts): Section[] {
  if (ladder === undefined) return [];
  const { none, few, all } = ladder;
  const ends = { from: none.unevenness, to: all.unevenness };
  if (!(none.unevenness > all.unevenness)) {
    return [section('What moves buy', paragraph('More moves buy no more evenness.'))];
  }
  const bought = (unevenness: number): string =>
    `${numberWords(Math.max(0, Math.floor(100 * evennessShare(ends, unevenness))), 0)} %`;
  const metrics = inOrder([...none.evaluation.after.evenness.keys()]).slice(0, 2);
  const rungs: readonly { readonly title: string; readonly rung: Rung }[] = [
    { title: none.moves === 0 ? 'no moves' : 'the fewest', rung: none },
    { title: few === all ? 'enough' : 'a few', rung: few },
    { title: 'all', rung: all },
  ];
  const now = plan.evaluation.after.accounts_moved;
  const count = (moves: number): string =>
    `${numberWords(moves)} ${plural(moves, 'move', 'moves')}`;
  const here = `${bought(unevenness(plan.evaluation))} of the evenness that ${count(all.moves)} ${plural(all.moves, 'buys', 'buy')}`;
  const case_ =
    few.moves <= now
      ? `carve would take ${count(few.moves)}, the fewest that buy 80 %; this plan makes ${numberWords(now)} and buys ${here}.`
      : `carve would take ${count(few.moves)}, the fewest that buy 80 %. This plan is a careful one: ${count(now)}, which buy ${here}. ${liftWords(drafted, few, problem, out)}`;
  return [
    section(
      'What moves buy',
      table(rungs, [
        words('', ({ title }) => title),
        figures('moves', 'count', ({ rung }) => rung.moves),
        ...(problem.hasArr
          ? [
              moneyColumn(
                problem,
                'arr',
                figures<(typeof rungs)[number]>(
                  'ARR moved',
                  'amount',
                  ({ rung }) => rung.evaluation.after.arr_moved,
                ),
              ),
            ]
          : []),
        ...metrics.map((metric) =>
          figures<(typeof rungs)[number]>(
            `off in ${metric}`,
            'percent',
            ({ rung }) => rung.evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0,
          ),
        ),
        textColumn('evenness', ({ rung }) => bought(rung.unevenness)),
      ]),
      paragraph(case_),
    ),
  ];
}

/** How the drafted budgets are raised so that a plan may go as far as a rung. */
function liftWords(
  drafted: readonly RuleText[],
  { moves, evaluation }: Rung,
  { hasArr }: Problem,
  out: string,
): string {
  const budgets = drafted.filter(({ rule }) => rule === 'budget');
  if (budgets.length === 0) return '';
  const arr = Math.ceil(evaluation.after.arr_moved);
  const cells = budgets.map(({ row, metric }) => {
    const max = metric === 'arr' && hasArr ? arr : moves;
    return `${max} in row ${row}`;
  });
  return `For ${numberWords(moves)} ${plural(moves, 'move', 'moves')}, set max to ${cells.join(' and to ')} of ${out}/rules-used.csv, and plan again with --rules ${out}/rules-used.csv.`;
}

/** What each file of a plan folder is for. */
const purposes: ReadonlyMap<string, string> = new Map([
  ['assignments.csv', 'every account with its rep and the reason'],
  ['territories.csv', 'every rep before and after'],
  ['teams.csv', 'the same by manager'],
  ['moves.csv', 'the accounts that change hands'],
  ['roles.csv', 'what everybody in a role comes to'],
  ['rules-used.csv', 'the rules as planned with'],
  ['relaxations.csv', 'what was relaxed so that all rules can hold'],
  ['plan.json', 'all figures, for scripts'],
  ['certificate.json', 'the proof of how good the plan is'],
  ['report.html', 'one page to share'],
]);

/** Every file that a plan folder may hold. */
export const planFileNames: readonly string[] = [...purposes.keys()];

function fileSection({ out, files }: SummaryParts): Section[] {
  const items = files.map(
    (file): Item => ({ label: file, text: purposes.get(file) ?? '', tone: 'quiet' }),
  );
  return files.length === 0
    ? []
    : [{ ...section(`Files in ${out}`, list(items, { overflow: 'past the edge' })), cut: true }];
}
