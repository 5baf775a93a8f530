import { caseSafeId } from '../inputs/cells/salesforce-id.js';
import type { Crm, RecordForm } from './crm.js';

/** Data Loader updates the accounts named by `Id`; an owner is a user's id. */
export const salesforce: Crm = {
  name: 'salesforce',
  label: 'Salesforce',
  idHeader: 'Id',
  ownerHeader: 'OwnerId',
  idColumns: [],
  ownerKeys: ['ownerid', 'accountownerid'],
  records: {
    opportunities: recordForm('006', 'opportunity', 'opportunityownerid'),
    contacts: recordForm('003', 'contact', 'contactownerid'),
  },
  repKeys: ['repid', 'userid', '18digituserid', 'salesforceuserid', 'salesforceid', 'ownerid'],
  idWanted: 'Salesforce account id (001…, 15 or 18 characters in their letter case)',
  ownerWanted: 'Salesforce user id (005…, 15 or 18 characters in their letter case)',
  isId: (text) => isIdOf('001', text),
  isOwner: (text) => isIdOf('005', text),
  isExportedOwner: (text) => isIdOf('005', text),
  key: (text) => caseSafeId(text) ?? text,
  needsStamps: false,
};

/** The first three characters of an id say what sort of record it names. */
function isIdOf(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && caseSafeId(text) !== undefined;
}

function recordForm(prefix: string, noun: string, ownerKey: string): RecordForm {
  return {
    idHeader: 'Id',
    ownerHeader: 'OwnerId',
    idColumns: [],
    ownerKeys: ['ownerid', ownerKey],
    idWanted: `Salesforce ${noun} id (${prefix}…, 15 or 18 characters in their letter case)`,
    isId: (text) => isIdOf(prefix, text),
  };
}
