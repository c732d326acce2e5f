import { describe, expect, it } from 'vitest';
import { FieldForm } from './field-form.svelte.ts';
import { Meeting } from './field-meeting.svelte.ts';
import { id } from './field-scene.ts';

/** Somebody whom the team met at the market. */
function met() {
	const meeting = new Meeting('21439', '0845');
	Object.assign(meeting.people[0]!, {
		name: 'Lê Văn Tre',
		birth: { day: '', month: '', year: '1944' },
		service: 'renew',
		outcome: 'captured'
	});
	meeting.hamlet = id(702);
	meeting.consent = true;
	return meeting;
}
const fields = ({ wrong }: ReturnType<Meeting['read']>) => wrong.map(([field]) => field);

describe('somebody met on the way', () => {
	it('is written down with as much as they know of themselves', () => {
		const meeting = met();
		meeting.phone = '0900.000.101';
		const { said, wrong } = meeting.read();
		expect(wrong).toEqual([]);
		expect(said).toMatchObject({
			began: 525,
			phone: '+84900000101',
			landmark: null,
			people: [{ name: 'Lê Văn Tre', birth: { year: 1944 }, receiver: null }]
		});
	});

	it('is not written down without their word', () => {
		const meeting = met();
		meeting.consent = false;
		expect(fields(meeting.read())).toEqual(['consent']);
	});

	it('can be found again: by the hamlet, or by a landmark', () => {
		const meeting = met();
		meeting.hamlet = '';
		expect(fields(meeting.read())).toEqual(['landmark']);
		meeting.landmark = 'Sau chợ';
		expect(fields(meeting.read())).toEqual([]);
	});

	it('gives a number that can be called, or none', () => {
		const meeting = met();
		meeting.phone = '12';
		expect(meeting.read().wrong).toEqual([['phone', 'bad_phone']]);
	});

	it('may come with others, each asked for', () => {
		const meeting = met();
		meeting.add();
		expect(fields(meeting.read())).toEqual([
			'people.1.name',
			'people.1.birth',
			'people.1.service',
			'people.1.outcome'
		]);
		meeting.remove(1);
		expect(meeting.read().wrong).toEqual([]);
	});

	it('is taken up again as it was written, while it waits on this phone', () => {
		const meeting = met();
		meeting.phone = '0900.000.101';
		meeting.people[0]!.receiver = 'Lê Thị Cháu';
		const { said } = meeting.read();
		expect(Meeting.of(said).read()).toEqual({ said, wrong: [] });
	});
});

describe('a form of the road', () => {
	const said: string[] = [];
	const form = () =>
		new FieldForm({
			say: async (door) => {
				said.push(door);
			},
			mend: () => Promise.reject(new Error('nothing waits'))
		});

	it('says what the door would refuse before it goes into the outbox', async () => {
		const meeting = met();
		meeting.people[0]!.birth.year = '2044';
		const filled = form();
		const { said: asked, wrong } = meeting.read();
		expect(await filled.say('rounds_met', asked, wrong)).toBe(false);
		expect(filled.error('people.0.birth')).toBeTruthy();
		expect(said).toEqual([]);
	});

	it('goes into the outbox when nothing is wrong, once for two presses', async () => {
		const filled = form();
		const { said: asked } = met().read();
		const pressed = await Promise.all([
			filled.say('rounds_met', asked),
			filled.say('rounds_met', asked)
		]);
		expect(pressed).toEqual([true, false]);
		expect(said).toEqual(['rounds_met']);
	});

	it('keeps what was typed when the phone is full, and says so', async () => {
		const filled = new FieldForm({
			say: () => Promise.reject(new Error('storage_full')),
			mend: () => Promise.reject(new Error('nothing waits'))
		});
		expect(await filled.say('rounds_met', met().read().said)).toBe(false);
		expect(filled.failed).toBeInstanceOf(Error);
		expect(filled.busy).toBe(false);
	});

	it('that was opened for what waits says that otherwise, and nothing more', async () => {
		const { said: asked } = met().read();
		const args = { ...asked, team_day: id(1) };
		const entry = {
			key: id(9),
			at: '2026-11-28T01:00:00Z',
			state: 'waiting',
			problem: null,
			door: 'rounds_met',
			args
		} as const;
		const mended: unknown[] = [];
		const filled = new FieldForm(
			{
				say: () => Promise.reject(new Error('said twice')),
				mend: async (of, next) => void mended.push([of.key, next])
			},
			'',
			entry
		);
		expect(await filled.say('rounds_met', { ...asked, landmark: 'Sau chợ' })).toBe(true);
		expect(mended).toEqual([[entry.key, { ...asked, landmark: 'Sau chợ' }]]);
	});
});
