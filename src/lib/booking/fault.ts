/** What is wrong with an answer: a field of the contract and a code. */
export type Fault = { field: string; code: string };
