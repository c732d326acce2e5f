import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Entering } from './officer-entering.svelte.ts';
import type { Enter, Entered } from './officer-support.ts';

const entered = { id: 'case', reference: 'HT-26-0001' } as Entered;

function scene(answers: (Entered | Problem)[] = [entered]) {
	const sent: (Enter & { key: string })[] = [];
	let codes = 1;
	const entering = new Entering({
		enter: async (args) => {
			sent.push(args);
			const answer = answers.shift() ?? entered;
			if (answer instanceof Problem) throw answer;
			return answer;
		},
		secret: {
			prepare() {},
			ready: async () => ({ code: `CODE-${codes}`, lookupHash: `${codes}`.repeat(64) }),
			forget: () => void codes++
		}
	});
	return { entering, sent };
}
function answered({ entering }: ReturnType<typeof scene>) {
	entering.channel = 'walk_in';
	Object.assign(entering.typed, {
		asker: 'self',
		hardship: 'traffic_accident',
		wants: ['food'],
		area: '21439',
		landmark: 'Sau chợ',
		family_name: 'Võ Thị Lành',
		family_phone: '0900 000 101',
		consent: true
	});
}
const wrong = ({ entering }: ReturnType<typeof scene>) =>
	entering.form.errors.map(({ field }) => field);

it('an officer is told of everything that is missing, and nothing is sent', async () => {
	const at = scene();
	await at.entering.submit();
	expect(wrong(at)).toEqual(
		expect.arrayContaining(['channel', 'asker', 'hardship', 'wants', 'area', 'consent'])
	);
	answered(at);
	at.entering.typed.family_phone = '12';
	await at.entering.submit();
	expect(wrong(at)).toEqual(['family_phone']);
	expect(at.sent).toEqual([]);
});

it('what was entered is sent once, after a lost answer under the same key, and shows its code', async () => {
	const at = scene([new Problem({ code: 'unreachable', status: 0 })]);
	answered(at);
	await at.entering.submit();
	expect(at.entering.failed).toBeInstanceOf(Problem);
	expect(at.entering.touched).toBe(true);
	await Promise.all([at.entering.submit(), at.entering.submit()]);
	expect(at.sent.map(({ key }) => key)).toEqual([at.sent[0]!.key, at.sent[0]!.key]);
	expect(at.sent[1]).toMatchObject({ channel: 'walk_in', form: { asked_by: null } });
	expect(at.entering.done).toEqual({ entered, code: 'CODE-1' });
	expect(at.entering.touched).toBe(false);
});

it('a code that somebody has already is drawn again, and the next one who asks gets another', async () => {
	const at = scene([new Problem({ code: 'code_taken', status: 409 })]);
	answered(at);
	await at.entering.submit();
	expect(at.entering.done?.code).toBe('CODE-2');
	at.entering.another();
	expect(at.entering.done).toBeNull();
	expect(at.entering.typed.family_name).toBe('');
	answered(at);
	await at.entering.submit();
	expect(at.entering.done?.code).toBe('CODE-3');
});

it('what the server refuses is said at its field', async () => {
	const fields = [{ field: 'family_phone', code: 'bad_phone' }];
	const at = scene([new Problem({ code: 'invalid', status: 422, fields })]);
	answered(at);
	await at.entering.submit();
	expect(wrong(at)).toEqual(['family_phone']);
	expect(at.entering.failed).toBeNull();
});
