/** The CRMs whose owner files carve writes. */
export const crmNames = ['salesforce', 'hubspot', 'dynamics'] as const;

export type CrmName = (typeof crmNames)[number];

/** Records of an account that have owners of their own. */
export type LinkedRecords = 'opportunities' | 'contacts';

/** How a CRM's loader knows the accounts' ids, or those of other records. */
export interface RecordForm {
  /** Header of the record's id in the files. */
  readonly idHeader: string;
  /** Header of the owner in the files. */
  readonly ownerHeader: string;
  /** Headers of columns that hold the record's id, better than carve's id column; compared without regard to case. */
  readonly idColumns: readonly string[];
  /** Keys of headers (see `headerKey`) of columns that hold the owner as the loader takes it, where `owner` does not. */
  readonly ownerKeys: readonly string[];
  /** What an id must be, as in "is no …". */
  readonly idWanted: string;
  readonly isId: (text: string) => boolean;
}

/** How a CRM's loader knows records and owners. */
export interface Crm extends RecordForm {
  readonly name: CrmName;
  /** As its maker spells it. */
  readonly label: string;
  /** The same of what belongs to accounts. */
  readonly records: Readonly<Record<LinkedRecords, RecordForm>>;
  /** Keys of headers of rep columns that hold the owner to write, best first. */
  readonly repKeys: readonly string[];
  /** What an owner must be, as in "is no …". */
  readonly ownerWanted: string;
  /** Whether the loader takes this for an owner to write. */
  readonly isOwner: (text: string) => boolean;
  /** Whether it takes this for an owner as its own export has it. */
  readonly isExportedOwner: (text: string) => boolean;
  /** Equal for texts that name the same record or owner. */
  readonly key: (text: string) => string;
  /** Whether the loader asks for the `(Do Not Modify)` columns of the export. */
  readonly needsStamps: boolean;
}
