/** What an officer learns from one call of a door: its answer or refusal, and the statements behind it with their rows. */
import type { Sql } from 'postgres';
import postgres from 'postgres';
import type { TestDatabase } from '../../supabase/local/testing.ts';
import type { Person } from '../../supabase/tests/people.ts';

export type Seen = { told: unknown; statements: string[] };
type Plan = { 'Query Text': string; Plan: { 'Node Type': string; 'Actual Rows'?: number } };

class Back extends Error {}

/**
 * Calls doors as officers do, each in a transaction that is taken back, so that no call changes what the next one
 * sees. auto_explain tells every statement that ran, also those inside functions, and how many rows it gave.
 */
export class Probe {
	readonly #root: Sql;
	readonly #types = new Map<string, Map<string, string>>();
	/** Bodies of SQL functions: the server calls them for each row that a statement looks at and passes over. */
	readonly #predicates = new Set<string>();
	#plans: Plan[] = [];

	private constructor(db: TestDatabase) {
		this.#root = postgres(db.urls.admin, {
			max: 1,
			onnotice: ({ message = '' }) => {
				const at = message.indexOf('plan:\n');
				if (at >= 0) this.#plans.push(JSON.parse(message.slice(at + 6)));
			}
		});
	}

	static async on(db: TestDatabase): Promise<Probe> {
		const probe = new Probe(db);
		const root = probe.#root;
		await root.unsafe(`load 'auto_explain'`);
		for (const [name, value] of Object.entries({
			log_analyze: 'on',
			log_timing: 'off',
			log_nested_statements: 'on',
			log_format: 'json',
			log_level: 'notice',
			log_parameter_max_length: '0'
		}))
			await root.unsafe(`set auto_explain.${name} = '${value}'`);
		const doors = await root<{ name: string; args: Record<string, string> }[]>`
			select p.proname as name, (
				select coalesce(jsonb_object_agg(p.proargnames[n], format_type(p.proargtypes[n - 1], null)), '{}')
				from generate_series(1, p.pronargs) n
			) as args
			from pg_proc p
			where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')`;
		for (const { name, args } of doors) probe.#types.set(name, new Map(Object.entries(args)));
		const bodies = await root<{ body: string }[]>`
			select p.prosrc as body from pg_proc p join pg_language l on l.oid = p.prolang
			where l.lanname = 'sql' and p.pronamespace::regnamespace::text not in ('pg_catalog', 'extensions')`;
		for (const { body } of bodies) probe.#predicates.add(body);
		return probe;
	}

	/** Every function that an officer's token opens. */
	get doors(): string[] {
		return [...this.#types.keys()].sort();
	}

	async end(): Promise<void> {
		await this.#root.end();
	}

	async see(who: Person, door: string, args: Record<string, unknown>): Promise<Seen> {
		const claims = JSON.stringify({ role: 'authenticated', ...who, aal: 'aal1' });
		let told: unknown;
		await this.#root
			.begin(async (tx) => {
				await tx.unsafe('set local auto_explain.log_min_duration = 0');
				await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
				const [at] = await tx`select to_jsonb(now()) #>> '{}' as now`;
				this.#plans = [];
				try {
					const [row] = await tx.unsafe(this.#call(door, args), [JSON.stringify(args)]);
					// The time of the answer, and what lies whole hours or days from it.
					const times = new RegExp(
						`\\d{4}-\\d\\d-\\d\\dT\\d\\d${at!.now.slice(13).replace('+', '\\+')}`,
						'g'
					);
					// A door that waits for nobody may say the very instant.
					const instant = /"now":"[^"]*"/g;
					const said = JSON.stringify(row!.a).replace(times, '(now)');
					told = JSON.parse(said.replace(instant, '"now":"(now)"'));
				} catch (error) {
					const { code, message, detail, hint, constraint_name } = error as postgres.PostgresError;
					// A line that asks what the door does not take asks nothing.
					if (code === undefined || code === '42883') throw error;
					told = { code, message, detail, hint, constraint_name };
				}
				throw new Back();
			})
			.catch((error: unknown) => {
				if (!(error instanceof Back)) throw error;
			});
		return { told, statements: this.#ran() };
	}

	/** In their order: the statement without its blanks, and the rows it gave. */
	#ran(): string[] {
		return this.#plans
			.filter((plan) => !this.#predicates.has(plan['Query Text']))
			.map(
				({ 'Query Text': text, Plan: top }) =>
					`${text.replace(/\s+/g, ' ').trim().slice(0, 160)} → ${top['Actual Rows'] ?? 0}`
			);
	}

	#call(door: string, args: Record<string, unknown>): string {
		const types = this.#types.get(door);
		if (!types) throw new Error(`An officer opens no door ${door}.`);
		const parts = Object.keys(args).map((name) => {
			const type = types.get(name);
			if (!type) throw new Error(`The door ${door} takes no ${name}.`);
			const at = `($1::text::jsonb -> '${name}')`;
			if (type === 'jsonb') return `"${name}" => nullif(${at}, 'null')`;
			if (type.endsWith('[]'))
				return `"${name}" => (select array_agg(x.value)::${type} from jsonb_array_elements_text(nullif(${at}, 'null')) x)`;
			return `"${name}" => (${at} #>> '{}')::${type}`;
		});
		return `select public.${door}(${parts.join(', ')}) as a${parts.length === 0 ? ' where $1::text is not null' : ''}`;
	}
}
