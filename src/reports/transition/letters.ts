import type { InputProblem } from '../../model/input-problem.js';
import type { Contact } from '../../transition/contacts.js';
import type { Letter, Transition } from '../../transition/transition.js';
import { fileNames } from './file-names.js';
import { type LetterLanguage, letterLanguage } from './letter-language.js';
import {
  filledIn,
  type LetterTemplate,
  type LetterText,
  type LetterView,
} from './letter-template.js';
import type { Names } from './names.js';
import { dayText, packCsv } from './tables.js';

/** Templates by name: `letter-leaver`, `de/letter-leaver`. */
export type LetterTemplates = ReadonlyMap<string, LetterTemplate>;

/** A letter with its words. */
export interface WrittenLetter extends LetterText {
  readonly letter: Letter;
  readonly template: string;
  /** File name without its ending. */
  readonly file: string;
}

/** All letters, with what is wrong in their templates. */
export function writtenLetters(
  transition: Transition,
  names: Names,
  templates: LetterTemplates,
): { readonly letters: readonly WrittenLetter[]; readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = [];
  const { letters } = transition;
  const files = fileNames(letters.map(({ handover }) => names.accountId(handover.account)));
  const written = letters.flatMap((letter, at): WrittenLetter[] => {
    const template = templateFor(letter, templates);
    if (template === undefined) return [];
    const account = names.accountId(letter.handover.account);
    const view = viewOf(transition, names, letter, letterLanguage(template.name));
    const { letter: text, problems: found } = filledIn(template, view, account);
    problems.push(...found);
    return text === undefined
      ? []
      : [{ ...text, letter, template: template.name, file: files[at] }];
  });
  return { letters: written, problems: distinct(problems) };
}

/** A fault of a template itself is one fault, however many letters it is for. */
function distinct(problems: readonly InputProblem[]): InputProblem[] {
  const seen = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()];
}

/** The template in the contact's language where there is one: `de-AT` finds `de`. */
function templateFor(
  { template, contact }: Letter,
  templates: LetterTemplates,
): LetterTemplate | undefined {
  const language = contact?.language ?? '';
  const folders = [language, language.split(/[-_]/)[0]].filter((one) => one !== '');
  for (const folder of folders) {
    const found = templates.get(`${folder}/${template}`);
    if (found !== undefined) return found;
  }
  return templates.get(template);
}

/** What templates may name, besides the columns of accounts. */
function viewOf(
  transition: Transition,
  names: Names,
  letter: Letter,
  language: LetterLanguage,
): LetterView {
  const { handover, contact, copies } = letter;
  const { account, previous, rep, interim, liveOwner } = handover;
  const { accounts } = transition.inputs;
  const fromManager = liveOwner < 0;
  const manager = managerOf(names, previous, rep);
  const kept = transition.deals.flatMap(({ handover: of, keepUntil }) =>
    of.account === account && keepUntil !== undefined ? [keepUntil] : [],
  );
  // What is over when the letter goes out is no news.
  const lastKept = kept.reduce((last, day) => Math.max(last, day), handover.letterOn);
  const keptUntil = lastKept > handover.letterOn ? lastKept : undefined;
  const greeted = (contact === undefined ? [] : [contact, ...copies])
    .map((one) => oneLine(names.contactName(one)))
    .filter((name) => name !== '');
  const own: [string, string][] = [...accounts.columns.keys()].map((column) => [
    column,
    oneLine(names.accountCell(account, column)),
  ]);
  const told = {
    account_id: names.accountId(account),
    account_name: names.accountName(account),
    contact_names: language.list(greeted),
    contact_name: contact === undefined ? '' : names.contactName(contact),
    contact_email: contact === undefined ? '' : names.contactEmail(contact),
    contact_title: contact === undefined ? '' : names.contactTitle(contact),
    new_rep_name: names.repName(rep),
    new_rep_email: names.repEmail(rep),
    new_rep_title: names.repCell(rep, 'title'),
    old_rep_name: previous >= 0 ? names.repName(previous) : nameOnly(names.previousName(account)),
    old_rep_email: names.repEmail(previous),
    old_rep_title: names.repCell(previous, 'title'),
    interim_rep_name: names.repName(interim),
    interim_rep_email: names.repEmail(interim),
    manager_name: manager.name,
    manager_email: manager.email,
    sender_name: fromManager ? manager.name : names.repName(liveOwner),
    sender_email: fromManager ? manager.email : names.repEmail(liveOwner),
    sender_title: fromManager ? '' : names.repCell(liveOwner, 'title'),
  };
  const dates = datesIn(language);
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(Object.entries(told).map(([name, text]) => [name, oneLine(text)])),
    ...dates('effective_date', handover.effective),
    ...dates('send_on', handover.letterOn),
    ...dates('call_date', handover.due),
    ...dates('interim_until', handover.interimUntil),
    ...dates('kept_until', keptUntil),
    old_rep_stays: !fromManager,
    several_contacts: greeted.length > 1,
    in_effect: handover.effective < handover.letterOn,
    interim_is_sender: interim >= 0 && interim === liveOwner,
  };
}

/** The old rep's manager writes; where the file says none, the new one's. */
function managerOf(
  names: Names,
  previous: number,
  rep: number,
): { readonly name: string; readonly email: string } {
  const of = names.managerName(previous) === '' ? rep : previous;
  const name = names.managerName(of);
  const address = /^\S+@\S+$/.test(name) ? name : '';
  return {
    name: isId(name) && !names.isMasked ? '' : name,
    email: names.managerEmail(of) || address,
  };
}

/** An id or an address, with which nobody signs. */
function isId(text: string): boolean {
  return /[@_\d]/.test(text);
}

/** An owner who is no rep any more may be but an id or an address: no customer knows them by that. */
function nameOnly(text: string): string {
  return /^\p{Lu}[\p{L}.'’-]*( [\p{L}.'’-]+)+$/u.test(text) ? text : '';
}

/** A cell with line breaks could forge lines of a letter's head. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** A day in the words of the letter's language, as ISO, and as most of Europe writes it. */
function datesIn(language: LetterLanguage) {
  return (name: string, day: number | undefined): Readonly<Record<string, string>> => {
    const iso = dayText(day);
    const [year, month, date] = iso.split('-');
    return {
      [name]: day === undefined ? '' : language.date(day),
      [`${name}_iso`]: iso,
      [`${name}_dmy`]: day === undefined ? '' : `${date}.${month}.${year}`,
    };
  };
}

export const letterColumns = [
  'account_id',
  'contact',
  'email',
  'template',
  'subject',
  'send_on',
  'body',
] as const;

/**
 * letters.csv: a mail merge, in the order of the accounts file. Where letters are to
 * several contacts, a last column has the addresses of the others.
 */
export function lettersCsv(letters: readonly WrittenLetter[], names: Names): string {
  const hasCopies = letters.some(({ letter }) => letter.copies.length > 0);
  return packCsv(
    hasCopies ? [...letterColumns, 'cc'] : letterColumns,
    letters.map(({ letter: { handover, contact, copies }, template, subject, body }) => [
      names.accountId(handover.account),
      contact === undefined ? '' : names.contactName(contact),
      contact === undefined ? '' : names.contactEmail(contact),
      template,
      subject,
      { day: handover.letterOn },
      body,
      ...(hasCopies
        ? [
            copies
              .map((one) => names.contactEmail(one))
              .filter((email) => email !== '')
              .join('; '),
          ]
        : []),
    ]),
  );
}

/** A letter as a file of its own. */
export function letterMarkdown({ letter, subject, body }: WrittenLetter, names: Names): string {
  const { contact, copies, handover } = letter;
  const to = contact === undefined ? 'nobody yet: no contact is known' : addressOf(contact, names);
  const head = [
    `To: ${to}`,
    ...(copies.length === 0
      ? []
      : [`Cc: ${copies.map((one) => addressOf(one, names)).join('; ')}`]),
    `Send on: ${dayText(handover.letterOn)}`,
    `Subject: ${subject}`,
  ];
  // Two spaces end a line in Markdown.
  return `${head.join('  \n')}\n\n---\n\n${body.replace(/(?<=\S)\n(?=\S)/g, '  \n')}`;
}

function addressOf(contact: Contact, names: Names): string {
  const [name, email] = [names.contactName(contact), names.contactEmail(contact)];
  if (email === '') return name;
  return name === '' ? email : `${name} <${email}>`;
}
