import { fold } from '../model/table.js';
import type { Crm, RecordForm } from './crm.js';

const recordId = 'HubSpot Record ID (digits only)';

/** The import updates the companies named by `Record ID`; an owner is a user's e-mail. */
export const hubspot: Crm = {
  name: 'hubspot',
  label: 'HubSpot',
  idHeader: 'Record ID',
  ownerHeader: 'Company owner',
  idColumns: ['record id', 'record id - company'],
  ownerKeys: ['owneremail', 'companyowneremail'],
  records: {
    opportunities: recordForm('Deal owner', 'dealowneremail'),
    contacts: recordForm('Contact owner', 'contactowneremail'),
  },
  repKeys: ['email'],
  idWanted: recordId,
  ownerWanted: "user's e-mail",
  isId: isRecordId,
  isOwner: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  // Its own exports name owners; the import knows them by name too. An owner's number it does not.
  isExportedOwner: (text) => !/^\d+$/.test(text),
  key: fold,
  needsStamps: false,
};

function isRecordId(text: string): boolean {
  return /^\d+$/.test(text);
}

function recordForm(ownerHeader: string, ownerKey: string): RecordForm {
  return {
    idHeader: 'Record ID',
    ownerHeader,
    idColumns: ['record id'],
    ownerKeys: ['owneremail', ownerKey],
    idWanted: recordId,
    isId: isRecordId,
  };
}
