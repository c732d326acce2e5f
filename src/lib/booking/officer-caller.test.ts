import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { ForCaller } from './officer-caller.svelte.ts';
import type { CaseOffers } from './officer-booking.ts';
import { chosenWindows, OfficerOffers, windowKey } from './officer-offers.svelte.ts';
import { Sending } from './officer-sending.svelte.ts';

const hamlet = '0192f0c0-0000-7000-8000-000000000001';
const places = {
	areas: [{ value: '21439', label: 'Phường Đức Phổ', group: 'Công an phường Đức Phổ' }],
	hamlets: [{ id: hamlet, area: '21439', name: 'Tổ dân phố 3' }]
};
const windows = (mark: string): CaseOffers => ({
	unit: '21439',
	days: [
		{
			day: '2026-11-28',
			windows: [
				{ token: `${mark}1`, from: 450, to: 570, easy: true },
				{ token: `${mark}2`, from: 570, to: 690, easy: false }
			]
		}
	],
	full: [],
	minutes: 40
});
const asked = {
	call_back: {
		name: 'Lê Thị Mẫu',
		phone: '+84900000101',
		area_name: 'Phường Đức Phổ',
		hamlet_name: 'Tổ dân phố 3',
		when: 'any' as const,
		about: null,
		unanswered: { calls: 0, days: 0 },
		erased_at: null
	},
	area: '21439',
	places
};
const caller = (read = () => Promise.resolve(windows('a'))) =>
	new ForCaller(asked, () => '2026-11-23', read);

function typed(form: ForCaller) {
	const { answers } = form.draft;
	answers.booking_for = 'self';
	Object.assign(answers.people[0]!, {
		name: 'Lê Thị Mẫu',
		birth: { day: '', month: '', year: '1944' },
		service: 'renew',
		needs: ['none']
	});
	answers.consent = true;
	return form;
}

describe('a visit that an officer enters for a caller', () => {
	it('knows already what the caller said when asking for the call', () => {
		const { contact, place } = caller().draft.answers;
		expect([contact.name, contact.phone]).toEqual(['Lê Thị Mẫu', '0900 000 101']);
		expect([place.area, place.hamlet]).toEqual(['21439', hamlet]);
	});

	it('says everything that is missing at once', () => {
		const fields = caller().wrong.map(([field]) => field);
		expect(fields).toEqual(
			expect.arrayContaining([
				'booking_for',
				'people.0.name',
				'people.0.birth',
				'consent',
				'window'
			])
		);
	});

	it('is whole with a window, or with a place on the waiting list', async () => {
		const form = typed(caller());
		expect(form.wrong).toEqual([['window', 'required']]);
		form.waiting = true;
		expect(form.wrong).toEqual([]);
		form.waiting = false;
		await form.find();
		form.list.token = 'a1';
		expect([form.wrong, form.token]).toEqual([[], 'a1']);
		expect(form.draft.form?.contact.relation).toBe('self');
	});

	it('does not keep a window that was found for other people', async () => {
		const form = typed(caller());
		await form.find();
		form.list.token = 'a1';
		form.draft.answers.people[0]!.needs = ['bedridden'];
		expect([form.found, form.token]).toEqual([false, null]);
	});

	it.each(['0900000101', '+84 900 000 101', '(0900) 000-101', '84.900.000.101'])(
		'takes a phone typed as %s',
		(phone) => {
			const form = typed(caller());
			form.waiting = true;
			form.draft.answers.contact.phone = phone;
			expect(form.wrong).toEqual([]);
		}
	);

	it('asks for no windows while nobody knows where', async () => {
		const form = caller();
		form.draft.answers.place.area = '';
		expect(await form.find()).toBe(false);
	});
});

describe('the windows an officer chooses from', () => {
	it('keep the mark through another reading, though the token is a fresh one', async () => {
		let mark = 'a';
		const list = new OfficerOffers(() => Promise.resolve(windows(mark)));
		await list.load();
		list.token = 'a2';
		mark = 'b';
		await list.load('ward');
		expect([list.token, list.pool]).toEqual(['b2', 'ward']);
	});

	it('become those that are left after somebody else was quicker', async () => {
		const list = new OfficerOffers(() => Promise.resolve(windows('a')));
		await list.load();
		list.token = 'a1';
		const left = { ...windows('c'), days: [] };
		await list.after(new Problem({ code: 'window_taken', status: 409, detail: { left } }));
		expect([list.windows, list.token]).toEqual([[], '']);
	});

	it('say why they could not be read', async () => {
		const list = new OfficerOffers(() =>
			Promise.reject(new Problem({ code: 'busy', status: 503 }))
		);
		await list.load();
		expect(list.failed).toBeInstanceOf(Problem);
	});

	it('are proposed once each, and only those still free', async () => {
		const list = new OfficerOffers(() => Promise.resolve(windows('a')));
		await list.load();
		const key = windowKey(list.windows[0]!);
		expect(chosenWindows([key, '', key, '2026-01-01 0 60'], list.windows)).toEqual([
			{ day: '2026-11-28', from: 450, to: 570 }
		]);
	});
});

describe('a form that is sent', () => {
	it('is not sent while something is wrong with it', async () => {
		const sending = new Sending();
		let sent = 0;
		const send = () => Promise.resolve(++sent > 0);
		expect(await sending.go([['reason', 'required']], send)).toBe(false);
		expect(sent).toBe(0);
		expect(sending.form.error('reason')).toBe('Chọn một lý do.');
		expect(await sending.go([], send)).toBe(true);
	});

	it('shows a refusal at the field it names, and any other under the form', async () => {
		const sending = new Sending();
		const refuse = (status: number, field?: string) => () =>
			Promise.reject(new Problem({ code: 'required', status, field }));
		await sending.go([], refuse(422, 'note'));
		expect([sending.form.error('note') !== undefined, sending.failed]).toEqual([true, null]);
		await sending.go([], refuse(409));
		expect(sending.failed).toBeInstanceOf(Problem);
	});
});
