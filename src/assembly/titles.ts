import { fold } from '../model/table.js';

const leadsOrServes =
  /\b(manager|director|vp|svp|evp|avp|vice president|agent|bot|administrator|admin)\b/;
/** Titles that hold a word of the above but name a seller. */
const sells =
  /\b(account|territory|relationship|client|partner|channel|success|key account|business development) manager\b/;

/** Whether a title is one of people or programs who carry no accounts: managers, directors, bots (contract 4, drafted rules). */
export function carriesNoAccounts(title: string): boolean {
  const folded = fold(title);
  return leadsOrServes.test(folded) && !isSeller(folded);
}

function isSeller(title: string): boolean {
  return (
    sells.test(title) &&
    !/\b(director|vp|svp|evp|avp|vice president|bot|administrator|admin)\b/.test(title)
  );
}
