import { fold } from '../../model/table.js';
import type { Crm } from '../crm.js';

const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** The import updates the rows of its own export by their `(Do Not Modify)` columns; an owner is a full name. */
export const dynamics: Crm = {
  name: 'dynamics',
  label: 'Dynamics 365',
  idHeader: '(Do Not Modify) Account',
  ownerHeader: 'Owner',
  idColumns: ['(do not modify) account'],
  ownerKeys: [],
  repKeys: ['repname'],
  idWanted: 'Dynamics record id (a GUID)',
  ownerWanted: "user's full name",
  isId: (text) => guid.test(text),
  isOwner: (text) => text !== '' && !guid.test(text),
  isExportedOwner: (text) => !guid.test(text),
  key: fold,
  needsStamps: true,
};
