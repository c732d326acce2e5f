/**
 * Residents who look, hold, send, change their mind, move, cancel and let holds lapse, one after another, against the real
 * commit. Whatever they do, everybody who was promised a window can be served in it.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from '../../supabase/functions/_shared/planner/examples.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { directly, serviceOf } from '../functions/direct.ts';
import { formFor, makeWorld, newSecret, type World } from '../functions/world.ts';
import { brokenIn, type Told } from './judge.ts';

/** Ten thousand with `npm run test:races`, a short form in every `npm test`. */
const ACCEPTED = process.env.GANDAN_LONG === '1' ? 10_000 : 250;
/** How often all days are judged as a whole, in accepted offers. */
const EVERY = 10;

let db: TestDatabase;
let world: World;
beforeAll(async () => {
	db = await createDatabase();
	world = await makeWorld(db.sql, { teams: 2, days: 2, hamlets: 9, places: 9 });
});
afterAll(() => db?.drop());

type Booked = { subject: string; lookup: string };

it(`of ${ACCEPTED} offers accepted one after another, with moves, cancellations and lapsed holds between them, no promise is ever broken`, async () => {
	const random = seeded(20261205);
	const ask = directly(db);
	const { rpc } = serviceOf(db);
	const key = () => crypto.randomUUID();
	const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const told = new Map<string, Told>();
	const visits: Booked[] = [];
	const broken: string[] = [];
	let [accepted, filled] = [0, 0];

	const household = () => {
		const form = formFor({ ...world, hamlets: [one(world.hamlets)] });
		const [person] = form.people;
		form.people = Array.from({ length: 1 + Math.floor(random() ** 3 * 4) }, () => ({
			...person!,
			needs: random() < 0.3 ? [one(['bedridden', 'hands', 'hearing'])] : []
		}));
		return form;
	};
	const windowsFor = async (question: Record<string, unknown>) => {
		const whole = { wanted: null, proof: 'paid', hold: null, lookup: null, ...question };
		const { days, minutes } = await ask('booking_offers', whole);
		const windows = days.flatMap(({ day, windows }) => windows.map((one) => ({ ...one, day })));
		return { windows, minutes };
	};
	const book = async () => {
		const form = household();
		const { area, hamlet } = form.place;
		const wanted = { area, hamlet, people: form.people.map(({ needs }) => ({ needs })) };
		const { windows, minutes } = await windowsFor({ wanted });
		if (windows.length === 0) return false;
		const { token, day, from, to } = one(windows);
		const { hold } = await ask('booking_hold', { key: key(), token, hold: null });
		accepted += 1;
		const luck = random();
		if (luck < 0.05) {
			await ask('booking_release', { key: key(), hold });
			return true;
		}
		if (luck < 0.15)
			await db.sql`update booking.stops set held_until = now() - interval '1 second' where subject = ${hold}`;
		if (luck < 0.1) return true;
		const { lookup, lookup_hash } = await newSecret();
		const sent = { key: key(), lookup_hash, hold, proof: null, form };
		const { window } = await ask('booking_submit', sent);
		expect(window).toEqual({ day, from, to });
		told.set(hold, { day, from, to, minutes });
		visits.push({ subject: hold, lookup });
		return true;
	};
	const move = async ({ subject, lookup }: Booked) => {
		const { windows, minutes } = await windowsFor({ lookup });
		if (windows.length === 0) return;
		const { token, day, from, to } = one(windows);
		await ask('booking_reschedule', { key: key(), lookup, token });
		accepted += 1;
		told.set(subject, { day, from, to, minutes });
	};
	const cancel = async ({ subject, lookup }: Booked) => {
		const lookup_hash = await hashOf(lookup);
		const say = { act: 'cancel', reason: 'other', died: [], note: null };
		const version = (await versionOf(subject)) ?? 0;
		const { error } = await rpc('lookup_say', { lookup_hash, key: key(), version, say });
		expect(error).toBeNull();
		told.delete(subject);
		visits.splice(
			visits.findIndex((visit) => visit.subject === subject),
			1
		);
	};
	const versionOf = async (subject: string) => {
		const [row] = await db.sql`
			select c.version from queue.cases c join booking.visits v on v.case_id = c.id where v.id = ${subject}`;
		return row?.version as number | undefined;
	};
	const nextWeek = async () => {
		await db.sql`delete from booking.stops`;
		told.clear();
		visits.splice(0);
		filled += 1;
	};

	let judged = 0;
	while (accepted < ACCEPTED) {
		const luck = random();
		if (visits.length > 0 && luck < 0.1) await move(one(visits));
		else if (visits.length > 0 && luck < 0.15) await cancel(one(visits));
		else if (!(await book())) {
			broken.push(...(await brokenIn(db.sql, world.unit, told)));
			await nextWeek();
		}
		if (accepted - judged < EVERY) continue;
		judged = accepted;
		broken.push(...(await brokenIn(db.sql, world.unit, told)));
		expect(broken).toEqual([]);
	}
	// Days were filled until somebody got no offer, not left half empty.
	expect(filled).toBeGreaterThan(ACCEPTED / 100);
}, 3_600_000);

async function hashOf(lookup: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', Buffer.from(lookup, 'hex'));
	return Buffer.from(digest).toString('hex');
}
