/** README.md of the example. */
export const exampleReadme = `# A first plan with carve

Sixty accounts, six reps and a set of rules to try carve on. All companies and people are invented.
Dates were set around the day you ran \`carve init\`.

Run this here:

    carve plan accounts.csv reps.csv --rules rules.csv

It prints who gains and who loses what, and writes the plan to the folder \`carve-out\`.

## What to look at

1. How fair it was and is. Eva has far more potential than Chloe today; Dev is leaving, Finn has just
   begun (ramp 50 %), three accounts still stand under Lee Grant, who is gone.
2. \`carve-out/moves.csv\`: every account that gets another rep, and \`reason\`, why.
3. \`carve-out/territories.csv\`: each rep before and after, with how far they are from target.
4. The rules: which were met, and what they held back. Northgate Press is locked to Ana; Old
   Mill Logistics leaves her because its parent, Tidewater Freight, is Ben's.

## Then change something

- In \`rules.csv\`, raise a number or take the \`#\` off the last row, and run the command again with
  \`--out carve-out-2\`. Every row has a \`note\` that says what it is for.
- Without \`--rules rules.csv\` carve drafts a safe set of rules from the data and prints each with
  its reason.
- Put your own CRM export in place of \`accounts.csv\`. Only \`account_id\` is required, and the usual
  headers of Salesforce, HubSpot and Dynamics are understood.
`;
