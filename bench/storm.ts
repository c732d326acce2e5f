/**
 * A postponed day of sixty visits, from the lead's press to the moment at which every one of them has windows kept: through
 * HTTP, Deno, the planner and the commit, with the next Saturdays half full of other people's promises.
 */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { storm } from '../tests/functions/postponing.ts';
import { makeWorld, type World } from '../tests/functions/world.ts';
import { atLeast, atMost, type Figure } from './figure.ts';

const VISITS = 60;
/** Six teams on four Saturdays; sixty visits fill the first. */
const size = { code: '99003', teams: 6, days: 4, hamlets: 16, places: 12 };
/** Of the places on the Saturdays after it. */
const OTHERS = 60;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		const stack = await startStack({ connections: 20 });
		try {
			return await measureIn(stack);
		} finally {
			await stack.stop();
		}
	} finally {
		release();
		await end();
	}
}

async function measureIn(stack: TestStack): Promise<Figure[]> {
	const world = await makeWorld(stack.sql, size);
	// A dozen visits fit a day of two shifts when each takes a quarter of an hour.
	await stack.sql`
		update unit.settings set first_person_minutes = 15, horizon_days = 40 where unit = ${world.unit}`;
	await fill(stack, world);
	const lead = await stack.officer({ unit: world.unit, roles: ['lead'] });
	const [day] = world.days;
	// A first run warms Deno up, as a portal is that has been booked through.
	await stack.edge('booking', 'booking_tend', {});

	const started = performance.now();
	const scope = { team: null, area: null, from_day: day, to_day: day };
	const done = await stack.rpc(
		'booking_postpone',
		{ key: randomUUID(), ...scope, reason: 'storm', note: null },
		lead.token
	);
	if (done.status !== 200 || done.body.visits !== VISITS)
		throw new Error(`postponed ${JSON.stringify(done.body)}`);
	for (let more = true; more;) {
		const run = await stack.edge('booking', 'booking_tend', {});
		if (run.status !== 200) throw new Error(`tending: ${run.status}`);
		more = run.body.more;
	}
	const took = (performance.now() - started) / 1000;
	const [kept] = await stack.sql`
		select count(*)::int as windows, count(distinct case_id)::int as visits
		from booking.held_offers where ended is null`;
	return [
		atMost(`a postponed day of ${VISITS} visits re-offered, through HTTP`, took, 's', 3),
		atLeast('of them with a window kept', kept!.visits, 'visits', VISITS),
		atLeast('windows kept in all', kept!.windows, 'windows', null)
	];
}

/** Sixty promises on the first Saturday, and as many on the next ones. */
async function fill({ db, sql }: TestStack, world: World): Promise<void> {
	const random = seeded(2026);
	const at = storm(db, world);
	const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const count = async (first: boolean) => {
		const [row] = await sql`
			select count(*)::int as n from booking.stops s join booking.team_days d on d.id = s.team_day
			where d.unit = ${world.unit} and (d.day = ${world.days[0]!}) = ${first}`;
		return row!.n as number;
	};
	while ((await count(true)) < VISITS) await at.booked(world.days[0]!, one(world.hamlets));
	while ((await count(false)) < OTHERS) await at.booked(one(world.days.slice(1)), one(world.hamlets));
}
