import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Asking } from './asking.svelte.ts';
import type { Request, Taken } from './support.ts';

const taken = { reference: 'HT-26-0001', state: 'family_to_ask' } as Taken;

function scene(answers: (Taken | Problem)[] = [taken]) {
	const sent: (Request & { key: string })[] = [];
	let codes = 0;
	let made: Promise<{ code: string; lookupHash: string }> | null = null;
	const asking = new Asking({
		ask: async (args) => {
			sent.push(args);
			const answer = answers.shift() ?? taken;
			if (answer instanceof Problem) throw answer;
			return answer;
		},
		puzzle: { prepare() {}, take: async () => 'solved', end() {} },
		secret: {
			prepare() {},
			ready: () =>
				(made ??= Promise.resolve({
					code: `CODE-${++codes}`,
					lookupHash: `${codes}`.repeat(64).slice(0, 64)
				})),
			forget: () => (made = null)
		}
	});
	return { asking, sent };
}

/** A neighbour's answers, all of them. */
function answered(asking: Asking) {
	Object.assign(asking.typed, {
		asker: 'neighbour',
		hardship: 'traffic_accident',
		wants: ['food'],
		area: '21439',
		landmark: 'Sau chợ',
		family_name: 'Võ Thị Lành',
		asked_by: { name: 'Trần Văn Xóm', phone: '0900 000 101', may_name: 'no' },
		consent: true
	});
}
const toTheEnd = async (asking: Asking) => {
	for (let n = 0; n < 5; n++) asking.next();
	expect(asking.step).toBe('check');
};

describe('somebody who asks for help', () => {
	it('is told at each question what is missing there, and of later ones nothing yet', async () => {
		const { asking } = scene();
		expect(await asking.faults()).toEqual([['asker', 'required']]);
		asking.typed.asker = 'self';
		expect(await asking.faults()).toEqual([]);
		asking.next();
		asking.typed.hardship = 'other';
		expect(await asking.faults()).toEqual([['story', 'required']]);
	});

	it('is asked for another’s word on being named only when they ask for another', async () => {
		const { asking } = scene();
		answered(asking);
		for (let n = 0; n < 4; n++) asking.next();
		asking.typed.asked_by.may_name = '';
		expect(await asking.faults()).toEqual([['asked_by.may_name', 'required']]);
		asking.typed.asker = 'self';
		expect(await asking.faults()).toEqual([['family_phone', 'required']]);
		asking.typed.family_phone = 'không có';
		expect(await asking.faults()).toEqual([['family_phone', 'bad_phone']]);
	});

	it('mends one answer and comes straight back to the last page; going back leads question by question', async () => {
		const { asking } = scene();
		answered(asking);
		await toTheEnd(asking);
		asking.mend('wants');
		asking.next();
		expect(asking.step).toBe('check');
		asking.back();
		expect(asking.step).toBe('contact');
		for (let n = 0; n < 4; n++) asking.back();
		asking.back();
		expect(asking.step).toBe('asker');
	});

	it('sends what the contract takes, gets the code, and nothing of it stays on the page', async () => {
		const { asking, sent } = scene();
		answered(asking);
		await asking.send();
		expect(sent).toMatchObject([
			{
				proof: 'solved',
				form: {
					hamlet: null,
					story: null,
					family_phone: null,
					asked_by: { name: 'Trần Văn Xóm', may_name: false }
				}
			}
		]);
		expect(asking.confirmed).toEqual({ taken, code: 'CODE-1' });
		expect(asking.touched).toBe(false);
	});

	it('whose own family it is sends no other name, even if one was typed before', async () => {
		const { asking, sent } = scene();
		answered(asking);
		Object.assign(asking.typed, { asker: 'self', family_phone: '0900000102' });
		await asking.send();
		expect(sent[0]!.form).toMatchObject({ asker: 'self', asked_by: null });
	});

	it('whose line broke sends the same request once more, and whose code is taken gets another', async () => {
		const lost = new Problem({ code: 'unreachable', status: 0 });
		const used = new Problem({ code: 'code_taken', status: 409 });
		const { asking, sent } = scene([lost, taken]);
		answered(asking);
		await expect(asking.send()).rejects.toBe(lost);
		expect(asking.unsure).toBe(true);
		await asking.send();
		expect(sent[1]!.key).toBe(sent[0]!.key);
		const other = scene([used, taken]);
		answered(other.asking);
		await other.asking.send();
		expect(other.asking.confirmed?.code).toBe('CODE-2');
		expect(other.sent[1]!.key).not.toBe(other.sent[0]!.key);
	});

	it('is led to the question that the server refused', async () => {
		const { asking } = scene();
		answered(asking);
		await toTheEnd(asking);
		asking.refuse([['asked_by.phone', 'bad_phone']]);
		expect(asking.step).toBe('contact');
		expect(asking.refused).toEqual([['asked_by.phone', 'bad_phone']]);
		asking.next();
		expect(asking.step).toBe('check');
		expect(asking.refused).toEqual([]);
	});

	it('stays at the last page where what is refused is of no question', async () => {
		const { asking } = scene();
		answered(asking);
		await toTheEnd(asking);
		asking.refuse([['proof', 'bad_proof']]);
		expect(asking.step).toBe('check');
		asking.back();
		expect(asking.step).not.toBe('check');
	});
});
