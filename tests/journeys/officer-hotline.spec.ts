import { randomInt } from 'node:crypto';
import { makeWorld } from '../functions/world.ts';
import { bookVisit } from './booked.ts';
import { picture } from './picture.ts';
import { bookAsHeard, Typist } from './typist.ts';
import { expect, expectNoFaults, signIn, test, type Page } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

/** A number that nobody in this stack has. */
const newPhone = () => `0911${String(randomInt(1_000_000)).padStart(6, '0')}`;
const caller = (phone: string) => ({
	phone,
	name: 'Trần Thị Hoa',
	person: 'Lê Thị Mẫn',
	hamlet: 'so 1',
	landmark: 'Sau đình, cổng xanh'
});
const layer = { name: 'Nghe máy' };

/** The layer, once the page knows who is at the desk. */
async function open(page: Page) {
	await expect(page.getByRole('button', layer)).toBeVisible();
	await page.keyboard.press('F2');
	await expect(page.getByLabel('Số điện thoại người gọi')).toBeFocused();
}

test('an operator books by keyboard alone over a note half written, reads it back, prints the slip, and the note is as it was', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	const officer = await stack.officer({ unit: visit.world.unit, roles: ['desk'] });
	await signIn(page, officer);
	await page.getByRole('link', { name: visit.reference }).click();
	await expect(page.getByRole('article')).toBeVisible();
	await page.keyboard.press('n');
	await page.keyboard.type('Con gái hẹn gọi lại');
	const note = page.getByRole('article').locator('textarea');
	await expect(note).toBeFocused();

	const phone = newPhone();
	const typist = new Typist(page);
	await bookAsHeard(page, typist, caller(phone));
	expect(typist.pressed).toBeLessThanOrEqual(25);
	await expectNoFaults(page);

	const said = page.getByRole('dialog').locator('blockquote');
	const [row] = await stack.sql`
		select c.id, c.channel, c.words, c.reference, s.channel as place, e.by, p.birth_year, v.relation, v.booker_phone,
			v.consent_at is not null as agreed
		from queue.cases c join booking.visits v on v.case_id = c.id join booking.stops s on s.subject = v.id
		join booking.people p on p.visit_id = v.id join queue.events e on e.case_id = c.id and e.code = 'received'
		where v.booker_phone = ${`+84${phone.slice(1)}`}`;
	expect(row).toMatchObject({
		channel: 'hotline',
		place: 'hotline',
		by: 'officer',
		birth_year: 1941,
		relation: 'child',
		agreed: true
	});
	await expect(said).toContainText(/Thứ Bảy, \d\d\/\d\d, 07:30 đến 09:30/);
	await expect(said).toContainText(row!.words.join(', '));
	await expect(said).toContainText('thẻ cũ nếu còn');
	await expect(said).toContainText('không thu tiền');
	const heard = page.getByRole('dialog').getByRole('heading').first();
	const back = page.getByRole('button', { name: 'Xong, quay lại việc đang làm' });
	// The frame around what is read back is as wide as all of it.
	await picture(page, 'hotline-said', heard, said.locator('..'), back);
	// Esc would lose a code that nobody has printed yet.
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await expect(said).toBeVisible();

	await page.emulateMedia({ media: 'print' });
	const paper = page.getByRole('heading', { name: 'Phiếu tra cứu' }).locator('..');
	await expect(paper).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Phiếu đặt lịch' })).toBeVisible();
	await expect(said).toBeHidden();
	const code = (await paper.locator('.code span').allInnerTexts()).join('-');
	await page.emulateMedia({ media: 'screen' });

	const finish = page.getByRole('button', { name: 'Xong, quay lại việc đang làm' });
	while (!(await finish.evaluate((node) => node === document.activeElement)))
		await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(note).toBeFocused();
	await page.keyboard.type(' lúc 15 giờ');
	await expect(note).toHaveValue('Con gái hẹn gọi lại lúc 15 giờ');

	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(code);
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(page.getByText(row!.reference)).toBeVisible();
});

test('what is typed of a caller stays while the operator looks at something else, and is cleared when they say so', async ({
	page,
	stack
}) => {
	const world = await makeWorld(stack.sql);
	await signIn(page, await stack.officer({ unit: world.unit, roles: ['desk'] }));
	await page.getByRole('button', layer).click();
	await page.getByLabel('Số điện thoại người gọi').fill('0900000177');
	await page.getByLabel('Tên người gọi').fill('Trần Thị Hoa');
	await expectNoFaults(page);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(page.getByRole('button', layer)).toBeFocused();
	await page.getByRole('link', { name: 'Phiếu đi nhà' }).click();
	await page.keyboard.press('F2');
	await expect(page.getByLabel('Tên người gọi')).toHaveValue('Trần Thị Hoa');
	await page.getByRole('button', { name: 'Xóa, người gọi khác' }).click();
	await expect(page.getByLabel('Tên người gọi')).toHaveValue('');
});

test('a caller who is known is shown with their visit, which moves only after the number on file was called', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack, ['Nguyễn Thị Lụa', 'Nguyễn Văn Tám']);
	await signIn(page, await stack.officer({ unit: visit.world.unit, roles: ['desk'] }));
	await open(page);
	await page.keyboard.type('0900 000 101');
	await page.keyboard.press('Enter');
	const look = page.getByRole('button', { name: `Xem ${visit.reference}` });
	await expect(look).toBeFocused();
	await expect(page.getByRole('dialog')).toContainText('Nguyễn Thị Lụa, Nguyễn Văn Tám');
	await expectNoFaults(page);
	const another = page.getByRole('button', { name: 'Đây là việc khác, ghi tiếp' });
	await picture(
		page,
		'hotline-known',
		page.getByRole('dialog').getByRole('heading').first(),
		look,
		another
	);
	await page.keyboard.press('Enter');
	const dial = page.getByRole('link', { name: 'Gọi lại số đã ghi 0900 000 101' });
	await expect(dial).toHaveAttribute('href', 'tel:+84900000101');
	await expect(page.getByRole('button', { name: 'Đổi giờ' })).toHaveCount(0);
	await expectNoFaults(page);
	// No telephone hangs on this machine, and a browser that asks for one takes no more presses.
	await dial.evaluate((link) => link.addEventListener('click', (event) => event.preventDefault()));
	await dial.focus();
	await page.keyboard.press('Enter');
	await page.getByRole('radio', { name: 'Nghe máy' }).check();
	await page.getByRole('button', { name: 'Lưu cuộc gọi' }).click();
	await expect(page.getByText('Đã nói chuyện qua số trong hồ sơ')).toBeVisible();
	await page.getByRole('button', { name: 'Đổi giờ' }).click();
	await page.getByText('13:30 đến 15:30').first().click();
	await page.getByRole('button', { name: 'Đổi sang khung giờ này' }).click();
	await expect(page.getByText('Đã xong: Đổi giờ.')).toBeVisible();
	await expect(page.getByRole('dialog')).toContainText('13:30 đến 15:30');
	const [event] = await stack.sql`
		select e.data from queue.events e join queue.cases c on c.id = e.case_id
		where c.reference = ${visit.reference} and e.code = 'move'`;
	expect(event!.data).toMatchObject({ asked: 'phone' });
});

test('a second operator on the same caller is told, and nothing is entered twice', async ({
	page,
	browser,
	stack
}) => {
	const world = await makeWorld(stack.sql);
	const phone = newPhone();
	const first = await stack.officer({ unit: world.unit, roles: ['desk'], name: 'Nguyễn Thị Trực' });
	await signIn(page, first);
	const context = await browser.newContext({ baseURL: stack.origin });
	const beside = await context.newPage();
	await signIn(beside, await stack.officer({ unit: world.unit, roles: ['desk'] }));
	await open(beside);
	await beside.keyboard.type(phone);
	await beside.keyboard.press('Enter');
	await expect(beside.getByText('chưa có hồ sơ nào đang mở')).toBeVisible();

	await bookAsHeard(page, new Typist(page), caller(phone));
	const enter = beside.getByRole('button', { name: 'Hẹn gọi lại sau' });
	await beside.getByLabel('họ tên và năm sinh').fill('Lê Thị Mẫn 1941');
	await beside.getByRole('combobox', { name: 'Thôn, tổ dân phố' }).fill('so 2');
	await beside.keyboard.press('Tab');
	await enter.click();
	await expect(beside.getByText('Đồng nghiệp vừa ghi cho số này').first()).toBeVisible();
	await expect(beside.getByText('Nguyễn Thị Trực cũng vừa mở số này')).toBeVisible();
	const cases = () => stack.sql`
		select c.id from queue.cases c where c.unit = ${world.unit} and c.ended_at is null`;
	expect(await cases()).toHaveLength(1);
	// It is another matter after all: pressed again, once, however often.
	await enter.dblclick();
	await expect(beside.getByRole('heading', { name: 'trước khi gác máy' })).toBeVisible();
	expect(await cases()).toHaveLength(2);
	await context.close();
});
