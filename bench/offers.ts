/**
 * Offers and accepted windows through HTTP: the whole way from the server of `npm start` through Deno, the planner and SQL,
 * for a unit with twelve team-days of twelve promised visits each. Every question is paid for with its proof of work before
 * the clock starts, because that time is the asker's own.
 */
import process from 'node:process';
import { seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { directly } from '../tests/functions/direct.ts';
import { makeWorld, proofFor, type World } from '../tests/functions/world.ts';
import { atLeast, atMost, percentile, type Figure } from './figure.ts';

/** Four teams on three Saturdays. */
const DAYS = 12;
const PROMISES = 12;
const size = { teams: 4, days: 3, hamlets: 16, places: PROMISES };
const QUESTIONS = 60;
const WARM_UP = 5;
const CALLERS = 8;
const ACCEPTS = 96;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	// A window that somebody else took meanwhile is no fault, and the API would print each.
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
	const full = await makeWorld(stack.sql, { code: '99001', ...size });
	await shortVisits(stack, full);
	await fill(stack, full);
	const asked = await times(QUESTIONS, full, stack);
	const empty = await makeWorld(stack.sql, { code: '99002', ...size });
	await shortVisits(stack, empty);
	const of = `${DAYS} team-days of ${PROMISES} promises`;
	return [
		atMost(`offers through HTTP, ${of}, p50`, percentile(asked, 0.5), 'ms', null),
		atMost(`offers through HTTP, ${of}, p95`, percentile(asked, 0.95), 'ms', 300),
		atLeast(`windows accepted, ${CALLERS} callers`, await accepted(stack, empty), '1/s', null)
	];
}

/** Twelve promises fill a day of two shifts when a visit takes a quarter of an hour. */
function shortVisits({ sql }: TestStack, { unit }: World) {
	return sql`update unit.settings set first_person_minutes = 15 where unit = ${unit}`;
}

/** Residents of random hamlets accept windows until every team-day holds its promises; then every pool has room again. */
async function fill({ sql, db }: TestStack, { unit, area, hamlets }: World): Promise<void> {
	const random = seeded(2026);
	const ask = directly(db);
	const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	for (;;) {
		const wanted = { area, hamlet: one(hamlets), people: [{ needs: [] }] };
		const found = await ask('booking_offers', { wanted, proof: 'paid', hold: null, lookup: null });
		const windows = found.days.flatMap((day) => day.windows);
		if (windows.length > 0) {
			const { token } = one(windows);
			await ask('booking_hold', { key: crypto.randomUUID(), token, hold: null });
			continue;
		}
		// No pool has a place, or no route of what is left: days that are not full yet start again from nothing.
		const emptied = await sql`
			delete from booking.stops s using booking.team_days d
			where d.id = s.team_day and d.unit = ${unit}
				and (select count(*) from booking.stops o where o.team_day = d.id) < ${PROMISES}
			returning s.id`;
		if (emptied.length === 0) break;
	}
	await sql`
		update booking.stops s set held_until = null
		from booking.team_days d where d.id = s.team_day and d.unit = ${unit}`;
	await sql`update booking.team_days set places = 40, version = version + 1 where unit = ${unit}`;
}

/** Milliseconds of each question, asked one after another, as one resident meets them. */
async function times(count: number, world: World, stack: TestStack): Promise<number[]> {
	const random = seeded(7);
	const taken: number[] = [];
	for (let at = -WARM_UP; at < count; at++) {
		const hamlet = world.hamlets[Math.floor(random() * world.hamlets.length)];
		const wanted = { area: world.area, hamlet, people: [{ needs: [] }] };
		const question = { wanted, proof: await proofFor(stack), hold: null, lookup: null };
		const from = performance.now();
		const { status, body } = await stack.edge('booking', 'booking_offers', question);
		if (status !== 200) throw new Error(`offers were refused: ${status} ${body.code}`);
		if (at >= 0) taken.push(performance.now() - from);
	}
	return taken;
}

/** Windows taken in a second by callers who all go on at once, each hold planned against what the others took meanwhile. */
async function accepted(stack: TestStack, { area, hamlets }: World): Promise<number> {
	const random = seeded(8);
	// Each resident has worked for a list of their own, which is good for one window.
	const lists: string[][] = [];
	while (lists.length < ACCEPTS + CALLERS) {
		const hamlet = hamlets[lists.length % hamlets.length];
		const wanted = { area, hamlet, people: [{ needs: [] }] };
		const question = { wanted, proof: await proofFor(stack), hold: null, lookup: null };
		const { body } = await stack.edge('booking', 'booking_offers', question);
		lists.push(
			body.days.flatMap((day: { windows: { token: string }[] }) =>
				day.windows.map(({ token }) => token)
			)
		);
	}
	let taken = 0;
	const from = performance.now();
	await Promise.all(
		Array.from({ length: CALLERS }, async () => {
			while (taken < ACCEPTS) {
				const list = lists.pop()!;
				const token = list[Math.floor(random() * list.length)];
				const request = { key: crypto.randomUUID(), token, hold: null };
				const { status } = await stack.edge('booking', 'booking_hold', request);
				if (status === 200) taken++;
				else lists.unshift(list);
			}
		})
	);
	return (taken * 1000) / (performance.now() - from);
}
