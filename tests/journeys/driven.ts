/** A team's day as it is driven: three houses and their promises around this very hour, and officers who drive it. */
import { localDay, localMinutes } from '../../supabase/functions/_shared/days/index.ts';
import { makeWorld, type World } from '../functions/world.ts';
import { bookVisit, type Booked } from './booked.ts';
import { expect, signIn, type Page, type TestOfficer, type TestStack } from './world.ts';

type House = { id: string; reference: string; name: string; booked: Booked };
export type Driven = { world: World; teamDay: string; houses: House[]; officers: TestOfficer[] };

export const pin = '246813';

/** Minutes that each visit takes. */
const service = 3;
const names = ['Nguyễn Thị Lụa', 'Trần Văn Gạo', 'Lê Thị Ớt'];

/** Minutes after midnight, now. */
const minuteNow = () => localMinutes(new Date());
/** In the last minutes of a day there is none left that could slip. */
export const nearMidnight = () => minuteNow() > 1390;

/**
 * @param windows of the three houses, from and to in minutes from now; the team works all day
 */
export async function drivenDay(
	stack: TestStack,
	{ windows, crew = 1 }: { windows: [number, number][]; crew?: number }
): Promise<Driven> {
	const { sql } = stack;
	const world = await makeWorld(sql);
	const houses: House[] = [];
	for (const name of names) {
		const booked = await bookVisit(
			stack,
			name === names[1] ? [name, 'Trần Thị Thóc'] : [name],
			world
		);
		await booked.officer('booking_confirm', { checked: 'papers', papers: 'Giấy khai sinh' });
		const [row] = await sql`select id from queue.cases where reference = ${booked.reference}`;
		houses.push({ id: row!.id, reference: booked.reference, name, booked });
	}
	const now = minuteNow();
	const within = (minute: number) => Math.min(1435, Math.max(0, now + minute));
	const [day] = await sql`
		select s.team_day as id from booking.stops s join booking.visits v on v.id = s.subject
		where v.case_id = ${houses[0]!.id}`;
	// The day has come, and its hours lie around this one.
	await sql.begin(async (tx) => {
		await tx`set constraints all deferred`;
		await tx`
			update booking.team_days set day = ${localDay(new Date())}, shifts = '[{"from": 0, "to": 1440}]'
			where id = ${day!.id}`;
		for (const [at, { id }] of houses.entries()) {
			const [from, to] = windows[at]!;
			const start = Math.min(within(to), Math.max(within(from), now + at));
			const hamlet = world.hamlets[at]!;
			await tx`
				update booking.visits set hamlet = ${hamlet}, place_id = ${`hamlet:${hamlet}`}
				where case_id = ${id}`;
			await tx`
				update booking.stops s
				set team_day = ${day!.id}, service = ${service}, position = ${at + 1}, window_from = ${within(from)},
					window_to = ${Math.max(within(from) + 1, within(to))}, start = ${start},
					finish = ${start + service}, travel = 0, busy = 'empty'
				from booking.visits v where v.id = s.subject and v.case_id = ${id}`;
		}
	});
	const officers: TestOfficer[] = [];
	for (let n = 0; n < crew; n++) {
		const officer = await stack.officer({ unit: world.unit, roles: ['field'] });
		officers.push(officer);
	}
	return { world, teamDay: day!.id, houses, officers };
}

/** Signs in, locks the phone and takes the day along. */
export async function takeAlong(page: Page, officer: TestOfficer): Promise<void> {
	await signIn(page, officer);
	await page.getByRole('link', { name: 'Đi tuyến', exact: true }).click();
	await page.getByLabel('Mã PIN', { exact: true }).fill(pin);
	await page.getByLabel('Gõ lại mã PIN').fill(pin);
	await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
	await page.getByRole('button', { name: 'Tôi đi với tổ này' }).click();
	await expect(page.getByText('Đã gửi hết')).toBeVisible();
}

/** A button of the page. */
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
/** A stop by whom it is for. */
export const house = (page: Page, name: string) =>
	page.getByRole('region', { name: new RegExp(`^\\d\\. .*${name}$`) });

/** A stop that is not the current one, with all that lies in it. */
export async function unfolded(page: Page, name: string) {
	const stop = house(page, name);
	const head = stop.getByRole('button').first();
	if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
	return stop;
}
