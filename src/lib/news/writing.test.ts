import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Save, Saved, Whole } from './desk-news.ts';
import { Writing } from './writing.svelte.ts';

const at = '2026-11-26T07:00:00+00:00';
const saved = ({ version }: Save): Saved => ({
	...{ state: 'draft', editing: 'draft', version: version + 1, slug: 'tua', edited_at: at }
});
const whole = (body: string, version: number) =>
	({
		...{ slug: 'tua', approved: null },
		working: {
			...{ category: 'news', areas: [], campaign: null, cover: null, note: '' },
			...{ title: 'Tựa', summary: '', body, version, edited_at: at }
		}
	}) as never as Whole;

const gone = () => Promise.reject(new Problem({ code: 'not_found', status: 404 }));

function scene(
	save: (args: Save) => Promise<Saved> | Saved = saved,
	there: Whole | null = null,
	open: () => Promise<Whole> = async () => whole('Của người khác.', 7)
) {
	const sent: Save[] = [];
	const due: (() => void)[] = [];
	const writing = new Writing('11111111-1111-4111-8111-111111111111', there, {
		save: async (args) => {
			sent.push(structuredClone(args));
			return save(args);
		},
		open,
		wait: (run) => due.push(run) - 1,
		stop: (timer) => void (due[timer as number] = () => undefined)
	});
	/** The hand rests. */
	const rest = async () => {
		for (const run of due.splice(0)) run();
		await writing.keep();
	};
	const type = (body: string) => {
		writing.typed.body = body;
		writing.changed();
	};
	return { writing, sent, rest, type };
}

describe('what an editor types', () => {
	it('is kept when the hand rests, once for many letters', async () => {
		const { writing, sent, rest, type } = scene();
		for (const body of ['M', 'Mộ', 'Một']) type(body);
		expect([writing.holds, sent.length]).toEqual([true, 0]);
		await rest();
		expect(sent.map(({ text }) => text.body)).toEqual(['Một']);
		expect([writing.holds, writing.at, writing.version]).toEqual([false, at, 1]);
	});

	it('is sent again whole after a lost answer, under the key that it had, then what was typed since', async () => {
		let lost = true;
		const { writing, sent, rest, type } = scene((args) => {
			if (!lost) return saved(args);
			lost = false;
			throw new Problem({ code: 'timeout', status: 0, offline: true });
		});
		type('Một');
		await rest();
		expect([writing.holds, writing.failed instanceof Problem]).toEqual([true, true]);
		type('Một hai');
		await rest();
		expect(sent.map(({ text, version }) => [text.body, version])).toEqual([
			['Một', 0],
			['Một', 0],
			['Một hai', 1]
		]);
		expect(sent[0]!.key).toBe(sent[1]!.key);
		expect([writing.holds, writing.failed]).toEqual([false, null]);
	});

	it('is said at its field when it may not be kept, and stays', async () => {
		const refuse = () => {
			throw new Problem({
				...{ code: 'invalid', status: 422 },
				fields: [{ field: 'text.body', code: 'too_deep' }]
			});
		};
		const { writing, rest, type } = scene(refuse);
		type('>>>>>>>>>>>');
		await rest();
		expect(writing.form.errors[0]).toMatchObject({ field: 'body', code: 'too_deep' });
		expect([writing.typed.body, writing.holds]).toEqual(['>>>>>>>>>>>', true]);
	});
});

describe('two editors on one post', () => {
	const stale = (args: Save) => {
		if (args.version === 7) return saved(args);
		throw new Problem({ code: 'stale', status: 409 });
	};
	it('lose nothing: what the other one wrote is shown, and nothing is sent until it is decided', async () => {
		const { writing, sent, rest, type } = scene(stale, whole('Đầu.', 3));
		type('Của tôi.');
		await rest();
		expect(writing.theirs?.working?.body).toBe('Của người khác.');
		type('Của tôi, dài hơn.');
		await rest();
		expect([sent.length, writing.typed.body]).toEqual([1, 'Của tôi, dài hơn.']);
		expect(await writing.takeMine()).toBe(true);
		expect(sent.at(-1)).toMatchObject({ version: 7, text: { body: 'Của tôi, dài hơn.' } });
		expect([writing.theirs, writing.holds]).toEqual([null, false]);
	});

	it('may go on with the other one’s words', async () => {
		const { writing, rest, type } = scene(stale, whole('Đầu.', 3));
		type('Của tôi.');
		await rest();
		writing.takeTheirs();
		expect([writing.typed.body, writing.version, writing.holds]).toEqual([
			'Của người khác.',
			7,
			false
		]);
	});
});

describe('a post that somebody throws away while another writes it', () => {
	const other = '22222222-2222-4222-8222-222222222222';
	const thrown = () =>
		scene(
			(args) => {
				if (args.version > 0) throw new Problem({ code: 'stale', status: 409 });
				return saved(args);
			},
			whole('Một', 3),
			gone
		);

	it('leaves what was typed on the page, and sends it nowhere by itself', async () => {
		const { writing, sent, rest, type } = thrown();
		type('Một hai');
		await rest();
		expect([writing.gone, writing.holds, writing.failed]).toEqual([true, true, null]);
		type('Một hai ba');
		await rest();
		expect([sent.length, writing.typed.body]).toEqual([1, 'Một hai ba']);
	});

	it('becomes the draft of a new post when its writer wants that, with all that was typed', async () => {
		const { writing, sent, rest, type } = thrown();
		type('Một hai');
		await rest();
		expect(await writing.takeAsNew(other)).toBe(true);
		expect(sent.at(-1)).toMatchObject({
			id: other,
			version: 0,
			slug: null,
			text: { body: 'Một hai' }
		});
		expect([writing.id, writing.version, writing.gone, writing.holds]).toEqual([
			other,
			1,
			false,
			false
		]);
	});

	it('is one new post however often that is pressed', async () => {
		const { writing, sent, rest, type } = thrown();
		type('Một hai');
		await rest();
		await Promise.all([writing.takeAsNew(other), writing.takeAsNew()]);
		expect(sent.slice(1).map(({ id }) => id)).toEqual([other]);
	});
});
