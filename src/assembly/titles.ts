import { fold } from '../model/table.js';

const leadsOrServes =
  /\b(manager|director|vp|svp|evp|avp|vice president|agent|bot|administrator|admin)\b/;
/** Those who find, win or serve customers beside the rep whose accounts they are. */
const besideTheRep =
  /\b(sdr|bdr|sdrs|bdrs|sales development|business development rep(resentative)?|(solutions?|sales) engineer)\b/;
/** Titles that hold a word of the above but name a seller. */
const sells =
  /\b(account|territory|relationship|client|partner|channel|success|key account|business development) manager\b/;

/**
 * Whether a title or role is one of people or programs who carry no accounts:
 * managers, directors, bots, those who find or demonstrate (contract 4, drafted rules).
 */
export function carriesNoAccounts(title: string): boolean {
  const folded = fold(title);
  return (leadsOrServes.test(folded) || besideTheRep.test(folded)) && !isSeller(folded);
}

function isSeller(title: string): boolean {
  return (
    sells.test(title) &&
    !/\b(director|vp|svp|evp|avp|vice president|bot|administrator|admin)\b/.test(title)
  );
}
