import { z } from 'zod';

/** A proof as the file holds it; docs/certificate.md has its arithmetic. */
export type WrittenProof =
  | {
      readonly prices: number;
      readonly account_prices?: number | undefined;
      readonly impossible?: true | undefined;
    }
  | {
      readonly account: string;
      readonly cases: readonly { readonly reps: readonly string[]; readonly proof: WrittenProof }[];
    }
  | {
      readonly prices: number;
      readonly account_prices?: number | undefined;
      readonly impossible?: true | undefined;
      readonly ruled_out: readonly { readonly account: string; readonly reps: readonly string[] }[];
      readonly proof: WrittenProof;
    };

const reps = z.array(z.string());
const prices = z.int().min(0);
const impossible = z.literal(true).optional();
const account = z.string();

const proof: z.ZodType<WrittenProof> = z.lazy(() =>
  z.union([
    z.strictObject({ prices, account_prices: prices.optional(), impossible }),
    z.strictObject({ account, cases: z.array(z.strictObject({ reps, proof })) }),
    z.strictObject({
      prices,
      account_prices: prices.optional(),
      impossible,
      ruled_out: z.array(z.strictObject({ account, reps })),
      proof,
    }),
  ]),
);

const loads = z.array(
  z.strictObject({
    name: z.string(),
    of: z.enum(['reps', 'owners']),
    step: z.number().min(0).optional(),
    groups: z.array(z.string()),
  }),
);

/** By set, then load, then group. */
const setsOfPrices = z.array(z.array(z.array(z.number())));

/** A certificate by itself, of the problem without some rows. */
const ruleCost = z.strictObject({
  rows: z.array(z.union([z.int(), z.string()])).min(1),
  bound: z.number(),
  loads,
  prices: setsOfPrices,
  proof,
});
/** Of more steps than this no load is counted: whoever reads has to keep a table of them. */
const mostCells = 20_000;

const loadName = { load: z.string(), group: z.string() };
const cutRow = { ...loadName, bend: z.number(), times: z.number() };
const roundedCut = z.strictObject({
  rows: z.array(z.strictObject(cutRow)),
  from: z.array(z.strictObject({ rep: z.string(), accounts: z.array(account) })),
});
const greatCut = z.strictObject({
  great: z.array(
    z.strictObject({
      ...cutRow,
      beside: z
        .strictObject({ ...loadName, bend: z.number(), price: z.number().min(0) })
        .optional(),
      held: z.array(account).optional(),
    }),
  ),
});

/** What is proven of one assignment. */
const proven = {
  bound: z.number().optional(),
  loads,
  cuts: z.array(z.union([roundedCut, greatCut])).optional(),
  prices: setsOfPrices,
  by_rep: z
    .strictObject({
      accounts: z.array(account),
      grids: z.array(
        z.strictObject({
          rep: z.string(),
          load: z.string(),
          group: z.string(),
          step: z.number().positive(),
          cells: z.int().min(0).max(mostCells),
        }),
      ),
      account_prices: z.array(z.array(z.number())),
    })
    .optional(),
  proof: proof.nullable(),
  floors: z
    .array(
      z.strictObject({
        metric: z.string(),
        mean_abs_deviation_pct: z.number(),
        prices,
      }),
    )
    .optional(),
  rule_costs: z.array(ruleCost).optional(),
};

/** The shape of certificate.json; each role has a certificate of its own. */
export const certificateSchema = z.strictObject({
  form: z.literal('carve-certificate-1'),
  ...proven,
  roles: z.record(z.string(), z.strictObject(proven)).optional(),
});

export type CertificateFile = z.infer<typeof certificateSchema>;
/** Of the main assignment, or of a role. */
export type Certificate = Omit<CertificateFile, 'form' | 'roles'>;
export type CertifiedCut = NonNullable<Certificate['cuts']>[number];
export type CertifiedRoundedCut = z.infer<typeof roundedCut>;
export type CertifiedGreatCut = z.infer<typeof greatCut>;
export type CertifiedLoad = Certificate['loads'][number];
export type CertifiedRuleCost = z.infer<typeof ruleCost>;
