import type { CrmName, LinkedRecords } from '../../crm/crm.js';

/** What to do with the files in a CRM, one sentence or two each. */
export interface CrmWords {
  /** How the owners' file is loaded. */
  readonly load: string;
  /** How the owners' files of what belongs to accounts are; after the accounts'. */
  readonly linked: Readonly<Record<LinkedRecords, string>>;
  /** How the rollback is. */
  readonly rollback: string;
  /** What rows to inactive users need. */
  readonly inactive: string;
  /** Why some accounts cannot be given back. */
  readonly notPossible: string;
}

export const crmWords: Readonly<Record<CrmName, CrmWords>> = {
  salesforce: {
    load: 'Data Loader, Update, object Account; map Id to Id and OwnerId to OwnerId. Data Loader writes a success and an error file: read the latter.',
    linked: {
      opportunities: 'The same after the accounts, object Opportunity.',
      contacts: 'The same after the accounts, object Contact.',
    },
    rollback: 'The same with this file takes it back.',
    inactive:
      'Salesforce refuses these rows (INACTIVE_OWNER_OR_USER) unless the user who loads has the permission "Update Records with Inactive Owners", which Setup > User Interface must offer first. Load them apart, so that they do not hold up the others.',
    notPossible:
      'Nobody owns these accounts today, and no Salesforce account can be without an owner: there is no way back for them.',
  },
  hubspot: {
    load: 'Import, one file, companies, "Update existing companies" only; Record ID is the unique identifier, Company owner the owner.',
    linked: {
      opportunities: 'The same after the companies, for deals; Deal owner is the owner.',
      contacts: 'The same after the companies, for contacts; Contact owner is the owner.',
    },
    rollback: 'The same with this file takes it back.',
    inactive:
      'HubSpot gives companies to active users only: activate these owners again for the import, or leave the rows out.',
    notPossible:
      'Nobody owns these companies today, and an import passes over empty cells: clear their owner in a HubSpot list view by hand.',
  },
  dynamics: {
    load: 'Import from CSV in the account view that was exported. Rows changed in Dynamics since that export are refused: then export and plan again.',
    linked: {
      opportunities: 'The same after the accounts, in the opportunity view that was exported.',
      contacts: 'The same after the accounts, in the contact view that was exported.',
    },
    rollback:
      'Dynamics updates only rows of a fresh export. To take it back, export the view again, put these owners in by the id in the first column, and import that.',
    inactive:
      'Dynamics gives accounts to enabled users only: enable these owners again for the import, or leave the rows out.',
    notPossible:
      'Nobody owns these accounts today, and no Dynamics account can be without an owner: there is no way back for them.',
  },
};
