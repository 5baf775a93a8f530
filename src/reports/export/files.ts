import { loaderPieces } from '../../csv/write.js';
import type { CrmName } from '../../export/crm.js';
import type { OwnerExport, OwnerRow } from '../../export/owner-export.js';
import { cellText } from '../../model/table.js';

/** The names of the files for a CRM, by what they are for. */
export function exportFileNames(crm: CrmName): {
  readonly owners: string;
  readonly rollback: string;
  readonly inactive: string;
  readonly notPossible: string;
} {
  return {
    owners: `${crm}-owners.csv`,
    rollback: `${crm}-rollback.csv`,
    inactive: `${crm}-rollback-inactive.csv`,
    notPossible: `${crm}-rollback-not-possible.csv`,
  };
}

/**
 * The loader's files by name. All of them are always there, if only with a
 * header, so that none is left from an earlier export.
 */
export function exportFiles(exported: OwnerExport): ReadonlyMap<string, Iterable<string>> {
  const { crm, stamps } = exported;
  const names = exportFileNames(crm.name);
  const header = [crm.idHeader, crm.ownerHeader];
  const cells = ({ id, owner }: OwnerRow): string[] => [id, owner];
  const stamped = ({ account, id, owner }: OwnerRow): string[] => [
    id,
    ...stamps.map((stamp) => cellText(stamp, account)),
    owner,
  ];
  const stampedHeader = [crm.idHeader, ...stamps.map(({ header }) => header), crm.ownerHeader];
  return new Map([
    [names.owners, loaderPieces(stampedHeader, exported.owners.map(stamped))],
    [names.rollback, loaderPieces(header, exported.rollback.map(cells))],
    [names.inactive, loaderPieces(header, exported.inactive.map(cells))],
    [
      names.notPossible,
      // Under another header, lest it be loaded: it would change nothing.
      loaderPieces([crm.idHeader, 'Loaded owner'], exported.notPossible.map(cells)),
    ],
  ]);
}
