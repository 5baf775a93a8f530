import freeMail from 'free-email-domains';
import { getDomain } from 'tldts';
import { type Column, cellText, type Table } from '../../model/table.js';

const privateDomains = { allowPrivateDomains: true };

/** Mail services, whose domains say nothing of a company. */
const isFree: ReadonlySet<string> = new Set(freeMail);

/**
 * The registered domain of each account, by the public suffix list: that of its
 * website, else that of its e-mail; '' where it has neither, or only one that
 * many share.
 */
export function domainsOf(accounts: Table): (account: number) => string {
  const columns = ['website', 'email'].map((name) => accounts.columns.get(name));
  const known = new Map<string, string>();
  const domainIn = (column: Column | undefined, account: number): string => {
    const text = cellText(column, account);
    let domain = known.get(text);
    if (domain === undefined) {
      domain = companyDomain(text);
      known.set(text, domain);
    }
    return domain;
  };
  return (account) => domainIn(columns[0], account) || domainIn(columns[1], account);
}

/** '' where the text names no domain, or one of a mail service. */
export function companyDomain(text: string): string {
  const domain = text === '' ? null : getDomain(text, privateDomains);
  return domain === null || isFree.has(domain) ? '' : domain;
}
