/** A stack with one of everything that a unit has, so that what is sent reaches further than `not_found`. */
import fc from 'fast-check';
import type { Sql } from 'postgres';
import { ensureFamilies } from '../../supabase/local/demo-families.ts';
import { ensureLedgers } from '../../supabase/local/demo-ledger.ts';
import { ensureNews } from '../../supabase/local/demo-news.ts';
import { ensureRosters } from '../../supabase/local/demo-roster.ts';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { officerOf } from '../../supabase/tests/people.ts';
import { startScene } from '../functions/scene.ts';
import { marker, type Draw } from '../properties/contracts.ts';

/** A hamlet's head is the one role that stands alone. */
const roles = 'desk field investigator support editor treasurer lead auditor'.split(' ');

/** Tables whose rows a field of this name means, where its name is not enough. */
const meant: Record<string, RegExp> = {
	id: /^(queue\.cases|news\.posts|results\.reports|fund\.(payments|entries|statements))$/,
	case: /^queue\.cases$/,
	officer: /^staff\.officers$/,
	officers: /^staff\.officers$/,
	assignee: /^staff\.officers$/,
	post: /^news\.posts$/,
	entry: /^fund\.entries$/,
	payment: /^fund\.payments$/
};

/** Ids that stand in the database, with the table of each: as rows were laid down, so that a seed means the same rows each time. */
async function idsOf(sql: Sql): Promise<{ of: string; id: string }[]> {
	const tables = await sql<{ of: string; id: string }[]>`
		select format('%I.%I', c.table_schema, c.table_name) as of, quote_ident(c.column_name) as id
		from information_schema.columns c
		where c.table_schema in ('unit', 'staff', 'queue', 'booking', 'fund', 'support', 'news', 'notify', 'results', 'rounds', 'tips')
			and c.data_type = 'uuid' and (c.column_name = 'id' or (c.table_name, c.column_name) = ('officers', 'user_id'))
		order by 1`;
	const each = tables.map(
		({ of, id }) => `(select '${of}' as of, ${id}::text as id from ${of} limit 4)`
	);
	return sql.unsafe(each.join(' union all '));
}

export async function startFuzz() {
	const at = await startScene({ days: 2 });
	const { sql, world } = at;
	const { unit, area } = world;
	const makeOfficer = () => at.stack.officer({ unit, roles });
	let officer: TestOfficer = await makeOfficer();
	const others = await Promise.all(
		[['lead'], ['desk'], ['treasurer'], ['support'], ['editor']].map(async (held) => ({
			...(await officerOf(at.stack.db, unit, held)),
			roles: held
		}))
	);
	await ensureRosters(sql, others);
	await ensureLedgers(sql, others);
	await ensureFamilies(sql, others);
	await ensureNews(sql, others);
	await at.booked();
	await at.called();
	const ids = await idsOf(sql);
	const anyId = fc.constantFrom(...ids.map(({ id }) => id));

	const draw: Draw = (name, { type, format, pattern }) => {
		if (type === 'integer' && name === 'version') return fc.integer({ min: 0, max: 3 });
		if (type !== 'string') return undefined;
		if (format === 'uuid' && name !== 'key') {
			const wanted = meant[name] ?? new RegExp(`\\.${name}s?$`);
			const near = ids.filter(({ of }) => wanted.test(of)).map(({ id }) => id);
			return near.length > 0 ? fc.oneof(fc.constantFrom(...near), anyId) : anyId;
		}
		if (pattern === '^\\d{5}$') return fc.constantFrom(unit, area, '99998');
		if (format === 'date') return fc.constantFrom(...world.days, '2024-02-29', '9999-12-31');
		if (name === 'phone' || name === 'family_phone') return fc.constant('0900 000 101');
		if (format !== undefined || pattern !== undefined) return undefined;
		return fc.constantFrom(marker, `${marker} sau chợ, cổng xanh`, `Ông ${marker}\nngõ 3`);
	};
	return {
		...at,
		draw,
		/** Somebody with every role; another one if the last was disabled, or signed out by what was sent. */
		async officer(): Promise<TestOfficer> {
			const { status } = await at.stack.rpc('staff_me', {}, officer.token);
			if (status !== 200) officer = await makeOfficer();
			return officer;
		}
	};
}
export type FuzzScene = Awaited<ReturnType<typeof startFuzz>>;
