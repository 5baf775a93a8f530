import type { CrmName, LinkedRecords } from '../../crm/crm.js';
import type { OwnerExport, RecordOwners } from '../../crm/owner-export.js';
import { problemSentence } from '../../model/input-problem.js';
import { type Document, paragraph, type Section, section } from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import { counted, plural } from '../document/words.js';
import { type ExportFileNames, exportFileNames, roleFileNames, type WholeExport } from './files.js';

/** What to do with the files in a CRM, one sentence or two each. */
interface CrmWords {
  /** How the owners' file is loaded. */
  readonly load: string;
  /** How the owners' files of what belongs to accounts are; after the accounts'. */
  readonly linked: Readonly<Record<LinkedRecords, string>>;
  /** How the rollback is. */
  readonly rollback: string;
  /** What rows to inactive users need. */
  readonly inactive: string;
  /** Why some accounts cannot be given back. */
  readonly notPossible: string;
  /** How a role's field is loaded, and what takes back what was empty. */
  readonly role: {
    readonly load: (field: string) => string;
    readonly inactive: string;
    readonly notPossible: string;
  };
}

const crmWords: Readonly<Record<CrmName, CrmWords>> = {
  salesforce: {
    load: 'Data Loader, Update, object Account; map Id to Id and OwnerId to OwnerId. Data Loader writes a success and an error file: read the latter.',
    linked: {
      opportunities: 'The same after the accounts, object Opportunity.',
      contacts: 'The same after the accounts, object Contact.',
    },
    rollback: 'The same with this file takes it back.',
    inactive:
      'Salesforce refuses these rows (INACTIVE_OWNER_OR_USER) unless the user who loads has the permission "Update Records with Inactive Owners", which Setup > User Interface must offer first. Load them apart, so that they do not hold up the others.',
    notPossible:
      'Nobody owns these accounts today, and no Salesforce account can be without an owner: there is no way back for them.',
    role: {
      load: (field) =>
        `Data Loader, Update, object Account; map Id to Id and ${field} to the field of that name, a lookup of users.`,
      inactive: 'A lookup may refuse inactive users: load these apart.',
      notPossible:
        'The field is empty on these today: Data Loader empties it again with "Insert null values" on and the second column cleared.',
    },
  },
  hubspot: {
    load: 'Import, one file, companies, "Update existing companies" only; Record ID is the unique identifier, Company owner the owner.',
    linked: {
      opportunities: 'The same after the companies, for deals; Deal owner is the owner.',
      contacts: 'The same after the companies, for contacts; Contact owner is the owner.',
    },
    rollback: 'The same with this file takes it back.',
    inactive:
      'HubSpot gives companies to active users only: activate these owners again for the import, or leave the rows out.',
    notPossible:
      'Nobody owns these companies today, and an import passes over empty cells: clear their owner in a HubSpot list view by hand.',
    role: {
      load: (field) =>
        `Import, one file, companies, "Update existing companies" only; Record ID is the unique identifier, ${field} the property, a HubSpot user.`,
      inactive: 'As for the companies.',
      notPossible:
        'The property is empty on these today, and an import passes over empty cells: clear it in a HubSpot list view by hand.',
    },
  },
  dynamics: {
    load: 'Import from CSV in the account view that was exported. Rows changed in Dynamics since that export are refused: then export and plan again.',
    linked: {
      opportunities: 'The same after the accounts, in the opportunity view that was exported.',
      contacts: 'The same after the accounts, in the contact view that was exported.',
    },
    rollback:
      'Dynamics updates only rows of a fresh export. To take it back, export the view again, put these owners in by the id in the first column, and import that.',
    inactive:
      'Dynamics gives accounts to enabled users only: enable these owners again for the import, or leave the rows out.',
    notPossible:
      'Nobody owns these accounts today, and no Dynamics account can be without an owner: there is no way back for them.',
    role: {
      load: (field) =>
        `Import from CSV in the account view that was exported, which has the column ${field}. Dynamics refuses rows that changed since that export, so also those that another of these files has changed: for these export the view again and put the users in by the id in the first column.`,
      inactive: 'As for the accounts.',
      notPossible: 'The column is empty on these today: export the view again and empty it there.',
    },
  },
};

/** What was written and what to do with it, in order. */
export function exportDocument(exported: WholeExport, out: string): Document {
  const { crm, owners, roles } = exported;
  const others = roles.flatMap(({ name, field }) =>
    'problems' in field || field.owners.length === 0
      ? []
      : [
          `${numberWords(field.owners.length)} ${plural(field.owners.length, 'gets', 'get')} somebody else as ${name}`,
        ],
  );
  const verdict =
    owners.length === 0 && others.length === 0
      ? `No account changes its owner in ${crm.label}: the files in ${out} hold their headers only`
      : `${owners.length === 0 ? 'No account changes its' : `${counted(owners.length, 'account')} ${plural(owners.length, 'changes its', 'change their')}`} owner in ${crm.label}${others.map((one) => `, ${one}`).join('')}; the files are in ${out}`;
  return {
    headline: { text: verdict },
    sections: [
      ...(owners.length === 0 ? [] : steps(exported)),
      ...roleSteps(exported),
      ...leftOut(exported),
    ],
  };
}

/** What to do with the files of each role's field; after the accounts'. */
function roleSteps({ crm, roles }: WholeExport): Section[] {
  const names = roleFileNames(crm.name, roles);
  const words = crmWords[crm.name];
  return roles.flatMap(({ field }, at) =>
    'problems' in field || field.owners.length === 0
      ? []
      : stepsOf(
          names[at],
          field,
          {
            ...words.role,
            load: words.role.load(field.crm.ownerHeader),
            rollback: words.rollback,
          },
          "Today's holders of these have left or are not in the rep file.",
        ),
  );
}

function steps(exported: OwnerExport): Section[] {
  const { crm, linked } = exported;
  const words = crmWords[crm.name];
  return [
    ...stepsOf(exportFileNames(crm.name), exported, words),
    ...linked.flatMap((one) =>
      stepsOf(exportFileNames(crm.name, one.kind), one, {
        load: words.linked[one.kind],
        rollback: words.rollback,
        inactive: 'As for the accounts.',
        notPossible: 'Nobody owns these today: there is no way back for them.',
      }),
    ),
  ];
}

function stepsOf(
  names: ExportFileNames,
  { owners, rollback, inactive, notPossible }: RecordOwners,
  words: Pick<CrmWords, 'load' | 'rollback' | 'inactive' | 'notPossible'>,
  whoLeft = inactiveOwners,
): Section[] {
  const files = [
    { name: names.owners, rows: owners, text: words.load },
    { name: names.rollback, rows: rollback, text: words.rollback },
    { name: names.inactive, rows: inactive, text: `${whoLeft} ${words.inactive}` },
    { name: names.notPossible, rows: notPossible, text: words.notPossible },
  ];
  return files
    .filter(({ rows }, at) => at < 2 || rows.length > 0)
    .map(({ name, rows, text }) => ({
      ...section(name, paragraph(text)),
      aside: counted(rows.length, 'row'),
    }));
}

const inactiveOwners = "Today's owners of these have left or are not in the rep file.";

function leftOut(exported: WholeExport): Section[] {
  const { unchanged, released, excluded, unplaced, misread, linked } = exported;
  const lines = [
    ...(unchanged > 0
      ? [
          `${counted(unchanged, 'account')} ${plural(unchanged, 'stays', 'stay')} with today's owner`,
        ]
      : []),
    ...(excluded > 0 ? [`${numberWords(excluded)} excluded by the rules`] : []),
    ...(released > 0
      ? [`${numberWords(released)} released to nobody: name who is to hold them with --house OWNER`]
      : []),
    ...(unplaced > 0 ? [`${numberWords(unplaced)} that the plan could give to nobody`] : []),
    ...linkedLines(linked),
    ...roleLines(exported),
  ];
  const notes =
    misread > 0
      ? [
          `${counted(misread, 'account')} had an owner whom the plan took for departed, and who is a rep by the other length of their id: write ids alike in both files and plan again`,
        ]
      : [];
  return [
    section(
      'Not in the files',
      lines.map((line) => paragraph(line)),
    ),
    ...notes.map((note) => section(undefined, paragraph(note, { depth: 0 }))),
  ];
}

/** Roles whose field is not loaded, and why; accounts that nobody is given in a role any more. */
function roleLines({ roles }: WholeExport): string[] {
  return roles.flatMap(({ name, field }) => {
    if ('problems' in field) {
      const [first, ...rest] = field.problems.map(problemSentence);
      return [
        `who is ${name}, for which there is no file: ${first}${rest.length > 0 ? ` (and ${counted(rest.length, 'problem')} more)` : ''}`,
      ];
    }
    if (field.emptied === 0) return [];
    const [are, keep] = field.emptied === 1 ? ['is', 'keeps'] : ['are', 'keep'];
    return [
      `${counted(field.emptied, 'account')} that ${are} left without ${name} ${keep} who stands in ${field.crm.ownerHeader}: no file of a loader empties a field by itself`,
    ];
  });
}

/** What of the records that belong to accounts stays as it is, and how to have it go along. */
function linkedLines(linked: OwnerExport['linked']): string[] {
  const unread = (['opportunities', 'contacts'] as const).filter(
    (kind) => !linked.some((one) => one.kind === kind),
  );
  const ways = {
    opportunities: 'plan with --opportunities FILE',
    contacts: 'give --contacts FILE',
  };
  return [
    ...linked
      .filter(({ staying }) => staying > 0)
      .map(
        ({ kind, staying }) =>
          `${numberWords(staying)} ${kind} of accounts that change hands stay with who has them`,
      ),
    ...(unread.length === 0
      ? []
      : [
          `${unread.join(' and ')}, which carve was not given: their owners stay as they are (${unread.map((kind) => ways[kind]).join(', ')})`,
        ]),
  ];
}
