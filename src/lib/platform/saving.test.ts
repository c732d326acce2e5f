import { describe, expect, it } from 'vitest';
import { Problem } from './problem.ts';
import { Reading } from './reading.svelte.ts';
import { Saving } from './saving.svelte.ts';

type Said = { name: string; key: string };
const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });

describe('a form that is sent', () => {
	it('sends the same key again after a lost answer', async () => {
		const sent: Said[] = [];
		const saving = new Saving(async (args: Said) => {
			sent.push(args);
			if (sent.length === 1) throw lost();
			return 'done';
		});
		expect(await saving.save({ name: 'Tổ 1' })).toBeNull();
		expect(saving.failed).toBeInstanceOf(Problem);
		expect(await saving.save({ name: 'Tổ 1' })).toBe('done');
		expect(sent[1]).toEqual(sent[0]);
		expect(saving.failed).toBeNull();
	});

	it('words changed after a lost answer are saved too, after the first ones', async () => {
		const sent: Said[] = [];
		const saving = new Saving(async (args: Said) => {
			sent.push(args);
			if (sent.length === 1) throw lost();
			return args.name;
		});
		await saving.save({ name: 'Tổ 1' });
		expect(await saving.save({ name: 'Tổ 2' })).toBe('Tổ 2');
		expect(sent.map((one) => one.name)).toEqual(['Tổ 1', 'Tổ 1', 'Tổ 2']);
		expect(sent[2]!.key).not.toBe(sent[0]!.key);
	});

	it('something new is never made twice', async () => {
		const made: string[] = [];
		const keys = new Set<string>();
		const saving = new Saving(
			async (args: Said) => {
				if (!keys.has(args.key)) made.push(args.name);
				keys.add(args.key);
				if (made.length === 1 && keys.size === 1 && !answered) {
					answered = true;
					throw lost();
				}
				return args.name;
			},
			{ creates: () => true }
		);
		let answered = false;
		await saving.save({ name: 'Tổ 1' });
		expect(await saving.save({ name: 'Tổ 2' })).toBe('Tổ 1');
		expect(made).toEqual(['Tổ 1']);
	});

	it('a refusal that names fields goes to the fields', async () => {
		let shown: unknown = null;
		const saving = new Saving(
			async (): Promise<string> => {
				throw new Problem({ code: 'out_of_range', field: 'places', status: 422 });
			},
			{ form: { failAll: (list) => (shown = list) } }
		);
		expect(await saving.save({})).toBeNull();
		expect(shown).toEqual([['places', 'out_of_range']]);
		expect(saving.failed).toBeNull();
	});
});

describe('something read', () => {
	it('keeps what was known when the line is lost', async () => {
		let online = true;
		const reading = new Reading(async () => {
			if (!online) throw lost();
			return 'tốt';
		});
		await reading.load();
		online = false;
		await reading.load();
		expect(reading.value).toBe('tốt');
		expect(reading.failed).toBeInstanceOf(Problem);
	});
});
