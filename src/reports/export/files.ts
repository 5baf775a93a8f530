import type { Crm, CrmName, LinkedRecords } from '../../crm/crm.js';
import type { OwnerExport, OwnerRow, RecordOwners } from '../../crm/owner-export.js';
import { loaderPieces } from '../../inputs/csv/write.js';
import { cellText } from '../../model/table.js';

/** The names of the files of one sort of record, by what they are for. */
export interface ExportFileNames {
  readonly owners: string;
  readonly rollback: string;
  readonly inactive: string;
  readonly notPossible: string;
}

/** The names of the files for a CRM: of its accounts, or of what goes along with them. */
export function exportFileNames(crm: CrmName, records?: LinkedRecords): ExportFileNames {
  const stem = records === undefined ? crm : `${crm}-${records}`;
  return {
    owners: `${stem}-owners.csv`,
    rollback: `${stem}-rollback.csv`,
    inactive: `${stem}-rollback-inactive.csv`,
    notPossible: `${stem}-rollback-not-possible.csv`,
  };
}

/**
 * The loader's files by name. All of them are always there, if only with a
 * header, so that none is left from an earlier export.
 */
export function exportFiles(exported: OwnerExport): ReadonlyMap<string, Iterable<string>> {
  const { crm, linked } = exported;
  return new Map([
    ...filesOf(exportFileNames(crm.name), crm, exported),
    ...linked.flatMap((one) => filesOf(exportFileNames(crm.name, one.kind), one.crm, one)),
  ]);
}

function filesOf(
  names: ExportFileNames,
  crm: Crm,
  { owners, rollback, inactive, notPossible, stamps }: RecordOwners,
): [string, Iterable<string>][] {
  const header = [crm.idHeader, crm.ownerHeader];
  const cells = ({ id, owner }: OwnerRow): string[] => [id, owner];
  const stamped = ({ index, id, owner }: OwnerRow): string[] => [
    id,
    ...stamps.map((stamp) => cellText(stamp, index)),
    owner,
  ];
  const stampedHeader = [crm.idHeader, ...stamps.map((stamp) => stamp.header), crm.ownerHeader];
  return [
    [names.owners, loaderPieces(stampedHeader, owners.map(stamped))],
    [names.rollback, loaderPieces(header, rollback.map(cells))],
    [names.inactive, loaderPieces(header, inactive.map(cells))],
    [
      names.notPossible,
      // Under another header, lest it be loaded: it would change nothing.
      loaderPieces([crm.idHeader, 'Loaded owner'], notPossible.map(cells)),
    ],
  ];
}

/** How many rows each file has, for scripts. */
export function exportJson(exported: OwnerExport, version: string): string {
  const { crm, linked } = exported;
  const { unchanged, released, excluded, unplaced, misread } = exported;
  const json = {
    carve: version,
    crm: crm.name,
    owner_column: exported.ownerColumn?.header ?? null,
    files: [
      ...countsOf(exportFileNames(crm.name), exported, ''),
      ...linked.flatMap((one) =>
        countsOf(exportFileNames(crm.name, one.kind), one, `${one.kind}-`),
      ),
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

function countsOf(
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
