/** A Saturday of four teams whose visits were planned by a lead before, in a unit of its own; and some who wait beside it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { insert, type TeamDay } from '../../supabase/functions/_shared/planner/index.ts';
import { Standing } from '../../src/lib/rounds/plan-standing.ts';
import { writtenOf } from '../../src/lib/rounds/plan-written.ts';
import type { Layout } from '../../src/lib/rounds/plan-facts.ts';
import type { Rounds } from '../../src/lib/rounds/rounds.ts';
import { makeWorld, type World } from '../functions/world.ts';
import type { TestOfficer, TestStack } from './world.ts';

const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Phan'];
const given = ['Lụa', 'Bền', 'Thảo', 'Mận', 'Sáu', 'Tám', 'Cúc', 'Hường', 'Nhẫn', 'Thuận', 'Chín'];
/** Names of nobody: two syllables of a village and "Minh Họa", which says what they are. */
const nameOf = (at: number) =>
	`${family[at % family.length]} ${at % 3 ? 'Thị' : 'Văn'} ${given[at % given.length]}`;

export type Weekend = { world: World; lead: TestOfficer; day: string; read: () => Promise<Rounds> };

/** Asks for a visit without a window, as the edge function does. */
async function asks({ sql }: TestStack, { area, hamlets }: World, at: number) {
	const hash = randomBytes(32).toString('hex');
	const form = {
		booking_for: 'relative',
		people: [
			{
				name: nameOf(at),
				birth: { year: 1940 },
				service: 'renew',
				needs: ['old_age'],
				lacks_capacity: false,
				representative: null,
				old_number: null
			}
		],
		consent: true,
		place: {
			kind: 'home',
			area,
			hamlet: hamlets[(at * 5) % hamlets.length],
			landmark: 'Sau chợ',
			address: null,
			permanent_elsewhere: null,
			point: null
		},
		contact: {
			name: 'Cháu Minh Họa',
			phone: '+84900000123',
			relation: 'grandchild',
			person_knows: true,
			at_home: null
		}
	};
	await sql`
		select public.booking_submit_write(
			${randomUUID()}, ${sql.json({ hash })}, ${hash}, null, ${sql.json(form)}, 25, null, ${['cánh diều', 'hạt gạo']}, null, 'web')`;
}

/** `visits` of which as many as fit into four fifths of the teams' places are planned; `waiting` more ask afterwards. */
export async function weekend(
	stack: TestStack,
	{ teams = 4, visits = 40, waiting = 5, hamlets = 12 } = {}
): Promise<Weekend> {
	const { sql } = stack;
	const world = await makeWorld(sql, { teams, days: 1, places: 14, hamlets });
	for (const [at, id] of world.hamlets.entries())
		await sql`
			update unit.hamlets
			set lat = ${14.81 + 0.011 * Math.sin(at * 2.4) * (1 + at / 8)}, lon = ${108.95 + 0.013 * Math.cos(at * 2.4) * (1 + at / 8)}
			where id = ${id}`;
	await sql`update booking.teams set abilities = '{car,woman_officer}' where unit = ${world.unit} and name = 'Tổ 2'`;
	const day = world.days[0]!;
	const lead = await stack.officer({ unit: world.unit, roles: ['lead'], name: 'Chỉ Huy Minh Họa' });
	const read = async () => {
		const { status, body } = await stack.rpc(
			'rounds_plan',
			{ from_day: day, to_day: day },
			lead.token
		);
		if (status !== 200) throw new Error(JSON.stringify(body));
		return body as Rounds;
	};
	for (let at = 0; at < visits; at++) await asks(stack, world, at);
	await planAll(stack, lead, await read());
	for (let at = 0; at < waiting; at++) await asks(stack, world, visits + at);
	return { world, lead, day, read };
}

/** Places everybody with the teams in turn, a window after the other so that each team has all of them; and takes that plan. */
async function planAll(stack: TestStack, lead: TestOfficer, rounds: Rounds) {
	const standing = new Standing(rounds);
	const days = rounds.days.map((day): TeamDay => standing.teamDay(day, []));
	for (const [at, { subject: id, place, service }] of rounds.unplaced.entries()) {
		for (let turn = 0; turn < days.length; turn++) {
			const k = (at + turn) % days.length;
			const day = days[k]!;
			const windows = standing.windows(rounds.days[k]!);
			const offers = insert(day, { id, place, service }, windows, standing.travelOn(day.day));
			const fits = offers.flatMap((one) => ('plan' in one ? [one] : []));
			const wanted = windows[Math.floor(at / days.length) % windows.length];
			const best = fits.find(({ window }) => window.from === wanted?.from) ?? fits[0];
			if (!best || day.stops.length >= 10) continue;
			const all = [...day.stops, { id, place, service, window: best.window }];
			days[k] = {
				...day,
				stops: best.plan.legs.map((leg) => all.find((one) => one.id === leg.id)!)
			};
			break;
		}
	}
	const layout: Layout = Object.fromEntries(
		days.map(({ id, stops }) => [id, stops.map((stop) => ({ id: stop.id, ...stop.window }))])
	);
	const written = writtenOf(standing, layout);
	const key = randomUUID();
	const { status, body } = await stack.rpc('rounds_accept', { key, ...written }, lead.token);
	if (status !== 200) throw new Error(JSON.stringify(body));
}
