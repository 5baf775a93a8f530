import { cellText, type Table } from '../model/table.js';

/** Reps with the statuses that somebody told of, in place of those in their file. */
export function withStatuses(reps: Table, statuses: ReadonlyMap<string, string>): Table {
  const id = reps.columns.get('rep_id');
  const known = reps.columns.get('status');
  const words = [''];
  const codes = Uint32Array.from({ length: reps.size }, (_, rep) => {
    const word = statuses.get(cellText(id, rep)) ?? cellText(known, rep);
    const code = words.indexOf(word);
    return code >= 0 ? code : words.push(word) - 1;
  });
  const filled = codes.reduce((sum, code) => sum + Number(code > 0), 0);
  const header = known?.header ?? 'status';
  const column = { kind: 'text', name: 'status', header, filled, codes, words } as const;
  return { ...reps, columns: new Map([...reps.columns, [column.name, column]]) };
}
