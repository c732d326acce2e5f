/**
 * What people see on a page that is open while the edge functions die, the database is down or its disk is full: plain words, what they
 * typed, and one press when it is back. The same under load, twenty times, is `npm run test:crashes`, which opens no browser.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from '../../supabase/local/browser.ts';
import { project } from '../../supabase/local/home.ts';
import { cases, lua, quietWorld, send as book, title, untilCheck } from '../journeys/answering.ts';
import { bookVisit, type Booked } from '../journeys/booked.ts';
import { openBuiltWith, openDesk } from '../journeys/desk.ts';
import { goOn, keepCode, send as tell, write } from '../journeys/telling.ts';
import { expect as sees, signIn, type Page } from '../journeys/world.ts';
import type { World } from '../functions/world.ts';
import { openOwn, type OwnGround } from './own-ground.ts';

const build = join(project, 'build');
/** Whose list of readers is signed here. */
const unit = '21451';
const story = 'Ba đêm liền có người bẻ khóa xe ở bãi gửi';
/** A page asks three times before it says so, and the server waits a while each time. */
const told = sees.configure({ timeout: 40_000 });

let ground: OwnGround;
let browser: Browser;
let world: World;
let visit: Booked;
let people: Record<'grandson' | 'witness' | 'family' | 'officer', Page>;

const opens = (viewport = { width: 360, height: 740 }): Promise<Page> =>
	browser.newPage({
		...{ baseURL: ground.stack.origin, viewport },
		...{ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }
	});
/** What found room on the full disk is sent already. */
const sends = async ({ grandson }: typeof people) => {
	if (await book(grandson).isVisible()) await book(grandson).click();
};
const lookUp = ({ family }: typeof people) =>
	family.getByRole('button', { name: 'Tra cứu', exact: true }).click();
const search = ({ officer }: typeof people, words: string) =>
	officer.getByLabel('Tìm việc').fill(words);

/** A family books and is about to send, a witness is at "Gửi", somebody has typed a code, an officer looks at the list. */
beforeAll(async () => {
	if (!existsSync(build))
		throw new Error('There are no pages: `npm run test:one` builds them for any journey.');
	ground = await openOwn(build);
	browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
	const { stack } = ground;
	world = await quietWorld(stack);
	visit = await bookVisit(stack);
	const [grandson, witness, family] = await Promise.all([opens(), opens(), opens()]);
	const officer = await opens({ width: 1280, height: 900 });
	people = { grandson, witness, family, officer };
	await untilCheck(grandson, world);
	const { floor } = await openDesk(stack, unit);
	await openBuiltWith(witness, { [unit]: floor });
	await write(witness, story);
	await goOn(witness);
	await sees(title(witness)).toContainText('Kiểm tra lại trước khi gửi');
	await signIn(officer, await stack.officer({ unit: visit.world.unit, roles: ['desk'] }));
	await sees(officer.getByRole('link', { name: visit.reference })).toBeVisible();
}, 180_000);
afterAll(async () => {
	await browser?.close();
	await ground?.stop();
}, 60_000);

const says = (page: Page, words: string | RegExp) =>
	told(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
const busy = 'Máy chủ đang bận hoặc vừa gián đoạn. Những gì đã nhập vẫn còn';

/** A tip that was not answered says so, once what was said before has gone, and all that was typed is there. */
async function tipWaits({ witness }: typeof people) {
	await told(witness.getByRole('alert')).toHaveCount(0);
	await says(witness, busy);
	await sees(witness.getByText('Chưa rõ máy chủ đã nhận hay chưa. Nội dung')).toBeVisible();
	await sees(witness.getByText(story)).toBeVisible();
}
async function bookingWaits({ grandson }: typeof people) {
	await told(grandson.getByRole('alert')).toHaveCount(0);
	await says(grandson, busy);
	await sees(grandson.getByText('Chưa rõ máy chủ đã nhận hay chưa')).toBeVisible();
	await sees(grandson.getByText(lua.name)).toBeVisible();
}

it.for([
	['the edge functions die', 'functions'],
	['the database is down', 'database'],
	['the disk of the database is full', 'disk']
] as const)(
	'while %s whoever sends, looks up or reads is told, and goes on with one press',
	{ timeout: 120_000 },
	async ([, fault], { skip }) => {
		if (fault === 'disk' && !ground.small) skip('only root may mount a small disk');
		const { family, officer } = people;
		await family.goto('/tra-cuu');
		await family.getByLabel('Mã tra cứu').fill(visit.code);
		await search(people, '');
		await sees(officer.getByRole('heading', { name: 'Kết quả' })).toBeHidden();
		const back = ground.faults[fault]();
		try {
			await Promise.all([
				tell(people.witness)
					.click()
					.then(() => tipWaits(people)),
				// On a full disk what is read is read, and what finds room in what was there before is kept.
				...(fault === 'disk'
					? [sends(people)]
					: [
							sends(people).then(() => bookingWaits(people)),
							lookUp(people).then(() => says(family, busy))
						]),
				// The list asks the database alone.
				search(people, visit.reference).then(() =>
					fault === 'database' ? says(officer, busy) : null
				)
			]);
		} finally {
			back();
		}
		await told(async () => {
			await lookUp(people);
			await sees(family.getByText('Số hồ sơ')).toBeVisible({ timeout: 3000 });
		}).toPass();
		const again = officer.getByRole('button', { name: 'Thử lại' });
		if (await again.isVisible()) await again.click();
		await told(officer.getByRole('link', { name: visit.reference })).toBeVisible();
	}
);

it('after all that one press makes one visit and one tip of what was sent again and again', async () => {
	const { grandson, witness } = people;
	await sends(people);
	await told(title(grandson)).toContainText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
	await tell(witness).click();
	await told(title(witness)).toContainText('Ghi lại mã này');
	await keepCode(witness);
	const there = await ground.look();
	expect(await cases(there, world.unit)).toBe(1);
	const [tips] = await there.sql`
		select count(*)::int as n from queue.cases where kind = 'tip' and unit = ${unit}`;
	expect(tips!.n).toBe(1);
}, 120_000);
