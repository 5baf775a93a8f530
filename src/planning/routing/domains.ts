import freeMail from 'email-providers/all.json' with { type: 'json' };
import { getDomain } from 'tldts';
import { type Column, cellText, type Table } from '../../model/table.js';

const privateDomains = { allowPrivateDomains: true };

/** Mail services, whose domains say nothing of a company. */
const isFree: ReadonlySet<string> = new Set(freeMail);

/** Up to so many, domains are looked for in the text before it is taken apart. */
const fewWanted = 20;

/**
 * The registered domain of each account, by the public suffix list: that of its
 * website, else that of its e-mail; '' where it has neither, or only one that
 * many share. Where a few domains alone are wanted, '' for any other.
 */
export function domainsOf(
  accounts: Table,
): (account: number, wanted: ReadonlySet<string> | undefined) => string {
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
  return (account, wanted) => {
    if (wanted !== undefined && wanted.size <= fewWanted) {
      const texts = columns.map((column) => cellText(column, account).toLowerCase());
      if (![...wanted].some((domain) => texts.some((text) => text.includes(domain)))) return '';
    }
    return domainIn(columns[0], account) || domainIn(columns[1], account);
  };
}

/** '' where the text names no domain, or one of a mail service. */
export function companyDomain(text: string): string {
  const domain = text === '' ? null : getDomain(text, privateDomains);
  return domain === null || isFree.has(domain) ? '' : domain;
}
