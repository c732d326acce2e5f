import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Caller, CallerCase, Entered } from './officer-booking.ts';
import type { HotlineDoors } from './officer-hotline-doors.ts';
import { HotlineCall } from './officer-hotline.svelte.ts';

const area = '21439';
const hamlet = '0192f0c0-0000-7000-8000-000000000001';
const known: CallerCase = {
	id: '0192f0c0-0000-7000-8000-0000000000a1',
	reference: 'ĐN-26-0001',
	kind: 'home_visit',
	state: 'held',
	received_at: '2026-11-24T08:00:00+07:00',
	people: ['Lê Thị Mẫn'],
	place: null,
	window: null
};
const entered = (reference: string) => ({ reference, state: 'held' }) as unknown as Entered;
const refusal = (code: string, status = 409) => new Problem({ code, status });

type Sent = Parameters<HotlineDoors['enterVisit']>[0];
/** An operator's screen over doors that note what they were sent. */
function desk(over: Partial<HotlineDoors> = {}) {
	const sent: Sent[] = [];
	const searched: string[] = [];
	let cases: CallerCase[] = [];
	const call = new HotlineCall(() => '2026-11-25', {
		find: async (phone): Promise<Caller> => {
			searched.push(phone);
			return { phone: '+84900000101', cases, others: [] };
		},
		offers: async () => ({
			unit: area,
			days: [{ day: '2026-11-28', windows: [{ token: 'one', from: 450, to: 570, easy: true }] }],
			full: [],
			minutes: 25
		}),
		near: async () => [],
		enterVisit: async (args) => {
			sent.push(args);
			return entered('ĐN-26-0002');
		},
		enterCallBack: async () => entered('GL-26-0001'),
		secret: async () => ({ code: 'ABCD', lookupHash: 'a'.repeat(64) }),
		...over
	});
	return { call, sent, searched, knows: (now: CallerCase[]) => (cases = now) };
}

async function heard(call: HotlineCall, relation = 'child') {
	call.answers.contact.phone = '0900 000 101';
	await call.search.look(call.answers.contact.phone);
	call.relation = relation;
	if (relation !== 'self') call.answers.contact.name = 'Trần Thị Hoa';
	call.type(0, 'Lê Thị Mẫn 41');
	call.answers.people[0]!.needs = ['old_age'];
	call.place = `${area} ${hamlet}`;
	await call.findWindows();
}

describe('a caller at the operator’s screen', () => {
	it('becomes a visit of the nearest window, with the consent that the press says', async () => {
		const { call, sent } = desk();
		await heard(call);
		expect(call.answers.consent).toBe(false);
		await call.enter();
		expect(call.done).toMatchObject({ code: 'ABCD', names: ['Lê Thị Mẫn'] });
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({
			token: 'one',
			channel: 'hotline',
			seen: [],
			form: {
				booking_for: 'relative',
				consent: true,
				people: [{ name: 'Lê Thị Mẫn', birth: { year: 1941 }, service: 'renew' }],
				place: { area, hamlet },
				contact: { name: 'Trần Thị Hoa', relation: 'child', person_knows: true, at_home: null }
			}
		});
	});

	it('is entered by an Enter that comes before the first window is marked, once it is', async () => {
		const places = Promise.withResolvers<never[]>();
		const { call, sent } = desk({ near: () => places.promise });
		const hearing = heard(call);
		await expect.poll(() => call.visit.found).toBe(true);
		const pressed = call.enter();
		places.resolve([]);
		await Promise.all([hearing, pressed]);
		expect(sent).toMatchObject([{ token: 'one' }]);
	});

	it('who calls for themselves is asked for one name', async () => {
		const { call, sent } = desk();
		await heard(call, 'self');
		await call.enter();
		expect(sent[0]!.form).toMatchObject({
			booking_for: 'self',
			contact: { name: 'Lê Thị Mẫn', relation: 'self' }
		});
	});

	it('of whom something is missing sends nothing, agrees to nothing, and is told where from top to bottom', async () => {
		const { call, sent } = desk();
		call.type(0, 'Lê Thị Mẫn 18');
		await call.enter();
		expect(sent).toEqual([]);
		expect(call.answers.consent).toBe(false);
		const fields = call.form.errors.map(({ field }) => field);
		expect(fields[0]).toBe('hotline.contact.phone');
		expect(fields).toContain('hotline.people.0.birth');
		expect(fields.at(-1)).toBe('hotline.window');
		const told = call.form.errors.map(({ text }) => text);
		expect(told).toContain('Ghi tên người gọi.');
		expect(told).toContain('Chọn thôn, tổ dân phố trong danh sách.');
		expect(new Set(told).size, 'no two lines are the same').toBe(told.length);
	});

	it('is asked about once for each number, and anew when it is another', async () => {
		const { call, searched } = desk();
		await call.search.look('0900 000 101');
		await call.search.look('0900 000 101 ');
		await call.search.look('12');
		expect(searched).toEqual(['0900 000 101']);
		await call.search.look('0900 000 102');
		expect(call.search.of('0900 000 101')).toBeNull();
		expect(call.search.of('0900 000 102')).not.toBeNull();
	});

	it('whom a colleague entered meanwhile is shown, and goes on when that was seen', async () => {
		let refused = false;
		const { call, sent, knows } = desk({
			enterVisit: async (args) => {
				if (!refused) {
					refused = true;
					knows([known]);
					throw refusal('caller_known');
				}
				sent.push(args);
				return entered('ĐN-26-0002');
			}
		});
		await heard(call);
		await call.enter();
		expect(call.done).toBeNull();
		expect(call.told).toBe(true);
		expect(call.found?.cases).toEqual([known]);
		await call.enter();
		expect(sent[0]!.seen).toEqual([known.id]);
		expect(call.done).not.toBeNull();
	});

	it('is entered once, however often it is pressed and whatever the line loses', async () => {
		let lost = true;
		const { call, sent } = desk({
			enterVisit: async (args) => {
				sent.push(args);
				if (lost) throw new Problem({ code: 'timeout', status: 0, offline: true });
				return entered('ĐN-26-0002');
			}
		});
		await heard(call);
		await Promise.all([call.enter(), call.enter()]);
		expect(sent).toHaveLength(1);
		lost = false;
		await call.enter();
		expect(sent.map(({ key }) => key)).toEqual([sent[0]!.key, sent[0]!.key]);
		expect(call.done?.booked.reference).toBe('ĐN-26-0002');
	});

	it('at the counter is offered the ward’s places, and windows of other people are forgotten', async () => {
		const { call } = desk();
		await heard(call);
		call.channel = 'walk_in';
		expect(call.visit.list.pool).toBe('ward');
		expect(call.visit.token).toBeNull();
		await call.findWindows();
		expect(call.visit.token).toBe('one');
		call.answers.people[0]!.needs = ['bedridden'];
		expect(call.visit.token).toBeNull();
	});

	it('for whom nothing is free asks to be called, with a name, a number and a place', async () => {
		const { call } = desk();
		await call.callLater();
		expect(call.form.errors.map(({ field }) => field)).toEqual([
			'hotline.contact.phone',
			'hotline.people.0.name',
			'hotline.place.area'
		]);
		call.answers.contact.phone = '0900 000 101';
		call.type(0, 'Lê Thị Mẫn');
		call.place = `${area} `;
		await call.callLater();
		expect(call.done?.booked.reference).toBe('GL-26-0001');
	});
});
