/** What every edge function needs to speak with the database: calls, their refusals, and the caller's own client. */
import { Refusal, busy } from '../answer/index.ts';

type Refused = { code?: string; message: string; details?: string | null };

/** As much of a Supabase client as a door needs. */
export type Caller = {
	rpc(
		name: string,
		args: Record<string, unknown>
	): PromiseLike<{
		data: unknown;
		error: Refused | null;
		status: number;
	}>;
};

/** A database of which functions alone are known: any name, named arguments, and the contract says what comes back. */
export type Doors = {
	public: {
		Tables: Record<never, never>;
		Views: Record<never, never>;
		Functions: Record<string, { Args: Record<string, unknown>; Returns: unknown }>;
	};
};

/** Calls one SQL function with named arguments. Its answer is ours and is not checked again. */
export type Call = <Answer>(name: string, args: Record<string, unknown>) => Promise<Answer>;

/** @throws Refusal with the code SQL gave; `busy` when the database cannot now; never a database's own words */
export function callWith(client: Caller): Call {
	return async <Answer>(name: string, args: Record<string, unknown>) => {
		const { data, error, status } = await client.rpc(name, args);
		if (error) throw refusalOf(error, status);
		return data as Answer;
	};
}

/** Lock waits, deadlocks, serialization, timeouts, no connection: nothing was written, try again. */
const passing = /^(40001|40P01|55P03|57014|57P0\d|53\d{3}|08\w{3}|PGRST00\d)$/;

function refusalOf(error: Refused, status: number): Refusal {
	const code = error.code ?? '';
	const ours = /^PT(\d{3})$/.exec(code);
	if (ours && Number(ours[1]) === 503) return busy();
	if (ours)
		return new Refusal(
			Number(ours[1]),
			error.message,
			error.details ? { field: error.details } : {}
		);
	if (status === 401) return new Refusal(401, 'sign_in');
	if (status === 0 || status === 503 || passing.test(code)) return busy();
	return new Refusal(500, 'failed');
}

/** A secret of the function from its environment. @throws Error at the start, not at a citizen's first request */
export function secretOf(name: string, read: (name: string) => string | undefined): string {
	const value = read(name);
	if (!value || value.length < 32)
		throw new Error(`${name} is missing or short: set it before the functions start`);
	return value;
}
