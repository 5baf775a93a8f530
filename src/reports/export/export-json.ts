import type { OwnerExport } from '../../export/owner-export.js';
import { exportFileNames } from './files.js';

/** The same counts for scripts. */
export function exportJson(exported: OwnerExport, version: string): string {
  const { crm, owners, rollback, inactive, notPossible } = exported;
  const names = exportFileNames(crm.name);
  const { unchanged, released, excluded, unplaced, misread } = exported;
  const json = {
    carve: version,
    crm: crm.name,
    owner_column: exported.ownerColumn?.header ?? null,
    files: [
      { for: 'owners', name: names.owners, rows: owners.length },
      { for: 'rollback', name: names.rollback, rows: rollback.length },
      { for: 'rollback-inactive', name: names.inactive, rows: inactive.length },
      { for: 'rollback-not-possible', name: names.notPossible, rows: notPossible.length },
    ],
    left_out: { unchanged, excluded, released, unplaced },
    misread_owners: misread,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
