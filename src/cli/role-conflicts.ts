import type { RoleConflicts } from '../planning/plan-or-explain.js';
import { conflictsText } from '../reports/conflict-words.js';
import { logText } from '../reports/document/terminal.js';
import type { World } from './world.js';

/** Says on stderr why the rows of a role do not all hold, and which options break them where there are several. */
export function tellRoleConflicts(
  { stderr }: World,
  { role, problem, conflicts }: RoleConflicts,
  { relax = false, where = '' }: { readonly relax?: boolean; readonly where?: string } = {},
): void {
  const { columns } = stderr;
  stderr.write(`${role.name}, by its own rows${where}:\n`);
  stderr.write(conflictsText(problem, { ...conflicts, ofRole: true, columns }));
  if (relax)
    stderr.write(
      logText(
        ['--relax does not reach the rows of a role: change them in the rules file yourself.'],
        columns,
        4,
      ),
    );
}
