import { fold } from '../../model/table.js';
import type { Crm } from '../crm.js';

/** The import updates the companies named by `Record ID`; an owner is a user's e-mail. */
export const hubspot: Crm = {
  name: 'hubspot',
  label: 'HubSpot',
  idHeader: 'Record ID',
  ownerHeader: 'Company owner',
  idColumns: ['record id', 'record id - company'],
  ownerKeys: ['owneremail', 'companyowneremail'],
  repKeys: ['email'],
  idWanted: 'HubSpot Record ID (digits only)',
  ownerWanted: "user's e-mail",
  isId: (text) => /^\d+$/.test(text),
  isOwner: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  // Its own exports name owners; the import knows them by name too. An owner's number it does not.
  isExportedOwner: (text) => !/^\d+$/.test(text),
  key: fold,
  needsStamps: false,
};
