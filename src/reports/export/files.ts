import type { Crm, CrmName, LinkedRecords } from '../../crm/crm.js';
import type { OwnerExport, OwnerRow, RecordOwners } from '../../crm/owner-export.js';
import type { RoleField } from '../../crm/role-fields.js';
import { loaderPieces } from '../../inputs/csv/write.js';
import { problemSentence } from '../../model/input-problem.js';
import { cellText } from '../../model/table.js';
import { fileNames } from '../transition/file-names.js';

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

/** Whether a file has the name of one that an export writes for a role, of whatever plan. */
export function isRoleFile(crm: CrmName, name: string): boolean {
  return name.startsWith(`${crm}-role-`) && name.endsWith('.csv');
}

/** The names of the files of each role's field. */
export function roleFileNames(
  crm: CrmName,
  roles: readonly Pick<RoleField, 'key'>[],
): readonly ExportFileNames[] {
  return fileNames(roles.map(({ key }) => key)).map((key) => {
    const stem = `${crm}-role-${key}`;
    return {
      owners: `${stem}.csv`,
      rollback: `${stem}-rollback.csv`,
      inactive: `${stem}-rollback-inactive.csv`,
      notPossible: `${stem}-rollback-not-possible.csv`,
    };
  });
}

/** An export with the fields of the plan's roles. */
export interface WholeExport extends OwnerExport {
  /** Empty where the plan has none. */
  readonly roles: readonly RoleField[];
}

/**
 * The loader's files by name. All of them are always there, if only with a
 * header, so that none is left from an earlier export.
 */
export function exportFiles(exported: WholeExport): ReadonlyMap<string, Iterable<string>> {
  const { crm, linked, roles } = exported;
  const names = roleFileNames(crm.name, roles);
  return new Map([
    ...filesOf(exportFileNames(crm.name), crm, exported),
    ...linked.flatMap((one) => filesOf(exportFileNames(crm.name, one.kind), one.crm, one)),
    ...roles.flatMap(({ field }, at) =>
      'problems' in field ? [] : filesOf(names[at], field.crm, field, 'Loaded value'),
    ),
  ]);
}

function filesOf(
  names: ExportFileNames,
  crm: Crm,
  { owners, rollback, inactive, notPossible, stamps }: RecordOwners,
  loaded = 'Loaded owner',
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
      loaderPieces([crm.idHeader, loaded], notPossible.map(cells)),
    ],
  ];
}

/** How many rows each file has, for scripts. */
export function exportJson(exported: WholeExport, version: string): string {
  const { crm, linked, roles } = exported;
  const roleNames = roleFileNames(crm.name, roles);
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
    ...(roles.length > 0 && {
      roles: roles.map(({ name, field }, at) =>
        'problems' in field
          ? { role: name, field: null, files: [], why_not: field.problems.map(problemSentence) }
          : {
              role: name,
              field: field.crm.ownerHeader,
              files: countsOf(roleNames[at], field, ''),
              emptied: field.emptied,
            },
      ),
    }),
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
