/** What is wrong with an answer: a field of the contract and a code. */
export type Fault = { field: string; code: string };

/** The code of a contract's issue: its message where that is a code, else the nearest one. */
export const codeOf = (issue: { message: string; code: string }) =>
	/^[a-z][a-z_]+$/.test(issue.message)
		? issue.message
		: issue.code === 'too_big'
			? 'too_long'
			: 'bad_format';
