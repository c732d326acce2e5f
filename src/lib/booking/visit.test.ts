import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { JobError } from '#lib/platform/worker.ts';
import type { Booked, Hold, Offers, Submission } from './booking.ts';
import { Visit, type VisitDoors } from './visit.svelte.ts';
import { worked } from '#lib/platform/worked.ts';

const offers = {
	minutes: 60,
	days: [{ day: '2026-11-28', windows: [{ token: 'one', from: 450, to: 570, easy: false }] }],
	full: []
} as unknown as Offers;
const hold = {
	hold: '00000000-0000-4000-8000-000000000001',
	held_until: new Date(600_000).toISOString(),
	told_at: new Date(0).toISOString(),
	window: { day: '2026-11-28', from: 450, to: 570 },
	extendable: true
} as unknown as Hold;
const booked = { reference: 'ĐP-26-0001' } as unknown as Booked;

type Sent = Submission & { key: string };

/** A visit at the last question, and everything it sent. */
async function answered(submit: (sent: Sent) => Promise<Booked>) {
	const sent: Sent[] = [];
	let codes = 0;
	const secret = () => ({ code: `CODE${codes}`, lookupHash: `${codes}`.padStart(64, '0') });
	const doors: VisitDoors = {
		offers: async () => offers,
		hold: async () => hold,
		extend: async () => hold,
		release: async () => null,
		now: () => 0,
		today: () => '2026-11-23',
		puzzle: { prepare() {}, take: async () => 'proof', end() {} },
		secret: {
			prepare() {},
			ready: async () => secret(),
			restore() {},
			forget: () => void (codes += 1)
		},
		submit: (args) => {
			sent.push(args);
			return submit(args);
		}
	};
	const visit = new Visit(doors);
	const { answers } = visit.draft;
	answers.booking_for = 'relative';
	Object.assign(answers.people[0]!, { name: 'Nguyễn Thị Lụa', service: 'renew', needs: ['none'] });
	answers.people[0]!.birth.year = '1941';
	answers.consent = true;
	Object.assign(answers.place, { area: '21439', landmark: 'Sau chợ' });
	Object.assign(answers.contact, {
		name: 'Nguyễn Văn Bền',
		phone: '0900 000 101',
		relation: 'grandchild',
		person_knows: true,
		who_is_home: 'me'
	});
	await visit.loadWindows();
	visit.choice.token = 'one';
	await visit.keepWindow();
	return { visit, sent };
}

it('what was answered is sent once, and then forgotten', async () => {
	const { visit, sent } = await answered(async () => booked);
	await Promise.all([visit.send(), visit.send()]);
	expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
	expect(sent[0]?.form.people[0]?.name).toBe('Nguyễn Thị Lụa');
	expect(visit.confirmed?.booked).toBe(booked);
	expect(visit.draft.person(0).name).toBe('');
});

it('a lost answer keeps the answers, and sending again uses the same key', async () => {
	let tries = 0;
	const { visit, sent } = await answered(async () => {
		if (tries++ === 0) throw new Problem({ code: 'unreachable', status: 0, offline: true });
		return booked;
	});
	await expect(visit.send()).rejects.toMatchObject({ code: 'unreachable' });
	expect(visit.draft.person(0).name).toBe('Nguyễn Thị Lụa');
	expect(visit.unsure).toBe(true);
	await visit.send();
	expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

it('a code that somebody has already is drawn anew without a word', async () => {
	let tries = 0;
	const { visit, sent } = await answered(async () => {
		if (tries++ === 0) throw new Problem({ code: 'code_taken', status: 409 });
		return booked;
	});
	await visit.send();
	expect(sent.map(({ lookup_hash }) => Number(lookup_hash))).toEqual([0, 1]);
	expect(visit.confirmed?.code).toBe('CODE1');
});

it('a field that the server refuses leads back to its question', async () => {
	const { visit } = await answered(async () => {
		throw new Problem({ code: 'bad_phone', field: 'form.contact.phone', status: 422 });
	});
	await expect(visit.send()).rejects.toMatchObject({ code: 'bad_phone' });
	expect(visit.refused).toEqual([{ field: 'contact.phone', code: 'bad_phone' }]);
	expect(visit.refusedStep).toEqual({ is: 'contact' });
});

it('what is refused at the second try, after a code that was taken, leads back to its question as well', async () => {
	const refusals = [
		new Problem({ code: 'code_taken', status: 409 }),
		new Problem({ code: 'bad_phone', field: 'form.contact.phone', status: 422 })
	];
	const { visit } = await answered(async () => Promise.reject(refusals.shift()));
	await expect(visit.send()).rejects.toMatchObject({ code: 'bad_phone' });
	expect(visit.refusedStep).toEqual({ is: 'contact' });
});

it('other needs after a window was kept ask for a window again', async () => {
	const { visit } = await answered(async () => booked);
	expect(visit.windowReady).toBe(true);
	visit.draft.person(0).needs = ['bedridden'];
	expect(visit.windowReady).toBe(false);
	expect(visit.draft.reach({ is: 'check' }, visit.windowReady)).toEqual({ is: 'window' });
});

it("a Worker's script that did not arrive is a line that broke", async () => {
	const failed = worked(Promise.reject(new JobError('worker_failed')));
	await expect(failed).rejects.toMatchObject({ name: 'Problem', offline: true });
});
