/**
 * Weeks of bad weather: residents book, take, refuse, wait and cancel, days are postponed and reopened, kept windows lapse,
 * in any order. Whatever happens nobody is lost, nobody is promised twice, and every promise can be driven.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from '../../supabase/functions/_shared/planner/examples.ts';
import { sky, type Booked, type Sky } from '../functions/postponing.ts';
import { brokenIn } from './judge.ts';

const STEPS = process.env.GANDAN_LONG === '1' ? 3000 : 160;
/** How often everything is judged, in steps. */
const EVERY = 8;

let under: Sky;
beforeAll(async () => {
	under = await sky();
	await under.places(6);
});
afterAll(() => under?.db.drop());

/** What the database says that could not be said to a person. */
async function wrongs({ db, world }: Sky): Promise<string[]> {
	const rows = await db.sql`
		select c.reference || ' is ' || c.state || ' with ' || x.stops || ' places, ' || x.kept || ' kept, ' || x.open || ' open'
			as words
		from queue.cases c
		join booking.visits v on v.case_id = c.id
		cross join lateral (
			select
				(select count(*) from booking.stops s where s.subject = v.id) as stops,
				(select count(*) from booking.held_offers o where o.case_id = c.id and o.ended is null) as kept,
				(select count(*) from booking.postponed p where p.case_id = c.id and p.ended is null) as open
		) x
		where
			c.unit = ${world.unit}
			and not case c.state
				when 'held' then x.stops = 1 and x.kept = 0 and x.open = 0
				when 'waiting' then x.stops = 0 and x.kept <= 1 and x.open = 0
				-- The old place stays theirs until they answer.
				when 'postponed' then x.stops = 1 and x.kept <= 2 and x.open = 1
				else x.stops = 0 and x.kept = 0 and x.open = 0
			end
		union all
		select 'a window kept without a place for ' || o.case_id
		from booking.held_offers o
		where o.ended is null and o.until > now() and not exists (select 1 from booking.stops s where s.subject = o.subject)
		union all
		select 'a promise on a day without visits: ' || c.reference
		from booking.stops s
		join booking.team_days d on d.id = s.team_day
		join booking.visits v on v.id = s.subject
		join queue.cases c on c.id = v.case_id
		where d.unit = ${world.unit} and booking.is_off(d, v.area) and c.state <> 'postponed'`;
	const driven = await brokenIn(db.sql, world.unit, new Map());
	return [
		...rows.map(({ words }) => words as string),
		...driven.filter((words) => !words.includes('promised nothing'))
	];
}

it(`in ${STEPS} steps of good and bad weather nobody is lost, promised twice, or promised what no team can keep`, async () => {
	const random = seeded(20261129);
	const { at, lead, world, see, db } = under;
	const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const people: Booked[] = [];
	const storms = new Map<string, string>();
	const happened: Record<string, number> = {};
	const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };

	const weather = async () => {
		const day = one(world.days);
		const standing = storms.get(day);
		if (standing) {
			await at.reopen(lead, standing);
			storms.delete(day);
			return 'reopened';
		}
		if (storms.size > 1) return 'calm';
		storms.set(day, (await at.postpone(lead, day)).id);
		return 'postponed';
	};
	const arrives = async () => {
		const windows = await at.free();
		const held = windows.length && random() < 0.8 ? await at.hold(one(windows).token) : null;
		people.push(await at.submit(held, one(world.hamlets)));
		return held ? 'booked' : 'waits';
	};
	const answers = async () => {
		const who = one(people);
		const { state, offers = [], actions } = await see(who);
		if (actions.includes('take') && random() < 0.6) {
			await at.say(who, { act: random() < 0.7 ? 'take' : 'refuse', offer: one(offers).id });
			return 'answered';
		}
		if (state === 'postponed' && random() < 0.3) {
			await at.say(who, { act: 'wait' });
			return 'waits on';
		}
		if (!actions.includes('cancel') || random() < 0.6) return 'silent';
		await at.say(who, cancel);
		return 'cancelled';
	};
	for (let step = 1; step <= STEPS; step++) {
		const luck = random();
		const what =
			people.length < 6 || luck < 0.25
				? await arrives()
				: luck < 0.37
					? await weather()
					: luck < 0.42
						? (await at.lapse(), 'lapsed')
						: luck < 0.62
							? (await at.tend(), 'shared out')
							: await answers();
		happened[what] = (happened[what] ?? 0) + 1;
		if (step % EVERY === 0) expect(await wrongs(under), `after ${step} steps`).toEqual([]);
	}
	await at.tend();
	expect(await wrongs(under)).toEqual([]);
	const [kept] =
		await db.sql`select count(*)::int as n from booking.held_offers where ended = 'taken'`;
	expect(kept!.n).toBeGreaterThan(3);
	for (const what of ['booked', 'postponed', 'reopened', 'answered', 'cancelled', 'shared out'])
		expect(happened[what], what).toBeGreaterThan(0);
}, 1_800_000);
