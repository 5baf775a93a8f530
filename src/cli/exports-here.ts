import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type RecognisedRole, toldByHeaders } from '../inputs/csv/told-by-headers.js';
import { InputError } from '../model/input-problem.js';
import { asWord } from '../reports/document/shell-word.js';
import { andList, counted } from '../reports/document/words.js';
import { planFileNames } from '../reports/summary.js';
import { headsOf } from './table-head.js';
import type { World } from './world.js';

/** A table of the folder, and what it was taken for. */
export interface FoundTable {
  readonly name: string;
  /** The sheet, where the workbook has several. */
  readonly sheet: string | undefined;
  readonly role: RecognisedRole;
  readonly headers: readonly string[];
  readonly score: number;
}

/** What `carve init` found in a folder. */
export interface ExportsHere {
  /** One table for each role that has one; accounts and reps always. */
  readonly taken: ReadonlyMap<RecognisedRole, FoundTable>;
  /** Files with tables that nothing was made of, and why. */
  readonly passedOver: readonly string[];
}

/** Files that may hold a table. */
const tableFile = /\.(?:csv|tsv|txt|xlsx|csv\.gz)$/i;

/** More files than this are not looked into; nobody keeps exports among so many. */
const mostFiles = 1000;

/** By so much one table must be surer than another of its role to be taken without asking. */
const clearly = 0.9;

const example = 'carve init my-example writes an example to try instead';

/**
 * Looks for exports in the current folder by their headers.
 *
 * @returns undefined where there are neither accounts nor reps.
 * @throws InputError where there is one of the two alone, or several that could be it.
 */
export async function exportsHere(world: World): Promise<ExportsHere | undefined> {
  const entries = await readdir(resolve(world.cwd), { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  // What carve plan wrote here has headers as exports have.
  const ofPlan = new Set<string>(files.includes('plan.json') ? planFileNames : []);
  const names = files
    .filter((name) => tableFile.test(name) && !name.startsWith('.') && !ofPlan.has(name))
    .sort()
    .slice(0, mostFiles);
  const found: FoundTable[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const heads = (await headsOf(world, name)).filter(({ hasRows }) => hasRows);
    for (const { sheet, header } of heads) {
      const told = toldByHeaders(`${name} ${sheet ?? ''}`, header);
      const one = { name, sheet: heads.length > 1 ? sheet : undefined };
      if (told === undefined || told.role === 'assignments') unknown.push(tableName(one));
      else found.push({ ...one, ...told });
    }
  }
  return chosen(found, unknown, names.length);
}

function chosen(
  found: readonly FoundTable[],
  unknown: readonly string[],
  looked: number,
): ExportsHere | undefined {
  const ofRole = (role: RecognisedRole): readonly FoundTable[] =>
    found.filter((one) => one.role === role).sort((a, b) => b.score - a.score);
  const [accounts, reps] = [ofRole('accounts'), ofRole('reps')];
  if (accounts.length === 0 && reps.length === 0) return undefined;
  if (accounts.length === 0 || reps.length === 0) throw oneMissing(accounts, reps, looked);
  const taken = new Map<RecognisedRole, FoundTable>();
  const passedOver = [...unknown];
  for (const role of [
    'accounts',
    'reps',
    'opportunities',
    'activities',
    'relationships',
    'rules',
  ] as const) {
    const [first, second] = ofRole(role);
    if (first === undefined) continue;
    const isClear = second === undefined || first.score >= second.score + clearly;
    if (isClear) taken.set(role, first);
    passedOver.push(
      ...ofRole(role)
        .slice(isClear ? 1 : 0)
        .map(tableName),
    );
  }
  if (!taken.has('accounts') || !taken.has('reps')) throw several(accounts, reps);
  passedOver.push(...ofRole('contacts').map(tableName));
  return { taken, passedOver };
}

function oneMissing(
  accounts: readonly FoundTable[],
  reps: readonly FoundTable[],
  looked: number,
): InputError {
  const [there] = [...accounts, ...reps];
  const isAccounts = accounts.length > 0;
  const [holds, lacks] = isAccounts ? ['accounts', 'reps'] : ['reps', 'accounts'];
  const what = `holds ${holds}, and no file here holds ${lacks} (looked at ${counted(looked, 'file')})`;
  const remedy = isAccounts
    ? `export your users, or write reps.csv with a row for each rep under rep_id,rep_name,email, and run carve init again; ${example}`
    : `export your accounts, and run carve init again; ${example}`;
  return new InputError([{ file: there === undefined ? '.' : tableName(there), what, remedy }]);
}

function several(accounts: readonly FoundTable[], reps: readonly FoundTable[]): InputError {
  const command = (account: FoundTable, rep: FoundTable): string =>
    [
      'carve init --from',
      asWord(account.name),
      asWord(rep.name),
      ...sheetFlags([account, rep]),
    ].join(' ');
  return new InputError(
    [accounts, reps].flatMap((those) => {
      const [first, second] = those;
      if (second === undefined || first.score >= second.score + clearly) return [];
      const role = first.role === 'accounts' ? 'accounts' : 'reps';
      const names = those.map(tableName);
      return [
        {
          file: 'carve init',
          what: `found ${counted(those.length, 'table')} that may be the ${role}: ${andList(names, 6)}`,
          remedy: `say which: ${command(accounts[0], reps[0])}`,
        },
      ];
    }),
  );
}

/** `book.xlsx (sheet Users)` */
export function tableName({ name, sheet }: Pick<FoundTable, 'name' | 'sheet'>): string {
  return sheet === undefined ? name : `${name} (sheet ${sheet})`;
}

/** The flags that say which sheets are meant. */
export function sheetFlags(tables: Iterable<FoundTable>): readonly string[] {
  return [...tables].flatMap(({ role, sheet }) =>
    sheet === undefined ? [] : ['--sheet', asWord(`${role}=${sheet}`)],
  );
}
