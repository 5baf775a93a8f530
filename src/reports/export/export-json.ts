import type { OwnerExport, RecordOwners } from '../../crm/owner-export.js';
import { type ExportFileNames, exportFileNames } from './files.js';

/** The same counts for scripts. */
export function exportJson(exported: OwnerExport, version: string): string {
  const { crm, linked } = exported;
  const { unchanged, released, excluded, unplaced, misread } = exported;
  const json = {
    carve: version,
    crm: crm.name,
    owner_column: exported.ownerColumn?.header ?? null,
    files: [
      ...filesOf(exportFileNames(crm.name), exported, ''),
      ...linked.flatMap((one) => filesOf(exportFileNames(crm.name, one.kind), one, `${one.kind}-`)),
    ],
    left_out: {
      unchanged,
      excluded,
      released,
      unplaced,
      ...Object.fromEntries(linked.map(({ kind, staying }) => [`${kind}_staying`, staying])),
    },
    misread_owners: misread,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function filesOf(
  names: ExportFileNames,
  { owners, rollback, inactive, notPossible }: RecordOwners,
  of: string,
) {
  return [
    { for: `${of}owners`, name: names.owners, rows: owners.length },
    { for: `${of}rollback`, name: names.rollback, rows: rollback.length },
    { for: `${of}rollback-inactive`, name: names.inactive, rows: inactive.length },
    { for: `${of}rollback-not-possible`, name: names.notPossible, rows: notPossible.length },
  ];
}
