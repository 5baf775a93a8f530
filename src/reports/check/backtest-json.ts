import { z } from 'zod';

const backtestSide = z.object({
  cv: z
    .number()
    .nullable()
    .describe(
      'Population standard deviation ÷ mean of won_to_expected over the reps; null for fewer than two.',
    ),
  cv_by_chance: z
    .number()
    .describe('About what it comes to by luck alone where potential is right (docs/formulas.md).'),
  unheld_pct: z.number().describe('Of the won amount: at accounts that none of the reps has.'),
  reps: z
    .array(
      z.object({
        rep_id: z.string(),
        won: z.number(),
        expected: z.number().describe("All that was won × the rep's share of potential."),
        won_to_expected: z.number(),
      }),
    )
    .describe('Reps who have potential, in the order of reps.csv.'),
});

/** What was won in the quarters that begin with the day of `--at`. */
export const backtest = z.object({
  at: z.string().describe('The first day of what happened.'),
  until: z.string().describe('Its last day.'),
  quarters: z.int(),
  opportunities_then: z.int().describe('Opportunities that were there on the first day.'),
  last_closed: z
    .string()
    .nullable()
    .describe('When the last deal of the file was won or lost: later ones are not in it.'),
  wins: z.int().describe('Deals of planned accounts won in that time.'),
  won: z.number(),
  wins_elsewhere: z.int().describe('Of accounts that are not planned, or in no file.'),
  won_elsewhere: z.number(),
  wins_undated: z.int().describe('Won deals without a close date: they count nowhere.'),
  says: z.array(z.string()).describe('What it comes to, in sentences.'),
  figures: z
    .object({
      accounts: z.int().describe('Planned accounts.'),
      rank_correlation_potential: z
        .number()
        .nullable()
        .describe("Spearman's, of won amount with potential; null where all are alike."),
      rank_correlation_arr: z.number().nullable(),
      by_chance: z
        .number()
        .describe('What its size passes in one of twenty cases where nothing is behind it.'),
      top_tenth_accounts: z.int().describe('A tenth of the accounts, rounded up.'),
      top_tenth_pct: z.number().describe('Of the won amount: those with the greatest potential.'),
      largest_win_pct: z.number(),
      won_by_others_pct: z
        .number()
        .nullable()
        .describe("Of the won amount: by others than the account's owner; null without owners."),
      as_it_was: backtestSide.describe("With today's owners."),
      judged: backtestSide.describe('With those who have the accounts in what is checked.'),
      cv_margin: z
        .number()
        .describe('A difference between the two cv up to this is no more than luck may make.'),
    })
    .nullable()
    .describe('Null below 20 wins, and where they brought in nothing.'),
});
