import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { key, startScene, type Scene } from './scene.ts';
import { newSecret } from './world.ts';

let at: Scene;
let head: { token: string };
beforeAll(async () => {
	at = await startScene();
	const { unit, hamlets } = at.world;
	head = await at.stack.officer({ unit, roles: ['collaborator'], hamlet: hamlets[0] });
});
afterAll(() => at?.stop());

const digits = '0123456789abcdef';
const row = (n: number, over: object = {}) => ({
	row: n,
	lookup_hash: Array.from({ length: 64 }, () => digits[Math.floor(Math.random() * 16)]).join(''),
	hamlet: at.world.hamlets[0],
	name: `Nguyễn Thị Minh Họa ${'ABCDEFGHIJKLMNOPQRSTUVXY'[n % 24]}${'ABCDEFGHIJKLMNOPQRSTUVXY'[Math.floor(n / 24) % 24]}`,
	birth: { year: 1930 + (n % 40) },
	phone: '0900 000 101',
	service: 'renew',
	needs: ['old_age', 'hearing'],
	address: 'Xóm trên, cạnh nhà văn hóa thôn, đi qua cầu rẽ trái',
	landmark: null,
	note: 'Nhà có chó, gọi trước khi đến',
	...over
});
const list = (rows: object[]) => ({
	key: key(),
	channel: 'ward',
	asked: true,
	contact: { name: 'Trưởng Thôn Minh Họa', phone: '0900 000 199' },
	rows
});

describe('the head of a hamlet with a list', () => {
	it('gives each person a code that opens their own place on the waitlist', async () => {
		const secret = await newSecret();
		const sent = list([row(1, { lookup_hash: secret.lookup_hash, name: 'Bà Có Phiếu' })]);
		const taken = await at.booking('list_take', sent, head.token);
		expect(taken).toMatchObject({ status: 200, body: { known: [], taken: [{ row: 1 }] } });
		const opened = await at.open(secret.lookup);
		expect(opened).toMatchObject({
			reference: taken.body.taken[0].reference,
			state: 'waiting',
			words: taken.body.taken[0].words
		});
		expect(await at.booking('list_take', sent, head.token)).toEqual(taken);
	});

	it('has two hundred rows taken at once, and the same two hundred never again', async () => {
		const rows = Array.from({ length: 200 }, (_, n) => row(n + 1));
		const first = await at.booking('list_take', list(rows), head.token);
		expect(first.status, JSON.stringify(first.body).slice(0, 200)).toBe(200);
		expect(first.body.taken).toHaveLength(200);
		const again = await at.booking('list_take', list(rows.map(({ row: n }) => row(n))), head.token);
		expect(again.body).toMatchObject({ taken: [], known: rows.map(({ row: n }) => n) });
	});

	it('is refused beyond two hundred, and where a stranger sends', async () => {
		const rows = Array.from({ length: 201 }, (_, n) => row(n + 1, { address: null, note: null }));
		expect(await at.booking('list_take', list(rows), head.token)).toMatchObject({
			status: 422,
			body: { fields: [{ field: 'rows', code: 'too_many' }] }
		});
		expect((await at.booking('list_take', list([row(1)]))).status).toBe(401);
		const long = { ...list([row(1)]), more: 'x'.repeat(70_000) };
		expect(await at.booking('list_take', long)).toMatchObject({ status: 413 });
	});

	it('sees the window that the desk found for one of them on the phone, and so does the code', async () => {
		const secret = await newSecret();
		const sent = list([row(1, { lookup_hash: secret.lookup_hash, name: 'Bà Được Hẹn' })]);
		const { body } = await at.booking('list_take', sent, head.token);
		const desk = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
		const [{ reference }] = body.taken;
		const [visit] =
			await at.sql`select id, version from queue.cases where reference = ${reference}`;
		const { id, version } = visit as unknown as { id: string; version: number };
		const offers = await at.booking('case_offers', { id, channel: 'ward' }, desk.token);
		const [{ day, windows }] = offers.body.days;
		const move = { key: key(), id, version, token: windows[0].token };
		expect((await at.booking('move', move, desk.token)).body).toMatchObject({ state: 'held' });
		const window = { day, from: windows[0].from, to: windows[0].to };
		const page = await at.stack.rpc(
			'booking_list_page',
			{ hamlet: null, after: null, size: 10 },
			head.token
		);
		const [mine] = page.body.rows.filter((one: { name: string }) => one.name === 'Bà Được Hẹn');
		expect(mine).toMatchObject({ reference, state: 'held', window, case: null });
		expect(await at.open(secret.lookup)).toMatchObject({ state: 'held', window });
	});

	it('cannot use the doors of the desk', async () => {
		const asked = { wanted: null, channel: 'ward' };
		const wanted = { area: at.world.area, hamlet: at.world.hamlets[0], people: [{ needs: [] }] };
		expect(await at.booking('officer_offers', { ...asked, wanted }, head.token)).toMatchObject({
			status: 403,
			body: { code: 'role_missing' }
		});
	});

	it('leaves nothing of anybody in a log', async () => {
		expect(at.stack.log.join('\n')).not.toMatch(/Minh Họa|0900|Bà Có Phiếu/);
	});
});
