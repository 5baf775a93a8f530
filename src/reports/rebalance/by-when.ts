import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { moneyColumn } from '../currency.js';
import { figures, firstOf, note, type Section, section, table, words } from '../document/blocks.js';
import { counted } from '../document/words.js';
import { linesAtMost, type RebalanceParts } from './parts.js';

/** Who looks after accounts for whom, and until when. */
export function covered({ rebalanced, handover }: RebalanceParts): Section[] {
  const { problem, evaluation } = rebalanced;
  const interims = handover.handovers.flatMap(({ account, interim }) =>
    interim === undefined
      ? []
      : [{ account, for: evaluation.assignment[account], as: '', ...interim }],
  );
  const away = [
    ...handover.covers,
    ...handover.roleCovers.map(({ role, ...cover }) => ({ ...cover, as: role.role.name })),
  ].map(({ away: rep, ...cover }) => ({ as: '', ...cover, for: rep }));
  const all = [...interims, ...away];
  if (all.length === 0) return [];
  const groups = new Map<
    string,
    {
      rep: number;
      for: number;
      as: string;
      until: number | undefined;
      count: number;
      first: number;
    }
  >();
  for (const { account, rep, until, for: whose, as } of all) {
    const key = `${whose} ${rep} ${until ?? ''} ${as}`;
    const known = groups.get(key) ?? { rep, for: whose, as, until, count: 0, first: account };
    known.count++;
    groups.set(key, known);
  }
  const ranked = [...groups.values()].sort((a, b) => b.count - a.count);
  const { shown, more } = firstOf(
    ranked,
    linesAtMost,
    handover.roleCovers.length === 0
      ? 'in moves.csv and cover.csv'
      : 'in moves.csv, cover.csv and role-cover.csv',
  );
  return [
    section(
      'Who covers whom, and until when',
      table(shown, [
        words(
          'For',
          (one) => `${problem.repNames[one.for]}${one.as === '' ? '' : ` as ${one.as}`}`,
          { flexible: true },
        ),
        words('Cover', ({ rep }) => (rep < 0 ? 'nobody can' : problem.repNames[rep]), {
          flexible: true,
        }),
        figures('Accounts', 'count', ({ count }) => count),
        words('Until', ({ until }) =>
          until === undefined ? 'not said' : isoDate(dayNumber(until)),
        ),
      ]),
      note(more),
    ),
  ];
}

/** The waves, and what is not started any more. */
export function byWhen({ rebalanced, handover }: RebalanceParts): Section[] {
  const { problem } = rebalanced;
  const { handovers, stops } = handover;
  if (handovers.length === 0) return [];
  const waves = ([1, 2, 3] as const).flatMap((wave) => {
    const own = handovers.filter((one) => one.wave === wave);
    if (own.length === 0) return [];
    const arr = own.reduce((sum, { account }) => sum + problem.arr[account], 0);
    return [{ wave, count: own.length, arr, due: Math.max(...own.map(({ due }) => due)) }];
  });
  return [
    {
      ...section(
        'By when',
        table(waves, [
          words('Wave', ({ wave }) => String(wave)),
          figures('Accounts', 'count', ({ count }) => count),
          moneyColumn(
            problem,
            'arr',
            figures('ARR', 'amount', ({ arr }) => (problem.hasArr ? arr : undefined)),
          ),
          figures('Due', 'date', ({ due }) => due),
        ]),
        stops.length === 0
          ? undefined
          : note(
              `${counted(stops.length, 'account')} of those who leave: no new outbound (stop-outbound.csv)`,
            ),
      ),
      aside: changeDays(handovers.map((one) => one.effective)),
    },
  ];
}

/** Events that name a day of their own have owners change on that. */
function changeDays(days: readonly number[]): string {
  const [first, last] = [Math.min(...days), Math.max(...days)].map((day) =>
    isoDate(dayNumber(day)),
  );
  return first === last
    ? `owners change on ${first}`
    : `owners change from ${first} to ${last}, each on the day of its event`;
}
