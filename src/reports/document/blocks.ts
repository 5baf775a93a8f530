/** What a figure is, which says how every format writes it; percentages are given as percent, dates as days since 1970. */
export type FigureKind = 'count' | 'amount' | 'change' | 'percent' | 'deviation' | 'date';

/** What a text is to be taken for; a renderer shows it as it can. */
export type Tone = 'strong' | 'good' | 'bad' | 'warn' | 'quiet';

/** Two figures or names that are compared, or that something goes between. */
export type Pair<One> = readonly [One, One];

/** A cell: words, a figure, or a pair of either; nothing is shown as a dash. */
export type Value = string | number | undefined | Pair<number | undefined> | Pair<string>;

/** A column of a table: what it is called and holds, and what becomes of it where room is short. */
export interface Column {
  readonly title: string;
  /** What its figures are; words where it is not told. */
  readonly kind?: FigureKind;
  /** Whether it holds what was and what is. */
  readonly isPair?: boolean;
  /** Unless told, figures stand to the right. */
  readonly align?: 'left' | 'right';
  /** Cut where the page is narrow, to no less than `least`. */
  readonly flexible?: boolean;
  readonly least?: number;
  /** Cut to so many letters whatever the room. */
  readonly most?: number;
  readonly mostTitle?: number;
  /** Left out where the page is too narrow for all. */
  readonly dispensable?: boolean;
  /** In a workbook, in characters. */
  readonly width?: number;
  /** In a workbook, how its figures are shown where their kind shows too little. */
  readonly numberFormat?: string;
  /** In a workbook, what stands before its amounts: their currency. */
  readonly prefix?: string;
}

/** A column that knows its cell of each row. */
export interface ColumnOf<Row> extends Column {
  readonly of: (row: Row, index: number) => Value;
}

/** Rows of cells under titles. */
export interface Table {
  readonly is: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** What is said of each row below it; then no titles are shown. */
  readonly remarks?: readonly string[];
  /** What stands between the rows where some are left out. */
  readonly gap?: { readonly at: number; readonly text: string };
  /** How far it is set in; once unless told. */
  readonly depth?: number;
  /** Whether its titles are shown where there are no rows. */
  readonly isOpen?: boolean;
}

/** A text in sentences. */
export interface Paragraph {
  readonly is: 'paragraph';
  readonly text: string;
  readonly tone?: Tone | undefined;
  /** Stands before it. */
  readonly mark?: string;
  readonly depth?: number;
  /** Its further lines are set in once more. */
  readonly hangs?: boolean;
}

/** One of a list: a mark and a label before it, how it came out behind it, details below. */
export interface Item {
  readonly text: string;
  readonly tone?: Tone;
  readonly mark?: string;
  readonly markTone?: Tone | undefined;
  readonly label?: string;
  readonly tail?: string;
  readonly tailTone?: Tone | undefined;
  readonly details?: readonly string[];
}

export interface List {
  readonly is: 'list';
  readonly items: readonly Item[];
  /** Columns between labels and texts; two unless told. */
  readonly gap?: number;
  /** What becomes of a text too long for its line: it goes on below itself unless told. */
  readonly overflow?: 'below label' | 'whole below label' | 'past the edge';
}

/** What was left out, or what a sign means: one line, below everything else. */
export interface Note {
  readonly is: 'note';
  readonly text: string;
  readonly depth?: number;
}

/** How far each of many is off target, before and after, in percent: a bar each, where bars can be drawn. */
export interface Chart {
  readonly is: 'chart';
  readonly rows: readonly {
    readonly label: string;
    /** From the least before. */
    readonly points: readonly Pair<number>[];
  }[];
  /** Within this a deviation matters little. */
  readonly band: number;
  /** Those that are drawn, and one of them: "reps", "rep". */
  readonly things: Pair<string>;
}

export type Block = Paragraph | List | Table | Note | Chart;

/** Blocks under a title; nothing at all where there are neither. */
export interface Section {
  readonly title?: string;
  /** What stands beside the title. */
  readonly aside?: string;
  /** Whether the title is cut to the page, for it holds a path. */
  readonly cut?: boolean;
  /** Whether it begins a new sheet where it is printed. */
  readonly startsPage?: boolean;
  /** Whether it is a part of the section above it. */
  readonly isPart?: boolean;
  readonly blocks: readonly Block[];
}

/** What is said first, and what colours it: the whole, or the words before its colon. */
export interface Headline {
  readonly text: string;
  readonly tone?: Tone;
  readonly toneOf?: 'whole' | 'lead';
}

/** All that a report tells, whatever it is shown on. */
export interface Document {
  readonly headline?: Headline;
  readonly sections: readonly Section[];
}

/** A section of those blocks that are there. */
export function section(
  title: string | undefined,
  ...blocks: readonly (Block | readonly Block[] | undefined)[]
): Section {
  const there = blocks.flat().filter((block) => block !== undefined);
  return { ...(title !== undefined && { title }), blocks: there };
}

/** The section where there is something to list; else none. */
export function sectionIf(
  isThere: boolean,
  title: string,
  ...blocks: readonly (Block | readonly Block[] | undefined)[]
): Section[] {
  return isThere ? [section(title, ...blocks)] : [];
}

export function paragraph(text: string, options: Omit<Paragraph, 'is' | 'text'> = {}): Paragraph {
  return { is: 'paragraph', text, ...options };
}

/** A list of texts, or of items with marks, labels and details. */
export function list(
  items: readonly (string | Item)[],
  options: Omit<List, 'is' | 'items'> = {},
): List {
  const all = items.map((one) => (typeof one === 'string' ? { text: one } : one));
  return { is: 'list', items: all, ...options };
}

/** A note, or none where there is nothing to say. */
export function note(text: string | undefined, depth = 1): Note | undefined {
  return text === undefined ? undefined : { is: 'note', text, depth };
}

/** The table of the rows under columns that know their cells. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
  options: Pick<Table, 'remarks' | 'gap' | 'depth' | 'isOpen'> = {},
): Table {
  return {
    is: 'table',
    columns: columns.map(({ of: _, ...column }) => column),
    rows: rows.map((row, index) => columns.map(({ of }) => of(row, index))),
    ...options,
  };
}

/** A column of words. */
export function words<Row>(
  title: string,
  of: (row: Row, index: number) => string,
  options: Omit<Column, 'title' | 'kind'> = {},
): ColumnOf<Row> {
  return { title, of, ...options };
}

/** A column of figures that are in words already. */
export function textColumn<Row>(
  title: string,
  of: (row: Row, index: number) => string,
): ColumnOf<Row> {
  return { title, of, align: 'right' };
}

/** A column of figures. */
export function figures<Row>(
  title: string,
  kind: FigureKind,
  of: (row: Row) => number | undefined,
  options: Omit<Column, 'title' | 'kind'> = {},
): ColumnOf<Row> {
  return { title, kind, of, ...options };
}

/** Whether the cells of a column end below each other, as figures do. */
export function isRight({ kind, align }: Column): boolean {
  return (align ?? (kind === undefined ? 'left' : 'right')) === 'right';
}

/** A column of figures before and after. */
export function pairs<Row>(
  title: string,
  kind: FigureKind,
  of: (row: Row) => Pair<number | undefined>,
  options: Omit<Column, 'title' | 'kind'> = {},
): ColumnOf<Row> {
  return { title, kind, isPair: true, of, ...options };
}

/** The first of a list, and what to say of the rest. */
export function firstOf<One>(
  all: readonly One[],
  most: number,
  things: string,
): { readonly shown: readonly One[]; readonly more?: string } {
  const rest = all.length - most;
  if (rest <= 0) return { shown: all };
  return { shown: all.slice(0, most), more: `… and ${rest} more ${things}` };
}
