import { accountsOfRows } from '../inputs/opportunities/whose.js';
import { cellText, fold, type Table } from '../model/table.js';
import { compareIds } from '../scoring/rank.js';

/** Somebody at an account. Texts are empty where the file says none. */
export interface Contact {
  /** Its row in the contacts. */
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly primary: boolean;
  readonly language: string;
}

/** The contacts of each account by its index, whoever letters go to first. */
export type Contacts = ReadonlyMap<number, readonly Contact[]>;

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x', 'primary']);

/** Contacts by account: primary ones first, then by contact_id, then as the file has them. */
export function contactsOf(table: Table, accounts: Table): Contacts {
  const { account } = accountsOfRows(table, accounts);
  const cell = (name: string, row: number): string =>
    cellText(table.columns.get(name), row)
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim();
  const found = new Map<number, Contact[]>();
  for (let row = 0; row < table.size; row++) {
    if (account[row] < 0) continue;
    const contact = {
      row,
      id: cell('contact_id', row),
      name: cell('contact_name', row),
      email: cell('email', row),
      title: cell('title', row),
      primary: yes.has(fold(cell('primary', row))),
      language: fold(cell('language', row)),
    };
    if (contact.name === '' && contact.email === '') continue;
    const others = found.get(account[row]);
    if (others === undefined) found.set(account[row], [contact]);
    else others.push(contact);
  }
  for (const all of found.values()) {
    all.sort(
      (a, b) => Number(b.primary) - Number(a.primary) || compareIds(a.id, b.id) || a.row - b.row,
    );
  }
  return found;
}
