/** reps.csv of the example; `{-40}` stands for the day 40 days ago. All people are invented. */
export const exampleReps = `rep_id,rep_name,email,title,manager,region,industry,latitude,longitude,capacity,ramp,quota,max_accounts,start_date,status
R1,Ana Ruiz,ana.ruiz@example.com,Senior Account Executive,Gia Romano,East,Financial Services|Health Care,42.36,-71.06,1,100%,900000,25,{-2450},active
R2,Ben Ortega,ben.ortega@example.com,Account Executive,Gia Romano,East|Central,Manufacturing|Logistics,39.96,-83.00,1,100%,800000,25,{-1130},active
R3,Chloe Park,chloe.park@example.com,Account Executive,Gia Romano,Central|West,Technology|Retail,39.74,-104.99,1,100%,800000,25,{-860},active
R4,Dev Nair,dev.nair@example.com,Senior Account Executive,Gia Romano,Central,Manufacturing,41.88,-87.63,1,100%,900000,25,{-1990},leaving
R5,Eva Lind,eva.lind@example.com,Senior Account Executive,Hal Berg,West,Technology|Health Care,37.77,-122.42,1,100%,900000,25,{-1600},active
R6,Finn Moss,finn.moss@example.com,Account Executive,Hal Berg,West,Retail|Manufacturing,34.05,-118.24,1,50%,400000,15,{-40},active
`;
