import {
  type ColumnSpec,
  credit,
  exportedDate,
  flag,
  id,
  points,
  reference,
  text,
} from './column-spec.js';

/** The account that a row of another file belongs to, as the CRMs' exports name it. */
export const accountReference: readonly ColumnSpec[] = [
  {
    name: 'account_id',
    cells: reference,
    holds: 'whose it is',
    strong: [
      '18digitaccountid',
      'accountid18',
      'accountid18digit',
      'accountnameid',
      'associatedcompanyid',
      'associatedcompanyids',
      'primaryassociatedcompanyid',
      'potentialcustomerid',
      'dealorganizationid',
      'organizationid',
    ],
    weak: ['companyid', 'customerid', 'relatedaccountid', 'parentaccountid'],
  },
  {
    name: 'account_name',
    cells: id,
    holds: 'whose it is',
    strong: [
      'potentialcustomer',
      'associatedcompany',
      'primaryassociatedcompany',
      'companyname',
      'organizationname',
      'dealorganization',
    ],
    weak: ['account', 'company', 'organization', 'customer', 'customername', 'regarding'],
  },
];

/** The columns of opportunities.csv, with the header spellings of the common CRMs. */
export const opportunityColumns: readonly ColumnSpec[] = [
  {
    name: 'opportunity_id',
    cells: id,
    holds: 'text, one of its own each where it is filled',
    strong: ['id', 'recordid', 'dealid', '18digitopportunityid', 'opportunityid18'],
    weak: [],
  },
  ...accountReference,
  {
    name: 'owner',
    cells: id,
    holds: 'who holds it, as in accounts.csv, or by a Salesforce id in its other length',
    strong: [
      'ownerid',
      'ownername',
      'ownerfullname',
      'opportunityowner',
      'opportunityownerid',
      'opportunityownername',
      'dealowner',
      'dealownerid',
      'dealownername',
      'hubspotownerid',
      'recordowner',
    ],
    weak: [
      'owneremail',
      'opportunityowneremail',
      'opportunityowneralias',
      'salesagent',
      'salesrep',
      'salesperson',
      'seller',
      'rep',
      'assignedto',
    ],
  },
  {
    name: 'stage',
    cells: id,
    strong: ['stagename', 'dealstage', 'salesstage', 'opportunitystage'],
    weak: ['pipelinestage', 'pipelinephase'],
  },
  {
    name: 'status',
    cells: id,
    strong: ['dealstatus', 'opportunitystatus', 'statecode'],
    weak: [],
  },
  { name: 'is_closed', cells: flag, strong: ['closed', 'isdealclosed'], weak: [] },
  { name: 'is_won', cells: flag, strong: ['won', 'isclosedwon'], weak: [] },
  {
    name: 'amount',
    cells: credit,
    holds: 'number, below 0 for a credit; empty adds 0',
    strong: [
      'opportunityamount',
      'dealamount',
      'dealvalue',
      'estrevenue',
      'estimatedrevenue',
      'estimatedvalue',
      'closevalue',
    ],
    weak: ['value', 'totalprice', 'dealsize'],
  },
  {
    name: 'actual_amount',
    cells: credit,
    holds: 'number, below 0 for a credit: what it brought in, where that is known',
    strong: ['actualrevenue', 'actualvalue'],
    weak: [],
  },
  {
    name: 'close_date',
    cells: exportedDate,
    holds: 'date: when it closed or is to close',
    strong: [
      'closingdate',
      'estclosedate',
      'estimatedclosedate',
      'expectedclosedate',
      'dealexpectedclosedate',
    ],
    weak: [],
  },
  {
    name: 'actual_close_date',
    cells: exportedDate,
    strong: ['closeddate', 'dealclosedon'],
    weak: ['wontime', 'dealwontime'],
  },
  {
    name: 'created_date',
    cells: exportedDate,
    strong: ['createdon', 'createdate', 'createdtime', 'dealcreated', 'engagedate'],
    weak: ['opendate', 'created'],
  },
  {
    name: 'probability',
    cells: points,
    holds: 'percent; from 0 to 1 where no cell is above 1',
    strong: ['dealprobability', 'closeprobability', 'winprobability'],
    weak: [],
  },
  {
    name: 'currency',
    cells: text,
    holds: 'a code such as EUR; two of them in one column of amounts are an error',
    strong: ['currencyisocode', 'amountcurrency', 'dealcurrency', 'transactioncurrency'],
    weak: [],
  },
];

/** The columns of activities.csv. */
export const activityColumns: readonly ColumnSpec[] = [
  ...accountReference,
  {
    name: 'date',
    cells: exportedDate,
    holds: 'date: `Activity Date`, `Due Date`, `Actual End` …',
    strong: ['activitydate', 'actualend', 'activitydatetime', 'dateofactivity'],
    weak: ['duedate', 'startdatetime', 'meetingdate', 'calldate', 'contactedon', 'completedon'],
  },
  {
    name: 'owner',
    cells: id,
    holds: 'whose it was, as in accounts.csv, or by a Salesforce id in its other length',
    strong: [
      'ownerid',
      'ownername',
      'assignedto',
      'assignedtoid',
      'assignedtoname',
      'activityowner',
      'activityassignedto',
      'activityownerid',
      'taskowner',
      'hubspotownerid',
      'recordowner',
    ],
    weak: ['assigned', 'owneremail', 'salesrep', 'salesperson', 'rep', 'user'],
  },
  {
    name: 'status',
    cells: id,
    holds:
      'text; those that are open, planned, not started, in progress, deferred or canceled do not count',
    strong: ['activitystatus', 'taskstatus'],
    weak: ['isclosed', 'iscompleted', 'done'],
  },
];

/** The columns of contacts.csv: whose they are, and whose account. */
export const contactColumns: readonly ColumnSpec[] = [
  { name: 'contact_id', cells: id, strong: ['id', 'recordid', '18digitcontactid'], weak: [] },
  ...accountReference,
  {
    name: 'owner',
    cells: id,
    strong: ['ownerid', 'ownername', 'contactowner', 'contactownerid', 'hubspotownerid'],
    weak: ['owneremail', 'contactowneralias', 'assignedto'],
  },
  {
    name: 'contact_name',
    cells: id,
    strong: ['fullname', 'contactfullname', 'contact'],
    weak: ['name'],
    pair: ['firstname', 'lastname'],
  },
  { name: 'email', cells: id, strong: ['emailaddress', 'contactemail', 'email1'], weak: [] },
  { name: 'title', cells: id, strong: ['jobtitle', 'contacttitle'], weak: [] },
  { name: 'primary', cells: id, strong: ['isprimary', 'primarycontact'], weak: [] },
  { name: 'language', cells: id, strong: ['preferredlanguage', 'contactlanguage'], weak: [] },
];
