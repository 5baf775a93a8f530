import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileRoles, mappedFiles } from '../../inputs/csv/file-roles.js';
import { readOwn } from '../../inputs/csv/read-own.js';
import { readInput } from '../files.js';
import { planFolderNamed } from '../plan-folder.js';
import { headsOf } from '../table-head.js';
import type { World } from '../world.js';
import type { Asked, Candidate, OfPlan, Slot } from './asked.js';

/** What would do at the cursor; each begins with what is typed. */
export async function candidatesFor(world: World, asked: Asked): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const slot of asked.slots) found.push(...(await ofSlot(world, slot, asked)));
  const values = new Map(found.map((candidate) => [candidate.value, candidate]));
  return [...values.values()];
}

async function ofSlot(world: World, slot: Slot, asked: Asked): Promise<readonly Candidate[]> {
  switch (slot.kind) {
    case 'words':
      return beginning(slot.words, asked.typed);
    case 'path':
      return pathsFrom(world, asked.typed, slot.only);
    case 'of plan': {
      const plan = asked.named[0];
      if (plan === undefined) return [];
      const all = await Promise.all(slot.what.map((what) => inPlan(world, plan, what)));
      return beginning(all.flat(), asked.typed);
    }
    case 'column':
      return slot.mapped
        ? mappings(world, asked)
        : beginning(await headers(world, asked), asked.typed);
  }
}

/** Those that begin with what is typed; where none does but for letter case, the only one that does so. */
function beginning(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  const exact = candidates.filter(({ value }) => value.startsWith(typed));
  if (exact.length > 0) return exact;
  const folded = candidates.filter(({ value }) =>
    value.toLowerCase().startsWith(typed.toLowerCase()),
  );
  return folded.length === 1 ? folded : [];
}

/** Files and folders, a folder with a slash behind it; hidden ones where a dot is typed. */
async function pathsFrom(
  world: World,
  typed: string,
  only: 'files' | 'folders',
): Promise<readonly Candidate[]> {
  const slash = typed.lastIndexOf('/') + 1;
  const [folder, start] = [typed.slice(0, slash), typed.slice(slash)];
  const real = folder.startsWith('~/') ? join(homedir(), folder.slice(2)) : folder;
  const entries: readonly Dirent[] = await readdir(resolve(world.cwd, real), {
    withFileTypes: true,
  }).catch(() => []);
  return entries
    .filter(({ name }) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
    .filter((entry) => only === 'files' || entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => ({
      value: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`,
      meaning: '',
    }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** By id and by name; a rule by its row. */
async function inPlan(world: World, plan: string, what: OfPlan): Promise<readonly Candidate[]> {
  const folder = planFolderNamed(plan);
  const rowsOf = async (
    name: string,
    columns: readonly string[],
  ): Promise<readonly (readonly string[])[]> => {
    const path = join(folder, name);
    const { file } = await readInput(world, path);
    if (file === undefined) return [];
    const { own } = readOwn(path, file.bytes, columns, true);
    return own.rowNumbers.map((row, at) => [
      String(row),
      ...columns.map((column) => own.columns.get(column)?.[at] ?? ''),
    ]);
  };
  if (what === 'rules') {
    const rows = await rowsOf('rules-used.csv', ['rule', 'name']);
    return rows.map(([row, kind, name]) => ({ value: row, meaning: name === '' ? kind : name }));
  }
  const [file, ...columns] =
    what === 'accounts'
      ? ['assignments.csv', 'account_id', 'account_name']
      : ['territories.csv', 'rep_id', 'rep_name'];
  const rows = await rowsOf(file, columns);
  return rows.flatMap(([, id, name]) => [
    { value: id, meaning: name },
    ...(name === '' || name === id ? [] : [{ value: name, meaning: id }]),
  ]);
}

/** The headers of the files that the command line names. */
async function headers(world: World, { named, given }: Asked): Promise<readonly Candidate[]> {
  const files = [...named, ...given.values()].filter((name) => /\.\w+$/.test(name));
  const heads = await Promise.all(
    files.map(async (name) => ({ name, heads: await headsOf(world, name) })),
  );
  return heads.flatMap(({ name, heads: found }) =>
    found.flatMap(({ header }) =>
      header.map((value) => ({ value, meaning: `in ${basename(name)}` })),
    ),
  );
}

/** Of `--map column=header`: first the columns that carve knows, behind `=` the headers of the files. */
async function mappings(world: World, asked: Asked): Promise<readonly Candidate[]> {
  const { typed } = asked;
  const equals = typed.indexOf('=');
  if (equals !== -1) {
    const column = typed.slice(0, equals + 1);
    const found = beginning(await headers(world, asked), typed.slice(equals + 1));
    return found.map(({ value, meaning }) => ({ value: `${column}${value}`, meaning }));
  }
  const columns = mappedFiles.flatMap((role) =>
    fileRoles[role].columns.map(({ name }) => ({
      value: role === 'accounts' || role === 'reps' ? `${name}=` : `${role}.${name}=`,
      meaning: `a column of the ${fileRoles[role].called}`,
    })),
  );
  return beginning(columns, typed);
}
