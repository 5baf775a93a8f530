/** README.md of the example. */
const exampleReadme = `# A first plan with carve

Sixty accounts, six reps and a set of rules to try carve on. All companies and people are invented.
Dates were set around the day you ran \`carve init\`.

Run this here:

    carve plan accounts.csv reps.csv --rules rules.csv

It prints who gains and who loses what, and writes the plan to the folder \`carve-out\`.

## What to look at

1. How fair it was and is. Eva has far more potential than Chloe today; Dev is leaving, Finn has just
   begun (ramp 50 %), three accounts still stand under Lee Grant, who is gone.
2. \`carve-out/moves.csv\`: every account that gets another rep, and \`reason\`, why.
3. \`carve-out/territories.csv\`: each rep before and after, with how far they are from a fair share.
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

/** reps.csv of the example; `{-40}` stands for the day 40 days ago. All people are invented. */
const exampleReps = `rep_id,rep_name,email,title,manager,region,industry,latitude,longitude,capacity,ramp,quota,max_accounts,start_date,status
R1,Ana Ruiz,ana.ruiz@example.com,Senior Account Executive,Gia Romano,East,Financial Services|Health Care,42.36,-71.06,1,100%,900000,25,{-2450},active
R2,Ben Ortega,ben.ortega@example.com,Account Executive,Gia Romano,East|Central,Manufacturing|Logistics,39.96,-83.00,1,100%,800000,25,{-1130},active
R3,Chloe Park,chloe.park@example.com,Account Executive,Gia Romano,Central|West,Technology|Retail,39.74,-104.99,1,100%,800000,25,{-860},active
R4,Dev Nair,dev.nair@example.com,Senior Account Executive,Gia Romano,Central,Manufacturing,41.88,-87.63,1,100%,900000,25,{-1990},leaving
R5,Eva Lind,eva.lind@example.com,Senior Account Executive,Hal Berg,West,Technology|Health Care,37.77,-122.42,1,100%,900000,25,{-1600},active
R6,Finn Moss,finn.moss@example.com,Account Executive,Hal Berg,West,Retail|Manufacturing,34.05,-118.24,1,50%,400000,15,{-40},active
`;

/** rules.csv of the example: every kind of row that a first plan is likely to need, each with its reason. */
const exampleRules = `rule,accounts,reps,metric,top,min,max,weight,level,note
match,,,region,,,,,must,An account goes to a rep of its own region; Ben and Chloe have two
keep,days_to_renewal >= 0; days_to_renewal <= 60,,,,,,,must,No new face within 60 days of a renewal
keep,type = Customer,,arr,1,,,,must,Every rep keeps their largest customer
together,,,,,,,,must,A company and its subsidiaries have one rep
avoid,account_name ~ Bank,rep_id = R3,,,,,,must,Chloe came from a bank and may not sell to banks for a year
limit,segment = Enterprise,,,,,5,,must,More than five enterprise accounts is more than one person can serve well
budget,,,arr,,,20%,,must,At most a fifth of the ARR that active reps hold may change hands
balance,,,potential,,10%,30%,4,must,Potential within 30 % of target for everyone; within 10 % it hardly matters
balance,,,workload,,15%,,2,should,"Then the work, in hours a month"
prefer,,,industry,,,,0.5,,"Industry knowledge, where it costs little else"
weight,,,distance,,,,0.5,,Travel counts half as much as usual: most meetings are online
# release,segment = Small; arr = 0,,potential,10,,,,must,Take off the # and small prospects go to the house pool but for the ten with most potential
`;

/** accounts.csv of the example; `{+12}` stands for the day 12 days from today. All companies are invented. */
const exampleAccounts = `account_id,account_name,owner,type,segment,industry,region,city,state,latitude,longitude,employees,potential,workload,arr,open_pipeline,renewal_date,last_contacted,parent_id,locked
A-1010,Harbor Mutual,Ana Ruiz,Customer,Small,Financial Services,East,Hartford,CT,41.76,-72.69,220,25000,2,5000,0,{+24},{-14},,
A-1013,Quill & Page,Ben Ortega,Prospect,Small,Retail,East,Atlanta,GA,33.75,-84.39,160,16000,1,0,3000,,{-2},,
A-1017,Brightwater Foods,,Prospect,Mid-Market,Retail,East,Hartford,CT,41.76,-72.69,900,47000,3,0,0,,,,
A-1034,Old Mill Logistics,Ana Ruiz,Prospect,Small,Logistics,East,Charlotte,NC,35.23,-80.84,120,14000,1,0,0,,{-110},A-1061,
A-1038,Cobalt Health,Ana Ruiz,Customer,Mid-Market,Health Care,East,Baltimore,MD,39.29,-76.61,900,48000,4,10000,0,{+96},{-2},,
A-1047,Fenwick Paper,Ben Ortega,Customer,Small,Manufacturing,East,Philadelphia,PA,39.95,-75.17,150,18000,2,8000,0,{+143},{-21},,
A-1050,Lantern Insurance,Ana Ruiz,Customer,Small,Financial Services,East,Baltimore,MD,39.29,-76.61,60,9000,2,2000,3000,{+71},{-14},,
A-1061,Tidewater Freight,Ben Ortega,Prospect,Enterprise,Logistics,East,Charlotte,NC,35.23,-80.84,7300,123000,6,0,28000,,{-21},,
A-1076,Maple Row Clinics,Ana Ruiz,Customer,Mid-Market,Health Care,East,New York,NY,40.71,-74.01,600,31000,4,19000,0,{+41},{-9},,
A-1086,Northgate Press,Ana Ruiz,Customer,Mid-Market,Technology,East,Philadelphia,PA,39.95,-75.17,1200,79000,4,25000,10000,{+120},{-30},,yes
A-1098,Calder Instruments,Ana Ruiz,Prospect,Mid-Market,Manufacturing,East,New York,NY,40.71,-74.01,1000,67000,3,0,14000,,{-21},,
A-1114,Whitfield Dairy,Ana Ruiz,Customer,Mid-Market,Retail,East,Hartford,CT,41.76,-72.69,600,76000,4,34000,0,{+240},,,
A-1118,Juniper Analytics,Ana Ruiz,Customer,Mid-Market,Technology,East,Baltimore,MD,39.29,-76.61,400,36000,4,21000,11000,{+143},{-110},,
A-1125,Granite State Tools,Ana Ruiz,Customer,Mid-Market,Manufacturing,East,Atlanta,GA,33.75,-84.39,400,76000,4,30000,0,{+33},{-14},,
A-1128,Bluebell Pharmacy,Ana Ruiz,Customer,Enterprise,Health Care,East,Baltimore,MD,39.29,-76.61,7700,195000,7,43000,51000,{+55},{-9},,
A-1136,Piedmont Textiles,Ana Ruiz,Prospect,Small,Manufacturing,East,Baltimore,MD,39.29,-76.61,200,22000,1,0,0,,,,
A-1153,Sable Robotics,Ana Ruiz,Customer,Mid-Market,Technology,East,Boston,MA,42.36,-71.06,300,49000,4,22000,0,{+160},{-5},,
A-1163,Larkspur Media,Ben Ortega,Prospect,Mid-Market,Technology,East,Philadelphia,PA,39.95,-75.17,300,77000,3,0,0,,{-30},,
A-1167,Dunmore Steel,,Prospect,Small,Manufacturing,East,Charlotte,NC,35.23,-80.84,150,8000,1,0,0,,,,
A-1170,Ivy Lane Hotels,Lee Grant,Prospect,Small,Retail,East,Boston,MA,42.36,-71.06,20,24000,1,0,7000,,{-5},,
A-1183,Keystone Optics,Ben Ortega,Prospect,Enterprise,Manufacturing,East,Baltimore,MD,39.29,-76.61,7300,155000,6,0,50000,,{-60},,
A-1199,Marlow Energy,Ben Ortega,Customer,Mid-Market,Manufacturing,East,Boston,MA,42.36,-71.06,1100,63000,4,28000,0,{+120},,,
A-1208,Prairie Grain Group,Chloe Park,Customer,Small,Manufacturing,Central,Minneapolis,MN,44.98,-93.27,220,12000,2,6000,0,{+96},{-110},,
A-1214,Ironwood Motors,Dev Nair,Prospect,Enterprise,Manufacturing,Central,Detroit,MI,42.33,-83.05,6400,217000,6,0,0,,{-21},,
A-1218,Lakeshore Credit,Chloe Park,Prospect,Mid-Market,Financial Services,Central,Columbus,OH,39.96,-83.0,600,47000,3,0,12000,,{-200},,
A-1228,Twin Rivers Health,Chloe Park,Prospect,Mid-Market,Health Care,Central,Kansas City,MO,39.1,-94.58,700,32000,3,0,10000,,{-21},,
A-1243,Gateway Packaging,,Prospect,Mid-Market,Manufacturing,Central,St. Louis,MO,38.63,-90.2,500,71000,3,0,0,,,,
A-1253,Wheatfield Foods,Dev Nair,Prospect,Enterprise,Retail,Central,Chicago,IL,41.88,-87.63,5000,158000,6,0,0,,,,
A-1263,Summit Rail,Dev Nair,Prospect,Enterprise,Logistics,Central,St. Louis,MO,38.63,-90.2,2900,184000,6,0,45000,,{-2},,
A-1274,Oakridge Paints,Chloe Park,Customer,Small,Manufacturing,Central,St. Louis,MO,38.63,-90.2,90,11000,2,4000,0,{+345},{-9},,
A-1290,Mercer Dental,Dev Nair,Customer,Small,Health Care,Central,St. Louis,MO,38.63,-90.2,40,13000,2,7000,3000,{+96},{-2},,
A-1301,Heartland Seeds,Chloe Park,Customer,Mid-Market,Manufacturing,Central,Chicago,IL,41.88,-87.63,800,62000,4,29000,20000,{+41},{-45},,
A-1308,Copperfield Brewing,Dev Nair,Customer,Mid-Market,Retail,Central,St. Louis,MO,38.63,-90.2,800,80000,4,39000,20000,{+24},{-75},,
A-1323,Midway Components,Dev Nair,Prospect,Mid-Market,Manufacturing,Central,Kansas City,MO,39.1,-94.58,600,31000,3,0,11000,,{-30},,
A-1338,Stonebridge Bank,Dev Nair,Prospect,Small,Financial Services,Central,Kansas City,MO,39.1,-94.58,60,21000,1,0,0,,{-150},,
A-1348,Cedar Falls Software,Dev Nair,Prospect,Small,Technology,Central,Kansas City,MO,39.1,-94.58,200,21000,1,0,3000,,{-21},,
A-1359,Redbird Logistics,Ben Ortega,Prospect,Mid-Market,Logistics,Central,Columbus,OH,39.96,-83.0,1100,63000,3,0,0,,{-45},,
A-1365,Loomis Hydraulics,Chloe Park,Customer,Mid-Market,Manufacturing,Central,Chicago,IL,41.88,-87.63,1100,39000,4,17000,10000,{+345},{-45},,
A-1376,Pioneer Glass,Dev Nair,Customer,Small,Manufacturing,Central,St. Louis,MO,38.63,-90.2,140,22000,2,13000,3000,{+71},{-75},,
A-1385,Fairway Outfitters,,Prospect,Small,Retail,Central,Detroit,MI,42.33,-83.05,100,18000,1,0,0,,,,
A-1388,Redwood Biotech,Eva Lind,Prospect,Enterprise,Health Care,West,Portland,OR,45.52,-122.68,2100,148000,6,0,31000,,{-5},,
A-1402,Golden Gate Apparel,,Prospect,Mid-Market,Retail,West,Seattle,WA,47.61,-122.33,1200,62000,3,0,0,,,,
A-1416,Cascade Timber,Eva Lind,Customer,Enterprise,Manufacturing,West,Denver,CO,39.74,-104.99,2200,201000,7,73000,0,{+71},{-150},,
A-1429,Sierra Solar,Eva Lind,Prospect,Enterprise,Manufacturing,West,Phoenix,AZ,33.45,-112.07,8900,145000,6,0,0,,{-200},,
A-1444,Mesa Water Works,Eva Lind,Prospect,Mid-Market,Manufacturing,West,San Francisco,CA,37.77,-122.42,800,41000,3,0,0,,{-14},,
A-1449,Pacific Crest Bank,Eva Lind,Customer,Small,Financial Services,West,Los Angeles,CA,34.05,-118.24,40,10000,2,2000,0,{+262},{-200},,
A-1455,Juniper Peak Gear,,Prospect,Mid-Market,Retail,West,San Francisco,CA,37.77,-122.42,300,73000,3,0,0,,,,
A-1461,Alta Semiconductors,Eva Lind,Customer,Mid-Market,Technology,West,Los Angeles,CA,34.05,-118.24,800,52000,4,21000,0,{+345},,,
A-1476,Seabright Seafood,Eva Lind,Customer,Enterprise,Retail,West,San Francisco,CA,37.77,-122.42,2300,117000,7,49000,0,{+318},{-9},,
A-1482,Rainier Aerospace,Eva Lind,Prospect,Enterprise,Manufacturing,West,Portland,OR,45.52,-122.68,5600,130000,6,0,15000,,,,
A-1486,Canyon Media,Eva Lind,Customer,Small,Technology,West,San Francisco,CA,37.77,-122.42,140,16000,2,6000,0,{+205},{-200},,
A-1502,High Desert Mining,Eva Lind,Customer,Enterprise,Manufacturing,West,Seattle,WA,47.61,-122.33,7800,194000,7,68000,0,{+71},{-2},,
A-1519,Bayside Robotics,Eva Lind,Customer,Enterprise,Technology,West,Phoenix,AZ,33.45,-112.07,4400,193000,7,114000,0,{+143},{-5},,
A-1533,Evergreen Clinics,Lee Grant,Prospect,Small,Health Care,West,Los Angeles,CA,34.05,-118.24,60,18000,1,0,0,,{-45},,
A-1542,Cinder Cone Games,Finn Moss,Prospect,Enterprise,Technology,West,Phoenix,AZ,33.45,-112.07,2900,137000,6,0,18000,,,,
A-1559,Silver Lake Studios,Eva Lind,Prospect,Mid-Market,Technology,West,Portland,OR,45.52,-122.68,700,44000,3,0,0,,{-150},,
A-1571,Tamarack Telecom,Eva Lind,Customer,Enterprise,Technology,West,San Francisco,CA,37.77,-122.42,6900,109000,7,43000,15000,{+240},,,
A-1575,Wild Plum Grocers,Eva Lind,Customer,Mid-Market,Retail,West,Seattle,WA,47.61,-122.33,600,77000,4,28000,12000,{+240},{-21},,
A-1582,Saguaro Health,Lee Grant,Customer,Small,Health Care,West,San Francisco,CA,37.77,-122.42,190,23000,2,13000,0,{+41},{-150},,
A-1593,Alta Photonics,Finn Moss,Customer,Mid-Market,Technology,West,San Francisco,CA,37.77,-122.42,300,78000,4,45000,30000,{+318},{-110},A-1461,
`;

const millisecondsInDay = 86_400_000;

/**
 * The files of the example by name, with dates counted from `today`
 * (`YYYY-MM-DD`), so that its renewals are as near on any day.
 */
export function exampleFiles(today: string): ReadonlyMap<string, string> {
  return new Map([
    ['accounts.csv', withDates(exampleAccounts, today)],
    ['reps.csv', withDates(exampleReps, today)],
    ['rules.csv', exampleRules],
    ['README.md', exampleReadme],
  ]);
}

/** Puts the day that lies as many days from today in place of `{+12}` or `{-40}`. */
function withDates(text: string, today: string): string {
  const start = Date.parse(`${today}T00:00:00Z`);
  return text.replace(/\{([+-]\d+)\}/g, (_, days: string) =>
    new Date(start + Number(days) * millisecondsInDay).toISOString().slice(0, 10),
  );
}
