import type { InputProblem } from '../../model/input-problem.js';
import type { Contact } from '../../transition/contacts.js';
import type { Letter, RoleLetter, Transition } from '../../transition/transition.js';
import { andList, counted, plural } from '../document/words.js';
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

/** To whom a letter goes, about which account, and when. */
interface Envelope extends Pick<Letter, 'contact' | 'copies'> {
  readonly account: number;
  readonly sendOn: number;
}

/** A letter with its words. */
export interface WrittenLetter extends LetterText {
  readonly letter: Envelope;
  readonly template: string;
  /** File name without its ending. */
  readonly file: string;
}

/** Letters, and what is wrong in their templates. */
interface Written {
  readonly letters: readonly WrittenLetter[];
  readonly problems: readonly InputProblem[];
}

/** All letters to customers whose rep changes. */
export function writtenLetters(
  transition: Transition,
  names: Names,
  templates: LetterTemplates,
): Written {
  return written(
    names,
    templates,
    transition.letters.map((letter) => ({
      letter: { ...letter, account: letter.handover.account, sendOn: letter.handover.letterOn },
      template: letter.template,
      viewIn: (language) => viewOf(transition, names, letter, language),
    })),
  );
}

/** All letters to customers whose rep stays, and who get somebody new in a role. */
export function writtenRoleLetters(
  transition: Transition,
  names: Names,
  templates: LetterTemplates,
): Written {
  return written(
    names,
    templates,
    transition.roleLetters.map((letter) => ({
      letter: { ...letter, sendOn: Math.min(...letter.roles.map(({ letterOn }) => letterOn)) },
      template: 'letter-role',
      viewIn: (language) => roleViewOf(transition, names, letter, language),
    })),
  );
}

/** A letter before its words are there. */
interface Asked {
  readonly letter: Envelope;
  readonly template: string;
  readonly viewIn: (language: LetterLanguage) => LetterView;
}

function written(names: Names, templates: LetterTemplates, asked: readonly Asked[]): Written {
  const problems: InputProblem[] = [];
  const files = fileNames(asked.map(({ letter }) => names.accountId(letter.account)));
  const letters = asked.flatMap((one, at): WrittenLetter[] => {
    const { letter } = one;
    const template = templateFor(one.template, letter.contact, templates);
    if (template === undefined) return [];
    const account = names.accountId(letter.account);
    const view = one.viewIn(letterLanguage(template.name));
    const { letter: text, problems: found } = filledIn(template, view, account);
    problems.push(...found);
    return text === undefined
      ? []
      : [{ ...text, letter, template: template.name, file: files[at] }];
  });
  return { letters, problems: distinct(problems) };
}

/** Letters that ought to say who is new in a role, by templates that were written before there were any. */
export function silentWarnings(
  { letters, roleLetters }: Transition,
  templates: LetterTemplates,
): readonly string[] {
  const asked = [
    ...letters.filter(({ roles }) => roles.length > 0),
    ...roleLetters.map((letter) => ({ ...letter, template: 'letter-role' })),
  ];
  const silent = asked.flatMap(({ template, contact }): LetterTemplate[] => {
    const found = templateFor(template, contact, templates);
    return found === undefined || /\{\{\s*#\s*new_holders\s*\}\}/.test(found.text) ? [] : [found];
  });
  if (silent.length === 0) return [];
  const files = [...new Set(silent.map(({ name }) => `${name}.md`))].sort();
  return [
    `${counted(silent.length, 'letter')} ${plural(silent.length, 'does', 'do')} not tell who is new in a role: put {{#new_holders}} … {{/new_holders}} into ${andList(files)}`,
  ];
}

/** A fault of a template itself is one fault, however many letters it is for. */
function distinct(problems: readonly InputProblem[]): InputProblem[] {
  const seen = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()];
}

/** The template in the contact's language where there is one: `de-AT` finds `de`. */
function templateFor(
  template: string,
  contact: Contact | undefined,
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
  const { handover } = letter;
  const { account, previous, rep, interim, liveOwner } = handover;
  const fromManager = liveOwner < 0;
  const manager = managerOf(names, previous, rep);
  const kept = transition.deals.flatMap(({ handover: of, keepUntil }) =>
    of.account === account && keepUntil !== undefined ? [keepUntil] : [],
  );
  // What is over when the letter goes out is no news.
  const lastKept = kept.reduce((last, day) => Math.max(last, day), handover.letterOn);
  const keptUntil = lastKept > handover.letterOn ? lastKept : undefined;
  const told = {
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
    sender_title: fromManager ? manager.title : names.repCell(liveOwner, 'title'),
  };
  const dates = datesIn(language);
  return {
    ...addressedView(transition, names, { ...letter, account }, language),
    ...inLines(told),
    ...dates('effective_date', handover.effective),
    ...dates('send_on', handover.letterOn),
    ...dates('call_date', handover.due),
    ...dates('interim_until', handover.interimUntil),
    ...dates('kept_until', keptUntil),
    old_rep_stays: !fromManager,
    in_effect: handover.effective < handover.letterOn,
    interim_is_sender: interim >= 0 && interim === liveOwner,
  };
}

/** What a letter about a role alone may name: its account's rep, who stays, writes it. */
function roleViewOf(
  transition: Transition,
  names: Names,
  letter: RoleLetter,
  language: LetterLanguage,
): LetterView {
  const { account, roles } = letter;
  const { evaluation } = transition.inputs;
  const [first] = [...roles].sort((a, b) => a.letterOn - b.letterOn || a.effective - b.effective);
  const rep = evaluation.assignment[account];
  const withRep = roles.find((one) => one.withRep !== undefined)?.withRep;
  // Somebody who is new there as well is no one to write of who else is new.
  const stays = withRep === undefined ? rep : -1;
  const manager = managerOf(names, first.previous, first.holder);
  const dates = datesIn(language);
  return {
    ...addressedView(transition, names, letter, language),
    ...inLines({
      rep_name: names.repName(stays),
      rep_email: names.repEmail(stays),
      manager_name: manager.name,
      manager_email: manager.email,
      sender_name: stays < 0 ? manager.name : names.repName(stays),
      sender_email: stays < 0 ? manager.email : names.repEmail(stays),
      sender_title: stays < 0 ? manager.title : names.repCell(stays, 'title'),
    }),
    ...dates('effective_date', first.effective),
    ...dates('send_on', first.letterOn),
    ...dates('call_date', first.due),
    in_effect: first.effective < first.letterOn,
  };
}

/** What every letter may name: the columns of its account, whom it is to, and who is new there in a role. */
function addressedView(
  { inputs }: Transition,
  names: Names,
  { account, contact, copies, roles }: RoleLetter,
  language: LetterLanguage,
): LetterView {
  const greeted = (contact === undefined ? [] : [contact, ...copies])
    .map((one) => oneLine(names.contactName(one)))
    .filter((name) => name !== '');
  const own: [string, string][] = [...inputs.accounts.columns.keys()].map((column) => [
    column,
    oneLine(names.accountCell(account, column)),
  ]);
  return {
    ...Object.fromEntries(own),
    ...inLines({
      account_id: names.accountId(account),
      account_name: names.accountName(account),
      contact_names: language.list(greeted),
      contact_name: contact === undefined ? '' : names.contactName(contact),
      contact_email: contact === undefined ? '' : names.contactEmail(contact),
      contact_title: contact === undefined ? '' : names.contactTitle(contact),
    }),
    several_contacts: greeted.length > 1,
    new_holders: roles.map((one) =>
      inLines({
        role: names.roleName(one.role.role),
        new_holder_name: names.repName(one.holder),
        new_holder_email: names.repEmail(one.holder),
        new_holder_title: names.repCell(one.holder, 'title'),
        old_holder_name:
          one.previous >= 0 || names.isMasked
            ? names.previousHolder(one)
            : nameOnly(names.previousHolder(one)),
      }),
    ),
    role_change: roles.length > 0,
  };
}

function inLines(told: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(told).map(([name, text]) => [name, oneLine(text)]));
}

/** The old rep's manager writes; where the file says none, the new one's. */
function managerOf(
  names: Names,
  previous: number,
  rep: number,
): { readonly name: string; readonly email: string; readonly title: string } {
  const of = names.managerName(previous) === '' ? rep : previous;
  const name = names.managerName(of);
  const address = /^\S+@\S+$/.test(name) ? name : '';
  return {
    name: isId(name) && !names.isMasked ? '' : name,
    email: names.managerEmail(of) || address,
    title: names.managerTitle(of),
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

const letterColumns = [
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
    letters.map(({ letter: { account, sendOn, contact, copies }, template, subject, body }) => [
      names.accountId(account),
      contact === undefined ? '' : names.contactName(contact),
      contact === undefined ? '' : names.contactEmail(contact),
      template,
      subject,
      { day: sendOn },
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
  const { contact, copies, sendOn } = letter;
  const to = contact === undefined ? 'nobody yet: no contact is known' : addressOf(contact, names);
  const head = [
    `To: ${to}`,
    ...(copies.length === 0
      ? []
      : [`Cc: ${copies.map((one) => addressOf(one, names)).join('; ')}`]),
    `Send on: ${dayText(sendOn)}`,
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
