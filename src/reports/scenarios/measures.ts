import { inOrder } from '../../evaluation/leading-metrics.js';
import type { OptionFigures, RoleFigures } from '../../evaluation/option-figures.js';
import type { Range } from '../../evaluation/revenue/estimate.js';
import { moneyWords, signedMoney } from '../currency.js';
import { percentCellShown } from '../document/figures.js';
import { compactNumber, numberWords, signedCompact } from '../document/numbers.js';
import { provenWithin } from '../score-words.js';
import {
  brokenRows,
  firstOwners,
  holdersChanged,
  rolesCompared,
  type ScenarioParts,
  unserved,
} from './parts.js';

/** One figure that all options have. */
export interface Measure {
  readonly title: string;
  readonly say: (option: OptionFigures) => string;
}

/** What options are compared by; a figure that no option has is left out. */
export function measuresOf({ options, currencies = {} }: ScenarioParts): Measure[] {
  const some = (has: (option: OptionFigures) => boolean): boolean => options.some(has);
  const metrics = inOrder([...(options[0]?.evaluation.after.evenness.keys() ?? [])]);
  const rows: (Measure | false)[] = [
    {
      title: 'Accounts that change hands',
      say: ({ handedOver }) => numberWords(handedOver.accounts),
    },
    some(({ evaluation: { changingHands: hands } }) => hands.orphaned.accounts > 0) && {
      title: '… from a rep who stays',
      say: ({ evaluation }) => numberWords(evaluation.after.accounts_moved),
    },
    some((option) => firstOwners(option) > 0) && {
      title: 'Accounts that get their first owner',
      say: (option) => numberWords(firstOwners(option)),
    },
    some(({ handedOver }) => (handedOver.arr ?? 0) > 0) && {
      title: 'ARR that changes hands',
      say: ({ handedOver }) => moneyWords(handedOver.arr ?? 0, currencies.arr),
    },
    some(({ handedOver }) => (handedOver.open_pipeline ?? 0) > 0) && {
      title: 'Pipeline that changes hands',
      say: ({ handedOver }) => moneyWords(handedOver.open_pipeline ?? 0, currencies.open_pipeline),
    },
    some(({ handedOver }) => (handedOver.renewals_90d ?? 0) > 0) && {
      title: 'Renewals in 90 days with a new face',
      say: ({ handedOver }) => numberWords(handedOver.renewals_90d ?? 0),
    },
    some((option) => unserved(option) > 0) && {
      title: 'Accounts with nobody',
      say: (option) => numberWords(unserved(option)),
    },
    ...metrics.flatMap((metric): Measure[] => [
      {
        title: `${metric}: off fair share, mean`,
        say: ({ evaluation }) =>
          percentCellShown(evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0),
      },
      {
        title: `${metric}: off fair share, most`,
        say: ({ evaluation }) =>
          percentCellShown(evaluation.after.evenness.get(metric)?.max_abs_deviation_pct ?? 0),
      },
    ]),
    some(({ evaluation }) => evaluation.after.mean_distance_km !== undefined) && {
      title: 'Mean distance, km',
      say: ({ evaluation }) => numberWords(evaluation.after.mean_distance_km ?? Number.NaN, 0),
    },
    some(({ evaluation }) => evaluation.after.relationship !== undefined) && {
      title: 'Relationships kept',
      say: ({ evaluation: { after } }) =>
        after.relationship === undefined
          ? '–'
          : `${numberWords(after.relationship.kept)} of ${numberWords(after.relationship.known)}`,
    },
    some(({ cover }) => cover !== undefined) && {
      title: 'Reps whose pipeline covers their quota',
      say: ({ cover }) =>
        cover === undefined ? '–' : `${numberWords(cover.covered)} of ${numberWords(cover.reps)}`,
    },
    { title: 'Must rules broken', say: (option) => numberWords(brokenRows(option).must) },
    some((option) => brokenRows(option).should > 0) && {
      title: 'Preferences kept in part',
      say: (option) => numberWords(brokenRows(option).should),
    },
    {
      title: 'Score by your rules',
      say: ({ evaluation }) => evaluation.objective.toPrecision(3),
    },
    // Where nothing moves, nothing was sought that could be proven.
    {
      title: 'Proven within',
      say: (option) => (option.name === 'today' ? '–' : provenWithin(option)),
    },
    {
      title: 'Potential worked, likely',
      say: ({ revenue }) =>
        revenue.net === null
          ? compactNumber(revenue.pipeline.likely)
          : moneyWords(revenue.pipeline.likely, currencies.arr),
    },
    some(({ revenue }) => revenue.moved_arr > 0) && {
      title: 'ARR lost, likely',
      say: ({ revenue }) => moneyWords(revenue.loss.likely, currencies.arr),
    },
  ];
  return [...rows.filter((row) => row !== false), ...roleMeasures(options)];
}

/** What is said below figures of roles. */
export const roleFiguresMeaning =
  'Figures of a role are those of its own plan in the option, by its own rows: its people go with the reps who have the accounts.';

/** The figures of each role, where there are roles. */
function roleMeasures(options: readonly OptionFigures[]): Measure[] {
  return [...rolesCompared(options)].flatMap(([key, { name, evaluation: first }]) => {
    const roleIn = (option: OptionFigures): RoleFigures | undefined =>
      option.roles.find((one) => one.key === key);
    const some = (has: (role: RoleFigures) => boolean): boolean =>
      options.some((option) => option.roles.some((one) => one.key === key && has(one)));
    const row = (title: string, say: (role: RoleFigures) => string): Measure => ({
      title: `${name}: ${title}`,
      say: (option) => {
        const role = roleIn(option);
        return role === undefined ? '–' : say(role);
      },
    });
    const evenness = inOrder([...first.after.evenness.keys()]).flatMap((metric) => [
      row(`${metric} off fair share, mean`, ({ evaluation }) =>
        percentCellShown(evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0),
      ),
      row(`${metric} off fair share, most`, ({ evaluation }) =>
        percentCellShown(evaluation.after.evenness.get(metric)?.max_abs_deviation_pct ?? 0),
      ),
    ]);
    return [
      row('accounts that change hands', (role) => numberWords(holdersChanged(role))),
      ...(some((role) => firstOwners(role) > 0)
        ? [row('accounts given their first', (role) => numberWords(firstOwners(role)))]
        : []),
      ...(some((role) => unserved(role) > 0)
        ? [row('accounts with nobody', (role) => numberWords(unserved(role)))]
        : []),
      ...evenness,
      ...(some((role) => brokenRows(role).must > 0)
        ? [row('must rules broken', (role) => numberWords(brokenRows(role).must))]
        : []),
      row('score', ({ evaluation }) => evaluation.objective.toPrecision(3)),
      {
        title: `${name}: proven within`,
        say: (option) => {
          const role = roleIn(option);
          return role === undefined || option.name === 'today' ? '–' : provenWithin(role);
        },
      },
    ];
  });
}

/** The estimate as a table in words, and what it rests on. */
export interface RevenueTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly sentences: readonly string[];
}

/** Undefined where there is nothing to estimate from. */
export function revenueTable({
  options,
  assumptions,
  currencies = {},
}: ScenarioParts): RevenueTable | undefined {
  const [reference] = options;
  if (reference === undefined || reference.revenue.potential === 0) return undefined;
  const isMoney = reference.revenue.net !== null;
  const arr = (range: Range): string => rangeWords(range, currencies.arr);
  const shown = options.find(({ name }) => name === 'balanced') ?? options[options.length - 1];
  return {
    title: 'What it may be worth in a year: an estimate, not a promise',
    heads: [
      'pipeline, low to high',
      'ARR at risk lost',
      ...(isMoney ? [`net against ${reference.name}`] : []),
    ],
    rows: options.map((option) => ({
      name: option.name,
      cells: [
        isMoney ? arr(option.revenue.pipeline) : rangeWords(option.revenue.pipeline, undefined),
        arr(option.revenue.loss),
        ...(isMoney ? [rangeOfDifference(option, reference, currencies.arr)] : []),
      ],
    })),
    sentences: [
      arithmetic(shown, currencies.arr),
      `Assumed: ${share(assumptions.loss_on_moved_arr)} of the ARR that leaves its owner is lost (today that of owners who are gone), ${span(assumptions.ramp_months)} months until an account is worked as well as before, ${span(assumptions.pipeline_per_potential)} of pipeline per unit of potential. ${withoutNet(isMoney, assumptions)}docs/assumptions.md has the sources.`,
    ],
  };
}

/** The sums behind the likely figures of one option. */
function arithmetic({ name, revenue }: OptionFigures, currency: string | undefined): string {
  const worked = `reps have the capacity to work ${compactNumber(revenue.worked_potential)} of ${compactNumber(revenue.potential)} in potential`;
  const newToRep = `${compactNumber(revenue.new_hands_potential)} of it is new to its rep`;
  const loss = `${moneyWords(revenue.moved_arr, currency)} of ARR leaves its owner`;
  return `For ${name}: ${worked}, ${newToRep} and ramps up; ${loss}.`;
}

/** Why pipeline and ARR are not set against each other; nothing where they are. */
function withoutNet(
  isMoney: boolean,
  { potential_is_money }: ScenarioParts['assumptions'],
): string {
  if (isMoney) return '';
  return potential_is_money
    ? 'Potential and ARR are not in one currency as far as the files tell, so nothing is said net: convert one of them, or say with --currency that both are in one. '
    : 'Pipeline here is in units of potential, not in money, and is not set against ARR: say what a unit yields in money in a file, --assumptions FILE (pipeline_per_potential). ';
}

function rangeWords({ low, high }: Range, currency: string | undefined): string {
  return low === high
    ? moneyWords(low, currency)
    : `${moneyWords(low, currency)} – ${compactNumber(high)}`;
}

/** Both options under the same assumption each time: what is unknown is unknown alike. */
function rangeOfDifference(
  option: OptionFigures,
  reference: OptionFigures,
  currency: string | undefined,
): string {
  const [of, against] = [option.revenue.net, reference.revenue.net];
  if (of === null || against === null) return '–';
  const low = of.low - against.low;
  const high = of.high - against.high;
  const [least, most] = low <= high ? [low, high] : [high, low];
  return least === most
    ? signedMoney(least, currency)
    : `${signedMoney(least, currency)} – ${signedCompact(most)}`;
}

function span({ low, high }: Range): string {
  return low === high ? numberWords(low) : `${numberWords(low)} to ${numberWords(high)}`;
}

function share({ low, high }: Range): string {
  return `${numberWords(100 * low, 0)} to ${numberWords(100 * high, 0)} %`;
}
