import { ruleColumns } from '../../model/rule.js';
import { isAssignments } from './assignments.js';
import { fileRoles, type MappedFile } from './file-roles.js';
import { headerKey } from './header-key.js';
import { planColumns } from './headers.js';

/** What a file is by its headers. */
export interface Recognised {
  readonly role: RecognisedRole;
  /** Its headers that tell so, those that tell most first. */
  readonly headers: readonly string[];
  /** How much speaks for it, to hold against other files of the role. */
  readonly score: number;
}

const roles = ['accounts', 'reps', 'opportunities', 'activities', 'contacts'] as const;

export type RecognisedRole =
  | (typeof roles)[number]
  | 'rules'
  | 'relationships'
  /** Written by carve, and nothing to plan from. */
  | 'assignments';

/** Columns without which a file is nothing of that role: one of each group. */
const needs: Readonly<Record<(typeof roles)[number], readonly (readonly string[])[]>> = {
  accounts: [['account_id', 'account_name']],
  reps: [['rep_id', 'rep_name', 'email']],
  opportunities: fileRoles.opportunities.linked.needs,
  activities: fileRoles.activities.linked.needs,
  contacts: [
    ['contact_id', 'contact_name'],
    ['email', 'title'],
  ],
};

/** What people call such files; of a name that says several, the first counts. */
const names: readonly (readonly [(typeof roles)[number], RegExp])[] = [
  ['opportunities', /opportunit|deal|pipeline/i],
  ['activities', /activit|task|event|calls|meeting|engagement/i],
  ['contacts', /contact|people/i],
  ['reps', /\breps?\b|user|seller|sales.?(?:team|rep)|owner|employee/i],
  ['accounts', /account|compan|organi[sz]ation|customer/i],
];

/** So much must speak for a role: two headers that no other role knows, or a fitting name and some that others know too. */
const enough = 1.25;

/** A name counts as much as a header of which there is no doubt. */
const nameWeight = 1;

/**
 * What a file is by its headers, as readers know them: each header speaks for every role that
 * has a column for it, the less the more there are, and its name for one. Undefined where none
 * has enough for it, or two have as much.
 */
export function toldByHeaders(name: string, header: readonly string[]): Recognised | undefined {
  const own = ownFile(header);
  if (own !== undefined) return { role: own, headers: header.slice(0, 3), score: enough };
  const named = names.find(([, words]) => words.test(name))?.[0];
  const columnsOf = new Map(roles.map((role) => [role, columnsIn(header, role)]));
  const takenBy = header.map(
    (_, at) =>
      [...columnsOf.values()].filter((one) => [...one.values()].flat().includes(at)).length,
  );
  const scored = [...columnsOf].flatMap(([role, columns]) => {
    if (!needs[role].every((group) => group.some((column) => columns.has(column)))) return [];
    const used = [...new Set([...columns.values()].flat())].sort(
      (a, b) => takenBy[a] - takenBy[b] || a - b,
    );
    const score = used.reduce((sum, at) => sum + 1 / takenBy[at], named === role ? nameWeight : 0);
    return [{ role, score, headers: used.map((at) => header[at]) }];
  });
  scored.sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  return best === undefined || best.score < enough || best.score === next?.score ? undefined : best;
}

/** Columns that carve knows in a file of that role, with where their headers stand. */
function columnsIn(
  header: readonly string[],
  role: MappedFile,
): ReadonlyMap<string, readonly number[]> {
  const { columns: specs } = fileRoles[role];
  const { columns } = planColumns(header, { file: '', row: 1, kind: role, specs, mappings: [] });
  const known = new Set(specs.map(({ name }) => name));
  return new Map(
    columns.filter(({ name }) => known.has(name)).map(({ name, sources }) => [name, sources]),
  );
}

/** A file in carve's own words. */
function ownFile(header: readonly string[]): RecognisedRole | undefined {
  if (isAssignments(header)) return 'assignments';
  const keys = new Set(header.map(headerKey));
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => keys.has(headerKey(name)));
  if (has('account_id', 'rep_id', 'strength')) return 'relationships';
  const known = ruleColumns.filter((name) => has(name));
  return has('rule') && known.length >= 3 ? 'rules' : undefined;
}
