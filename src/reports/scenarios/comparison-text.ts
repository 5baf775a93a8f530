import { evennessShare, mostOfEvenness } from '../../evaluation/ladder.js';
import { inOrder } from '../../evaluation/leading-metrics.js';
import type { OptionFigures } from '../../evaluation/option-figures.js';
import { moneyWords } from '../currency.js';
import {
  figures,
  list,
  paragraph,
  type Section,
  section,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { percentShown, withCurrency } from '../document/figures.js';
import { numberWords } from '../document/numbers.js';
import { asWord } from '../document/shell-word.js';
import { terminalText } from '../document/terminal.js';
import { type Page, pageOf } from '../document/terminal-page.js';
import { tablesBeside } from '../document/terminal-table.js';
import { counted, plural } from '../document/words.js';
import { nextFor, nextSection } from '../next-commands.js';
import { provenWithin, starWords } from '../score-words.js';
import { type Measure, measuresOf, revenueTable, roleFiguresMeaning } from './measures.js';
import {
  evennessBought,
  type FrontierFigures,
  rolesCompared,
  type ScenarioParts,
} from './parts.js';

export interface ComparisonTextOptions {
  /** The folder everything was written to, as the user named it. */
  readonly out: string;
  readonly columns: number | undefined;
  readonly colour: boolean;
  /** Whether the search was cut short, so that options may be missing. */
  readonly interrupted: boolean;
}

/** The options side by side, for a terminal. */
export function comparisonText(parts: ScenarioParts, textOptions: ComparisonTextOptions): string {
  const { options } = parts;
  const page = pageOf(textOptions);
  const star = starWords(options.map(provenWithin));
  const recommendation = recommendationWords(parts);
  const verdict = paragraph(comparisonVerdict(parts, textOptions.interrupted), { depth: 0 });
  return terminalText(page, {
    sections: [
      section(
        undefined,
        verdict,
        recommendation === undefined ? undefined : paragraph(recommendation, { depth: 0 }),
      ),
      section('The options', list(options.map(({ name, note }) => ({ label: name, text: note })))),
      ...sideBySide(page, parts),
      ...(star === undefined ? [] : [section(undefined, paragraph(star))]),
      ...(rolesCompared(options).size === 0
        ? []
        : [section(undefined, paragraph(roleFiguresMeaning))]),
      ...frontierSection(parts),
      ...revenueSection(parts),
      fileSection(parts, textOptions.out),
      ...nextChoice(parts, textOptions.out),
    ],
  });
}

/** As wide as pull requests show without a scroll bar. */
const columns = 100;

/** The options side by side as Markdown: the tables as they stand, in a block of their own. */
export function comparisonMarkdown(
  parts: ScenarioParts,
  options: Pick<ComparisonTextOptions, 'out' | 'interrupted'>,
): string {
  const text = comparisonText(parts, { ...options, columns, colour: false });
  // A fence longer than any in the text ends only where it is meant to.
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `### carve scenarios\n\n${fence}text\n${text}${fence}\n`;
}

/** What the choice is about, in a sentence or two. */
export function comparisonVerdict(
  { options, currencies = {} }: ScenarioParts,
  interrupted: boolean,
): string {
  const find = (name: string): OptionFigures | undefined =>
    options.find((option) => option.name === name);
  const cut = interrupted
    ? 'The run was interrupted; these are the options planned until then. '
    : '';
  const fewest = find('continuity');
  const even = find('evenness');
  const now = find('today');
  if (fewest === undefined || even === undefined || now === undefined) {
    return `${cut}${counted(options.length, 'option')}.`;
  }
  if (fewest.proven === undefined) {
    return `${cut}No option keeps every must rule, so there is no frontier to trace: carve plan says which rules stand in the way.`;
  }
  const off = (option: OptionFigures): string =>
    percentShown([...option.evaluation.after.evenness.values()][0]?.mean_abs_deviation_pct ?? 0);
  const moves = (option: OptionFigures): string => {
    const { accounts: count, arr } = option.evaluation.changingHands.total;
    const revenue =
      arr === null || arr === 0 ? '' : ` with ${moneyWords(arr, currencies.arr)} in ARR`;
    return `${numberWords(count)} ${plural(count, 'account', 'accounts')}${revenue} changing hands`;
  };
  return `${cut}Reps are ${off(now)} from a fair share on average today. The rules can be kept with ${moves(fewest)} (then ${off(fewest)} from it); as even as can be takes ${moves(even)} (${off(even)}).`;
}

/**
 * The option that carve would take, of all that were planned: the fewest moves
 * that buy most of the evenness. Undefined where there is nothing to choose.
 */
export function recommendedOption({ options, frontier }: ScenarioParts):
  | {
      readonly option: OptionFigures;
      readonly share: number;
      readonly fewest: OptionFigures;
      readonly even: OptionFigures;
      /** How uneven whoever has bought none and all of the evenness is. */
      readonly ends: { readonly from: number; readonly to: number };
    }
  | undefined {
  const fewest = options.find(({ name }) => name === 'continuity');
  const even = options.find(({ name }) => name === 'evenness');
  if (fewest?.proven === undefined || even?.proven === undefined) return undefined;
  // Where there is a frontier, a share is the one that it tells.
  const ends = {
    from: (frontier[0] ?? fewest).unevenness,
    to: (frontier[frontier.length - 1] ?? even).unevenness,
  };
  const shareOf = (option: OptionFigures): number => evennessShare(ends, option.unevenness);
  const enough = [...options, ...frontier].filter(
    (option) => option.evaluation.feasible && shareOf(option) >= mostOfEvenness,
  );
  const option = enough.reduce(
    (best, one) =>
      one.evaluation.after.accounts_moved < best.evaluation.after.accounts_moved ? one : best,
    even,
  );
  return { option, share: shareOf(option), fewest, even, ends };
}

/** An option with this many times the fewest moves that would do is near enough. */
const nearEnough = 1.25;

/** Which option carve would take, with its case in two or three sentences. */
export function recommendationWords(parts: ScenarioParts): string | undefined {
  const found = recommendedOption(parts);
  if (found === undefined) return undefined;
  const { option, share, fewest, even, ends } = found;
  const moved = (one: OptionFigures): number => one.evaluation.after.accounts_moved;
  const movesOf = (count: number): string =>
    `${numberWords(count)} ${plural(count, 'move', 'moves')}`;
  if (!(fewest.unevenness > even.unevenness)) {
    return `carve would take ${fewest.name}: with ${movesOf(moved(fewest))} it is as even as the most even option. More moves buy nothing.`;
  }
  const few = parts.ladder?.few;
  if (few !== undefined && few.moves * nearEnough < moved(option)) {
    return `carve would take none of these as it stands, but ${even.name} with at most ${movesOf(few.moves)}: ${boughtWords(few.moves, evennessShare(ends, few.unevenness), even)}. Plan it with the rules-used.csv of ${even.name} and --max-moves ${few.moves}.${besideBalanced(undefined, parts)}`;
  }
  const rest = moved(even) - moved(option);
  const case_ =
    rest <= 0
      ? 'Nothing planned with fewer moves buys as much.'
      : `The other ${plural(rest, 'one', numberWords(rest))} would buy the last ${numberWords(100 - Math.floor(100 * share), 0)} %; ${plural(rest, 'it takes', 'each takes')} another account from a rep who stays.`;
  return `carve would take ${option.name}: ${boughtWords(moved(option), share, even)}. ${case_}${besideBalanced(option, parts)}`;
}

/**
 * How a recommendation, which looks at moves and evenness alone, relates to the plan by the user's own weights; ''
 * where it is that plan, or as good by them.
 */
function besideBalanced(option: OptionFigures | undefined, { options }: ScenarioParts): string {
  const balanced = options.find(({ name }) => name === 'balanced');
  if (balanced === undefined || balanced.name === option?.name) return '';
  if (!balanced.evaluation.feasible) return '';
  const [own, other] = [balanced, option].map((one) => one?.evaluation.objective);
  const [ofOwn, ofOther] = [own, other].map((score) => score?.toPrecision(3));
  if (own === undefined || (other !== undefined && (other <= own || ofOwn === ofOther))) return '';
  const scores = ofOther === undefined ? '' : ` and a score of ${ofOwn} against ${ofOther}`;
  return ` That goes by moves and evenness alone: balanced is the plan by all that your rules weigh, with ${counted(balanced.evaluation.after.accounts_moved, 'move')}${scores}.`;
}

/** Of what is bought, nothing is told that is not there. */
export function wholePercent(share: number): string {
  return numberWords(Math.max(0, Math.floor(100 * share + 1e-9)), 0);
}

/** "11 moves buy 83 % of the evenness that 22 buy". */
function boughtWords(moves: number, share: number, { evaluation }: OptionFigures): string {
  const all = evaluation.after.accounts_moved;
  return `${numberWords(moves)} ${plural(moves, 'move buys', 'moves buy')} ${wholePercent(share)} % of the evenness that ${numberWords(all)} ${plural(all, 'buys', 'buy')}`;
}

/** A table of measures by option; as many options beside each other as the page is wide. */
function sideBySide(page: Page, parts: ScenarioParts): Section[] {
  const { options } = parts;
  const whole = table<Measure>(measuresOf(parts), [
    words('', ({ title }) => title),
    ...options.map((option) => ({
      ...textColumn<Measure>(option.name, ({ say }) => say(option)),
      mostTitle: 12,
    })),
  ]);
  return tablesBeside(page, whole).map((one, at) =>
    section(at === 0 ? 'Side by side, all judged by the same rules' : 'And', one),
  );
}

/** The frontier as a table: what so many moves buy. */
function frontierSection({ frontier, currencies = {} }: ScenarioParts): Section[] {
  if (frontier.length === 0) return [];
  const metrics = inOrder([...frontier[0].evaluation.after.evenness.keys()]).slice(0, 3);
  const hasArr = frontier.some(({ evaluation }) => evaluation.after.arr_moved > 0);
  const star = starWords(frontier.map(provenWithin));
  return [
    section(
      'What moves buy: the most even plans with at most so many of them',
      table<FrontierFigures>(frontier, [
        figures('At most', 'count', ({ moves }) => moves),
        figures('moves', 'count', ({ evaluation }) => evaluation.after.accounts_moved),
        ...(hasArr
          ? [
              withCurrency(
                figures<FrontierFigures>(
                  'ARR moved',
                  'amount',
                  ({ evaluation }) => evaluation.after.arr_moved,
                ),
                currencies.arr,
              ),
            ]
          : []),
        ...metrics.map((metric) =>
          figures<FrontierFigures>(
            `${metric} off`,
            'percent',
            ({ evaluation }) => evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0,
          ),
        ),
        textColumn('evenness', (point) => `${wholePercent(evennessBought(frontier, point))} %`),
        textColumn('proven', provenWithin),
      ]),
      // The columns' heads are short: this says what they hold.
      star === undefined ? undefined : paragraph(star, { depth: 0 }),
      paragraph(
        `Evenness is the share bought of what all moves buy; proven, how far from the best possible. ${bargain(frontier)}`,
        { depth: 0 },
      ),
    ),
  ];
}

/** What the first moves buy, in words. */
export function bargain(frontier: readonly FrontierFigures[]): string {
  const first = frontier[0];
  const last = frontier[frontier.length - 1];
  if (!(first.unevenness > last.unevenness)) {
    return 'More moves than the rules ask for buy no more evenness.';
  }
  const enough =
    frontier.find((point) => evennessBought(frontier, point) >= mostOfEvenness) ?? last;
  const extra = enough.moves - first.moves;
  const all = last.moves - first.moves;
  return `The first ${numberWords(extra)} moves beyond the ${numberWords(first.moves)} that the rules ask for buy ${wholePercent(evennessBought(frontier, enough))} % of the evenness that all ${numberWords(all)} buy.`;
}

/** The estimate of revenue as a range, with the arithmetic of one option spelled out. */
function revenueSection(parts: ScenarioParts): Section[] {
  const revenue = revenueTable(parts);
  if (revenue === undefined) return [];
  return [
    section(
      revenue.title,
      table<(typeof revenue.rows)[number]>(revenue.rows, [
        words('', ({ name }) => name, { most: 20 }),
        ...revenue.heads.map((head, at) =>
          textColumn<(typeof revenue.rows)[number]>(head, ({ cells }) => cells[at]),
        ),
      ]),
      revenue.sentences.map((sentence) => paragraph(sentence)),
    ),
  ];
}

/** What one does with an option that pleases: the balanced one stands for it. */
function nextChoice({ options }: ScenarioParts, out: string): Section[] {
  const names = options.map(({ name }) => name);
  const name = names.includes('balanced') ? 'balanced' : names.at(-1);
  if (name === undefined) return [];
  const folder = `${out}/${name}`;
  return [
    nextSection([
      [`carve explain ${asWord(folder)}`, 'why, account by account; so for each option'],
      nextFor.review(folder),
    ]),
  ];
}

function fileSection({ options, frontier }: ScenarioParts, out: string): Section {
  const folders = options.length + frontier.length;
  const what = frontier.length > 0 ? 'options and frontier points' : 'options';
  const files = section(
    `Files in ${out}`,
    paragraph('scenarios.json: these figures and more; scenarios.csv: those of each option'),
    paragraph(
      `a plan folder for each of the ${folders} ${what}: adopt one as it is, or plan again with its rules-used.csv and the weights that its plan.json names`,
    ),
  );
  return { ...files, cut: true };
}
