import type { PageData } from '../reports/page/page-data.js';

/** How many colours of groups the style has. */
const hueCount = 8;

/** What is shown in one colour. */
export interface MapGroup {
  readonly title: string;
  /** Of the style: 0 to 7 are groups', the others have a meaning. */
  readonly colour: string;
  readonly rows: readonly number[];
}

/** What the reader chose: all, a team or a rep, with the owners of today or of the plan. */
export type MapChoice = { readonly isToday: boolean } & (
  | { readonly is: 'all' }
  | { readonly is: 'team'; readonly manager: string }
  | { readonly is: 'rep'; readonly rep: number }
);

/** The points of a choice, in groups of which no two share a colour; one group where there would be too many. */
export function groupsOf(
  { accounts, holders, managers }: PageData,
  reps: number,
  placed: readonly number[],
  choice: MapChoice,
): readonly MapGroup[] {
  const owners = choice.isToday ? accounts.from : accounts.to;
  if (choice.is === 'rep') {
    const { rep } = choice;
    const part = (title: string, colour: string, had: boolean, has: boolean): MapGroup => ({
      title,
      colour,
      rows: placed.filter(
        (row) => (accounts.from[row] === rep) === had && (accounts.to[row] === rep) === has,
      ),
    });
    return [
      part('kept', '--hue-0', true, true),
      part('gained', '--good', false, true),
      part('given up', '--before', true, false),
    ].filter(({ rows }) => rows.length > 0);
  }
  const inTeam = (holder: number): boolean =>
    choice.is === 'all' || (holder < reps && managers[holder] === choice.manager);
  const rows = placed.filter((row) => inTeam(owners[row]));
  const byRep = grouped(rows, (row) => (owners[row] < reps ? holders[owners[row]] : 'nobody here'));
  if (byRep.length <= hueCount) return byRep;
  const byTeam =
    choice.is === 'all'
      ? grouped(rows, (row) =>
          managers[owners[row]] ? `team of ${managers[owners[row]]}` : 'no team',
        )
      : [];
  if (byTeam.length > 1 && byTeam.length <= hueCount) return byTeam;
  return [
    {
      title: 'accounts, in one colour as there are too many reps for a colour each:',
      colour: '--after',
      rows,
    },
  ];
}

/** Groups by name, the greatest first, each in a colour of its own. */
function grouped(rows: readonly number[], nameOf: (row: number) => string): readonly MapGroup[] {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const there = found.get(name);
    if (there) there.push(row);
    else found.set(name, [row]);
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([title, all], index) => ({ title, colour: `--hue-${index}`, rows: all }));
}
