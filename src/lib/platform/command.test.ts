import { describe, expect, it } from 'vitest';
import { Command } from './command.svelte.ts';
import { Problem } from './problem.ts';

type Asked = { day: string; key: string };
const line = () => new Problem({ code: 'timeout', status: 0, offline: true });
const refusal = () => new Problem({ code: 'window_taken', status: 409 });

/** A door that fails as told, then answers; `heard` is what reached it. */
function door(...failures: Problem[]) {
	const heard: Asked[] = [];
	const command = new Command<{ day: string }, string>(async (asked) => {
		heard.push(asked);
		const failure = failures.shift();
		if (failure) throw failure;
		return `booked ${asked.day}`;
	});
	return { command, heard };
}

describe('a command', () => {
	it('pressed twice is one request', async () => {
		const { command, heard } = door();
		const [one, other] = await Promise.all([
			command.run({ day: 'Saturday' }),
			command.run({ day: 'Saturday' })
		]);
		expect(one).toEqual(other);
		expect(heard).toHaveLength(1);
	});

	it('whose answer was lost goes out again under its key', async () => {
		const { command, heard } = door(line());
		await expect(command.run({ day: 'Saturday' })).rejects.toMatchObject({ code: 'timeout' });
		expect(command.unsure).toBe(true);
		await command.run({ day: 'Saturday' });
		expect(heard[0]!.key).toBe(heard[1]!.key);
		expect(command.unsure).toBe(false);
	});

	it('that may have been done is asked about before another is sent', async () => {
		const { command, heard } = door(line());
		await expect(command.run({ day: 'Saturday' })).rejects.toThrow();
		const done = await command.run({ day: 'Sunday' });
		expect(done).toEqual({ answer: 'booked Saturday', request: { day: 'Saturday' } });
		expect(heard.map(({ day }) => day)).toEqual(['Saturday', 'Saturday']);
	});

	it('that was refused was not done: the next one has a key of its own', async () => {
		const { command, heard } = door(refusal());
		await expect(command.run({ day: 'Saturday' })).rejects.toMatchObject({ code: 'window_taken' });
		expect(command.pending).toBeNull();
		await command.run({ day: 'Sunday' });
		expect(heard[0]!.key).not.toBe(heard[1]!.key);
	});

	it('goes on under its old key after a reload', async () => {
		const first = door(line());
		await expect(first.command.run({ day: 'Saturday' })).rejects.toThrow();
		const second = door();
		second.command.restore(first.command.pending);
		await second.command.run({ day: 'Saturday' });
		expect(second.heard[0]!.key).toBe(first.heard[0]!.key);
	});
});
