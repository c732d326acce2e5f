/**
 * What a lead waits for who opens a draft of a year: a large unit with two years of visits, as many cases of five units in the queue,
 * and a year of months told before, by which every number of persons is judged.
 */
import process from 'node:process';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { setup } from '../supabase/local/testing-server.ts';
import { pastVisits } from '../supabase/local/demo-results.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { fill } from './million.ts';

const unit = '21439';
const CASES = Number(process.env.GANDAN_CASES ?? 100_000);
/** Homes visited in each of so many months back. */
const [MONTHS, HOMES] = [24, 400];
const TOLD = 12;
const RUNS = 20;

export async function measure(): Promise<Figure[]> {
	const end = await setup();
	const stack = await startStack({ functions: false });
	try {
		for (const other of ['21439', '21451', '21478', '21457', '21472'])
			for (const role of ['desk', 'investigator', 'support', 'field'])
				await stack.officer({ unit: other, roles: [role] });
		await fill(stack.sql, CASES);
		const lead = await stack.officer({ unit, roles: ['lead'] });
		await stack.sql.begin(async (tx) => {
			for (let back = 1; back <= MONTHS; back++) await pastVisits(tx, unit, back, HOMES);
		});
		await stack.sql`analyze`;
		return [
			atMost('results: a month of a large unit published, p95', await publishing(stack, lead.token), 'ms', 2000),
			atMost('results: a draft of a year opened, p95', await opening(stack, lead.token), 'ms', 1000)
		];
	} finally {
		await stack.stop();
		await end();
	}
}

const command = (args: object) => ({ key: crypto.randomUUID(), ...args });

/** Asks a door as the lead; a refusal ends the bench. */
async function asked<T>(stack: TestStack, token: string, name: string, args: object): Promise<T> {
	const { status, body } = await stack.rpc(name, args, token);
	if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`);
	return body as T;
}

async function publishing(stack: TestStack, token: string): Promise<number> {
	const times: number[] = [];
	for (let back = TOLD; back >= 1; back--) {
		const [of] = await stack.sql<{ year: number; nth: number }[]>`
			select extract(year from m)::int as year, extract(month from m)::int as nth
			from (select date_trunc('month', house.local_day(now())) - make_interval(months => ${back})) x (m)`;
		const { id } = await asked<{ id: string }>(stack, token, 'results_draft', command({ kind: 'month', ...of }));
		const { version } = await asked<{ version: number }>(stack, token, 'results_report', { id });
		const before = performance.now();
		await asked(stack, token, 'results_publish', command({ id, version }));
		times.push(performance.now() - before);
	}
	return percentile(times, 0.95);
}

/** The year in which the month before this one lies. */
async function opening(stack: TestStack, token: string): Promise<number> {
	const [of] = await stack.sql<{ year: number }[]>`
		select extract(year from house.local_day(now()) - interval '1 month')::int as year`;
	const { id } = await asked<{ id: string }>(stack, token, 'results_draft', command({ kind: 'year', nth: 1, ...of }));
	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		const before = performance.now();
		await asked(stack, token, 'results_report', { id });
		times.push(performance.now() - before);
	}
	return percentile(times, 0.95);
}
