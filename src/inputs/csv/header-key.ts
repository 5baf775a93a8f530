/**
 * What headers are compared by: letters and digits in lower case, without
 * Salesforce's `__c`. `Account ID`, `account_id` and `ACCOUNTID` are one.
 * Dynamics' `(Do Not Modify)` columns have none, so they match nothing.
 */
export function headerKey(header: string): string {
  const folded = header.trim().toLowerCase();
  if (folded.startsWith('(do not modify)')) return '';
  return folded.replace(/__p?c$/, '').replace(/[^\p{L}\p{N}]/gu, '');
}

/** What stands between two headers that make one column, as carve tells them and `--map` takes them. */
export const joinedHeaders = ' + ';

/** Where the header stands, or the two that are joined by ` + `; empty where they do not. */
export function findHeaders(header: readonly string[], wanted: string): readonly number[] {
  const one = findHeader(header, wanted);
  if (one !== -1) return [one];
  const pair = wanted.split(joinedHeaders).map((name) => findHeader(header, name));
  return pair.length === 2 && !pair.includes(-1) ? pair : [];
}

/**
 * Where the header the user names stands: exactly so, else in another letter
 * case, else by its key; -1 where it does not or where several could be meant.
 */
function findHeader(header: readonly string[], wanted: string): number {
  const exact = header.indexOf(wanted.trim());
  if (exact !== -1) return exact;
  const folded = wanted.trim().toLowerCase();
  const ways = [
    (name: string) => name.toLowerCase() === folded,
    (name: string) => headerKey(name) !== '' && headerKey(name) === headerKey(wanted),
  ];
  for (const matches of ways) {
    const found = [...header.keys()].filter((index) => matches(header[index]));
    if (found.length === 1) return found[0];
  }
  return -1;
}
