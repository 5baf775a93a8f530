import type { Contradiction } from '../measures/facts.js';
import type { Idleness } from '../rules/definition.js';

export type { Contradiction, Idleness };

/** How much a finding matters: an error stops a plan or breaks a must row, a warning changes what a plan says, a note is good to know. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Every kind of finding, in the order they are told in within one severity. */
export const findingKinds = [
  'wrong-file',
  'input-error',
  'nobody-may-take',
  'rules-contradict',
  'no-owner-column',
  'same-name',
  'similar-name',
  'same-domain',
  'owner-unknown',
  'rep-is-no-seller',
  'icp-unowned',
  'parent-of-most',
  'parent-missing',
  'parent-loop',
  'misspelled',
  'two-spellings',
  'placeholder',
  'missing-field',
  'date-gone-by',
  'date-to-come',
  'old-export',
  'potential-outlier',
  'outside-its-place',
  'place-not-found',
  'filter-matches-nothing',
  'value-never-seen',
  'comparison-reads-empty',
  'rule-never-binds',
  'rule-repeated',
  'grey-zone',
  'account-not-found',
  'rows-without-account',
  'opportunity-owner-unknown',
  'stage-unknown',
  'reps-without-accounts',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** What each kind of finding knows besides its place; its words are found in reports/validate. */
export interface FactsByKind {
  readonly 'wrong-file': {
    readonly looksLike: FileKind;
    /** Headers that say so. */
    readonly headers: readonly string[];
    /** The other file, where it looks like what this one should be. */
    readonly swappedWith?: { readonly file: string; readonly headers: readonly string[] };
  };
  readonly 'input-error': { readonly what: string; readonly remedy: string };
  readonly 'nobody-may-take': { readonly accounts: number; readonly rows: readonly number[] };
  readonly 'rules-contradict': Contradiction;
  readonly 'same-name': { readonly names: readonly string[]; readonly elsewhere: boolean };
  readonly 'similar-name': { readonly names: readonly string[] };
  readonly 'same-domain': { readonly names: readonly string[] };
  readonly 'owner-unknown': {
    readonly accounts: number;
    readonly likely: string | undefined;
    /** The value is the id of a Salesforce user, which nobody can read. */
    readonly isUserId: boolean;
    /** The role, where the column says who has one at the account. */
    readonly role?: string;
  };
  readonly 'rep-is-no-seller': {
    readonly title: string;
    readonly owned: number;
    readonly live: boolean;
  };
  readonly 'icp-unowned': { readonly name: string };
  readonly 'parent-of-most': {
    readonly accounts: number;
    readonly of: number;
    /** Whether the parent is an account itself. */
    readonly isAccount: boolean;
  };
  readonly 'parent-missing': {
    readonly accounts: number;
    readonly likely: string | undefined;
    readonly likelyRow: number | undefined;
  };
  readonly 'parent-loop': { readonly ids: readonly string[] };
  readonly 'two-spellings': {
    readonly accounts: number;
    readonly other: string;
    readonly others: number;
    readonly how: 'slip' | 'spacing' | 'synonym';
  };
  readonly misspelled: {
    readonly accounts: number;
    readonly suggestion: string;
    readonly of: 'word' | 'country' | 'state';
  };
  readonly placeholder: { readonly accounts: number; readonly used: boolean };
  readonly 'missing-field': {
    readonly name: string;
    readonly empty: number;
    readonly of: number;
    readonly uses: readonly ColumnUse[];
  };
  readonly 'date-gone-by': { readonly days: number; readonly rules: readonly number[] };
  readonly 'date-to-come': { readonly days: number };
  readonly 'old-export': {
    readonly days: number;
    /** Rows of the rules that read the last contact. */
    readonly rules: readonly number[];
    /** Whether disruption is worked out from it. */
    readonly disruption: boolean;
  };
  readonly 'potential-outlier': {
    readonly name: string;
    readonly share: number;
    readonly target: number;
  };
  readonly 'outside-its-place': {
    readonly name: string;
    readonly claimed: string;
    readonly found: string | undefined;
    readonly km: number;
    readonly mend: 'swap' | 'latitude-sign' | 'longitude-sign' | 'placeholder' | undefined;
  };
  readonly 'place-not-found': {
    readonly of: 'account' | 'rep';
    /** Nothing is called so, or the rows do not say in which country to look. */
    readonly why: 'unknown' | 'no-country';
  };
  readonly 'filter-matches-nothing': {
    readonly of: 'account' | 'rep';
    readonly rule: string;
    readonly culprit: string | undefined;
    readonly likely: string | undefined;
  };
  readonly 'value-never-seen': {
    readonly of: 'account' | 'rep';
    readonly rule: string;
    readonly filterColumn: string;
    readonly likely: string | undefined;
  };
  readonly 'comparison-reads-empty': {
    readonly rule: string;
    readonly field: string;
    readonly empty: number;
    readonly of: number;
    readonly as: 'zero' | 'false' | 'true';
  };
  readonly 'rule-never-binds': { readonly rule: string; readonly why: Idleness };
  readonly 'grey-zone': {
    readonly name: string;
    /** Was a customer, or is one with open pipeline. */
    readonly why: 'former' | 'open';
    /** The roles that rows give to others. */
    readonly roles: readonly string[];
  };
  readonly 'rule-repeated': { readonly rule: string; readonly first: number };
  readonly 'no-owner-column': { readonly accounts: number };
  readonly 'account-not-found': {
    readonly of: LinkedFile;
    readonly count: number;
    /** How many accounts have the name: 0, or several. */
    readonly accounts: number;
    readonly likely: string | undefined;
  };
  readonly 'rows-without-account': {
    readonly of: LinkedFile;
    readonly count: number;
    readonly all: number;
  };
  readonly 'opportunity-owner-unknown': {
    readonly count: number;
    readonly likely: string | undefined;
  };
  readonly 'stage-unknown': { readonly count: number };
  readonly 'reps-without-accounts': { readonly names: readonly string[]; readonly of: number };
}

/** A file whose rows each belong to an account. */
export type LinkedFile = 'opportunities' | 'activities';

/** What a file of a CRM holds a row of. */
export type FileKind = 'accounts' | 'people' | 'opportunities';

/** What becomes of an account whose cell is empty in a column that something reads. */
export type ColumnUse =
  | {
      /** `metric` names a column of both files. */
      readonly by: 'comparison';
      readonly row: number;
      readonly rule: string;
      /** Whether the row lets any rep have an account without a value, rather than passing over it. */
      readonly frees: boolean;
    }
  | { readonly by: 'filter'; readonly row: number; readonly condition: string }
  | { readonly by: 'metric'; readonly row: number; readonly rule: string }
  | { readonly by: 'size' | 'amount' };

interface FindingPlace {
  readonly severity: Severity;
  /** The file as the user named it. */
  readonly file: string;
  /** Spreadsheet rows (the header is 1), ascending; none when the whole file is meant. */
  readonly rows: readonly number[];
  /** The column as the file spells it; absent when whole rows are meant. */
  readonly column?: string | undefined;
  /** The value as the file spells it. */
  readonly value?: string | undefined;
  /** The account that the row is; absent where several are meant, or none. */
  readonly account?: FoundAccount | undefined;
  /** What people call the rows of the rules that have a name. */
  readonly called?: ReadonlyMap<number, string> | undefined;
}

/** An account as whoever mends it looks for it. */
export interface FoundAccount {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
}

/** One thing to mend, or to know. */
export type Finding<K extends FindingKind = FindingKind> = {
  [P in K]: FindingPlace & { readonly kind: P; readonly facts: FactsByKind[P] };
}[K];
