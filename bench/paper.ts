/**
 * What the desk types to enter a team's day of eight visits from the sheet that came back: times, what became of each person,
 * and who may take one of the cards, without the mouse; by the keystroke-level model (bench/desk.ts).
 */
import { newSecret, formFor, offersFor } from '../tests/functions/world.ts';
import { Typist } from '../tests/journeys/typist.ts';
import { atDesk, SECONDS_A_KEY, type Desk } from './desk.ts';
import { atMost, type Figure } from './figure.ts';

const VISITS = 8;
const key = () => crypto.randomUUID();

/** A day of eight visits, confirmed, that is today. Answers its id. */
async function workedDay({ stack, world }: Desk): Promise<string> {
	const form = formFor(world);
	const people = form.people.map((person) => ({ ...person, needs: [] }));
	const wanted = { area: world.area, hamlet: world.hamlets[0], people: [{ needs: [] }] };
	for (let visit = 0; visit < VISITS; visit++) {
		const { body } = await offersFor(stack, world, { wanted });
		const { token } = body.days[0].windows[0];
		const held = await stack.edge('booking', 'booking_hold', { key: key(), token, hold: null });
		const { lookup_hash } = await newSecret();
		const sent = await stack.edge('booking', 'booking_submit', {
			...{ key: key(), lookup_hash, hold: held.body.hold, proof: null },
			form: { ...form, people }
		});
		if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
	}
	await stack.sql`update queue.cases set state = 'confirmed' where unit = ${world.unit}`;
	const [day] = await stack.sql`
		update booking.team_days d set day = house.local_day(now())
		where d.unit = ${world.unit} and d.day = ${world.days[0]!} returning d.id`;
	const [row] = await stack.sql`
		select count(*)::int as n from booking.stops where team_day = ${day!.id}`;
	if (row!.n !== VISITS) throw new Error(`The day has ${row!.n} visits.`);
	return day!.id as string;
}

export const measure = (): Promise<Figure[]> =>
	atDesk(async (desk) => {
		const { page, stack, world } = desk;
		const day = await workedDay(desk);
		await page.goto(`/can-bo/phieu?day=${day}&view=enter`);
		const typist = new Typist(page);
		const began = page.getByLabel('Giờ bắt đầu');
		await began.first().focus();
		const started = performance.now();
		for (let visit = 0; visit < VISITS; visit++) {
			const hour = String(8 + visit).padStart(2, '0');
			await typist.type(`${hour}00`);
			await typist.press('Tab');
			await typist.type(`${hour}25`);
			// The first choice is "captured"; of the fifth nobody was at home.
			await typist.press('Tab', ...(visit === 4 ? ['ArrowDown', 'ArrowDown'] : ['Space']), 'Tab');
			if (visit === 0) await typist.spell('Cháu Minh Họa');
			await typist.press(visit === VISITS - 1 ? 'Enter' : 'Tab');
		}
		await page.getByText(`Đã ghi ${VISITS} nhà`).first().waitFor();
		const machine = (performance.now() - started) / 1000;
		const [row] = await stack.sql`
			select count(*)::int as n from booking.attendances t
			join booking.team_days d on d.id = t.team_day where d.unit = ${world.unit}`;
		if (row!.n !== VISITS) throw new Error(`${row!.n} visits were entered.`);
		const keys = typist.pressed + typist.spelled;
		return [
			atMost('a day of 8 visits entered from paper, typing', keys * SECONDS_A_KEY, 's', 300),
			atMost('a day of 8 visits entered from paper, keystrokes', keys, 'keys', null),
			atMost('a day of 8 visits entered from paper, what the machine takes', machine, 's', null)
		];
	});
