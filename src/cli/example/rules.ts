/** rules.csv of the example: every kind of row that a first plan is likely to need, each with its reason. */
export const exampleRules = `rule,accounts,reps,metric,top,min,max,weight,level,note
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
