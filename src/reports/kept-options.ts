import { z } from 'zod';
import type { PipelineBasis } from '../analytics/territory-pipeline.js';
import { type FileForms, givenForm } from '../inputs/csv/file-form.js';
import { byRole, inputRoles } from '../inputs/csv/file-roles.js';
import type { Relaxation } from '../model/relaxation.js';

/** How plan.json keeps an option. */
interface Kept<Key extends string, Value, Schema extends z.ZodType> {
  readonly key: Key;
  readonly schema: Schema;
  /** Undefined: it is left out. */
  readonly written: (value: Value) => z.infer<Schema> | undefined;
  readonly read: (json: z.infer<Schema>) => Value;
}

function kept<const Key extends string, Value, Schema extends z.ZodType>(
  key: Key,
  schema: Schema,
  written: Kept<Key, Value, Schema>['written'],
  read: Kept<Key, Value, Schema>['read'],
): Kept<Key, Value, Schema> {
  return { key, schema, written, read };
}

function asIs<const Key extends string, Schema extends z.ZodType>(
  key: Key,
  schema: Schema,
): Kept<Key, z.infer<Schema>, Schema> {
  return kept<Key, z.infer<Schema>, Schema>(
    key,
    schema,
    (value) => value,
    (json) => json,
  );
}

const stagePrefix = 'stage:';

function basisJson({ fiscalStart, assumptions }: PipelineBasis) {
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  return {
    fiscal_start: `${twoDigits(fiscalStart.month)}-${twoDigits(fiscalStart.day)}`,
    assumptions: {
      ...assumptions.rates,
      ...Object.fromEntries(
        [...assumptions.stages].map(([stage, share]) => [`${stagePrefix}${stage}`, share]),
      ),
    },
  };
}

function basisIn(json: ReturnType<typeof basisJson>): PipelineBasis {
  const [month, day] = json.fiscal_start.split('-').map(Number);
  const named = Object.entries<number | undefined>(json.assumptions);
  const given = named.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const isStage = ([name]: readonly [string, number]): boolean => name.startsWith(stagePrefix);
  return {
    fiscalStart: { month, day },
    assumptions: {
      rates: Object.fromEntries(given.filter((one) => !isStage(one))),
      stages: new Map(
        given.filter(isStage).map(([name, share]) => [name.slice(stagePrefix.length), share]),
      ),
    },
  };
}

/** Null where it was not given. */
function orNull<const Key extends string>(
  key: Key,
  schema: z.ZodNullable<z.ZodNumber | z.ZodInt>,
): Kept<Key, number | undefined, typeof schema> {
  return kept<Key, number | undefined, typeof schema>(
    key,
    schema,
    (value) => value ?? null,
    (json) => json ?? undefined,
  );
}

/** There and true, or not there. */
function ifOn<const Key extends string>(key: Key, description: string) {
  const schema = z.literal(true).optional().describe(description);
  return kept<Key, boolean | undefined, typeof schema>(
    key,
    schema,
    (on) => (on ? true : undefined),
    (json) => json === true,
  );
}

/** What a file did not say of itself and a flag did. */
export const fileForm = z.object({
  encoding: z.string().optional(),
  sheet: z.string().optional(),
  decimal: z.enum(['.', ',']).optional(),
  dates: z.enum(['mdy', 'dmy']).optional(),
});

/** What shapes a problem besides its files, whatever is done with it; in the order of plan.json. */
export const keptOfProblem = {
  bare: asIs('bare', z.boolean()),
  drafted: asIs('drafted', z.boolean().describe('Whether the rules were drafted from the data.')),
  weights: kept(
    'weights',
    z.record(z.string(), z.number().min(0)),
    (weights: ReadonlyMap<string, number>) => Object.fromEntries(weights),
    (json): ReadonlyMap<string, number> => new Map(Object.entries(json)),
  ),
  shareBy: kept(
    'share_by',
    z.string().describe('The column of the rep file that territories are shared by.'),
    (column: string | undefined) => column ?? 'capacity',
    (json) => (json === 'capacity' ? undefined : json),
  ),
  potentialCap: kept(
    'potential_cap',
    z.enum(['p95', 'none']),
    (capped: boolean) => (capped ? 'p95' : 'none'),
    (json) => json === 'p95',
  ),
  ownerFrom: asIs(
    'owner_from',
    z
      .enum(['opportunities'])
      .optional()
      .describe('Where accounts without an owner took theirs from; absent: nowhere.'),
  ),
  /** Values of `--map` as given. */
  map: kept(
    'map',
    z.array(z.string()),
    (map: readonly string[]) => [...map],
    (json): readonly string[] => json,
  ),
  locate: ifOn('locate', 'Present where places without coordinates were looked up.'),
  samePlaces: ifOn(
    'same_places',
    'Present where states and countries were one value however spelled.',
  ),
  currency: asIs(
    'currency',
    z
      .string()
      .optional()
      .describe('`--currency`: what amounts are in whose currency the files do not tell.'),
  ),
  acceptedStay: ifOn(
    'accepted_stay',
    'Present where accepted decisions of the register hold like the others (review --replan).',
  ),
  statuses: kept(
    'statuses',
    z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'Reps whose status is another than in reps.csv, because a plan before was told so (--events).',
      ),
    (statuses: ReadonlyMap<string, string> | undefined) => statuses && Object.fromEntries(statuses),
    (json): ReadonlyMap<string, string> | undefined => json && new Map(Object.entries(json)),
  ),
  /** Of each file that was read, what flags said of it: a file that speaks for itself is not in it. */
  forms: kept(
    'reading',
    z
      .object(byRole(inputRoles, () => fileForm.optional()))
      .optional()
      .describe('By file, what `--encoding`, `--sheet`, `--decimal` and `--dates` said of it.'),
    (forms: FileForms = {}) => {
      const described = inputRoles.flatMap((role) => {
        const form = givenForm(forms[role]);
        return Object.keys(form).length === 0 ? [] : [[role, form]];
      });
      return described.length === 0 ? undefined : Object.fromEntries(described);
    },
    (json): FileForms | undefined => json,
  ),
};

/** What shapes a plan besides its files; in the order of plan.json. */
export const keptOfPlan = {
  seed: asIs('seed', z.int()),
  effort: asIs('effort', z.enum(['quick', 'normal', 'thorough'])),
  ...keptOfProblem,
  maxMoves: orNull(
    'max_moves',
    z.int().min(0).nullable().describe('`--max-moves`, a must budget of moves.'),
  ),
  /** What pipeline against quota rests on besides the files; absent where it is not told. */
  pipeline: kept(
    'pipeline',
    z
      .object({
        fiscal_start: z
          .string()
          .regex(/^\d{2}-\d{2}$/)
          .describe('`--fiscal-start`, as MM-DD.'),
        assumptions: z
          .record(z.string(), z.number())
          .describe('Rates of `--assumptions`, by name; `stage:NAME` folded.'),
      })
      .optional()
      .describe('What `pipeline` rests on besides the files.'),
    (basis: PipelineBasis | undefined) => basis && basisJson(basis),
    (json): PipelineBasis | undefined => json && basisIn(json),
  ),
  timeLimitSeconds: orNull('time_limit_s', z.number().nullable()),
  /** What `--relax` changed, in the order of relaxations.csv. */
  relaxations: kept(
    'relaxations',
    z
      .array(
        z.object({
          file: z.enum(['rules.csv', 'reps.csv', 'accounts.csv']),
          row: z.int(),
          column: z.string(),
          from: z.string(),
          to: z.string(),
        }),
      )
      .optional()
      .describe('`--relax`: what relaxations.csv lists; absent where nothing was relaxed.'),
    (relaxations: readonly Relaxation[] = []) =>
      relaxations.length === 0
        ? undefined
        : relaxations.map(({ file, row, column, from, to }) => ({ file, row, column, from, to })),
    (json): readonly Relaxation[] | undefined => json,
  ),
};

interface AnyKept {
  readonly key: string;
  readonly schema: z.ZodType;
  readonly written: (value: never) => unknown;
  readonly read: (json: never) => unknown;
}
type Table = Readonly<Record<string, AnyKept>>;

type ValueOf<Entry> = Entry extends { readonly read: (json: never) => infer Value } ? Value : never;
type MayLack<Kepts> = {
  [Name in keyof Kepts]: undefined extends ValueOf<Kepts[Name]> ? Name : never;
}[keyof Kepts];

/** Options as carve has them; what may be undefined may be left out. */
export type Options<Kepts> = {
  readonly [Name in Exclude<keyof Kepts, MayLack<Kepts>>]: ValueOf<Kepts[Name]>;
} & { readonly [Name in MayLack<Kepts>]?: ValueOf<Kepts[Name]> };

type Shape<Kepts extends Table> = {
  [Name in keyof Kepts as Kepts[Name]['key']]: Kepts[Name]['schema'];
};
type Json<Kepts extends Table> = z.infer<z.ZodObject<Shape<Kepts>>>;

// Entries of a table have types of their own, which a loop over them cannot tell apart: hence the casts.

/** The schemas of options by their keys in plan.json. */
export function shapeOf<Kepts extends Table>(table: Kepts): Shape<Kepts> {
  const shapes = Object.values(table).map(({ key, schema }) => [key, schema]);
  return Object.fromEntries(shapes) as Shape<Kepts>;
}

/** Options as plan.json keeps them. */
export function writtenOptions<Kepts extends Table>(
  table: Kepts,
  options: Options<Kepts>,
): Json<Kepts> {
  const given = options as Readonly<Record<string, unknown>>;
  const entries = Object.entries(table).flatMap(([name, { key, written }]) => {
    const json = written(given[name] as never);
    return json === undefined ? [] : [[key, json]];
  });
  return Object.fromEntries(entries) as Json<Kepts>;
}

/** What `toldOptions` made of options, undone. */
export function readOptions<Kepts extends Table>(table: Kepts, json: Json<Kepts>): Options<Kepts> {
  const kept = json as Readonly<Record<string, unknown>>;
  const entries = Object.entries(table).map(([name, { key, read }]) => [
    name,
    read(kept[key] as never),
  ]);
  return Object.fromEntries(entries) as Options<Kepts>;
}
