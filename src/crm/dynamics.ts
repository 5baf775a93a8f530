import { fold } from '../model/table.js';
import type { Crm, RecordForm } from './crm.js';

const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** The import updates the rows of its own export by their `(Do Not Modify)` columns; an owner is a full name. */
export const dynamics: Crm = {
  name: 'dynamics',
  label: 'Dynamics 365',
  ...recordForm('Account'),
  records: { opportunities: recordForm('Opportunity'), contacts: recordForm('Contact') },
  repKeys: ['repname'],
  ownerWanted: "user's full name",
  isOwner: (text) => text !== '' && !guid.test(text),
  isExportedOwner: (text) => !guid.test(text),
  key: fold,
  needsStamps: true,
};

function recordForm(entity: string): RecordForm {
  const idHeader = `(Do Not Modify) ${entity}`;
  return {
    idHeader,
    ownerHeader: 'Owner',
    idColumns: [fold(idHeader)],
    ownerKeys: [],
    idWanted: 'Dynamics record id (a GUID)',
    isId: (text) => guid.test(text),
  };
}
