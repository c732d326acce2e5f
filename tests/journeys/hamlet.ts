import { ward, type TestStack } from './world.ts';

/** A hamlet of the ward's own for each story, named as the made-up sheets name theirs. */
export async function hamletOf(stack: TestStack, name: string): Promise<string> {
	const [row] = await stack.sql`
		insert into unit.hamlets (area, area_valid_from, name, kind, lat, lon, fictional)
		select a.code, a.valid_from, ${name}, 'thôn', a.lat, a.lon, true
		from unit.areas a where a.unit = ${ward} and a.valid_to is null order by a.code limit 1
		on conflict do nothing returning id`;
	if (row) return row.id;
	return (await stack.sql`select id from unit.hamlets where name = ${name}`)[0]!.id;
}
