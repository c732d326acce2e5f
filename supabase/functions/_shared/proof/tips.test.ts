import { describe, expect, it } from 'vitest';
import { read, type Proof } from './challenge.ts';
import { DIFFICULTY } from './index.ts';
import { difficultyFor, tipBind, tipChallenge } from './tips.ts';

describe('the work that a tip costs its sender', () => {
	it('doubles above each step of what came in within ten minutes, up to thirty-two times', () => {
		const times = (load: number) => difficultyFor(load) / DIFFICULTY;
		expect([0, 200, 201, 400, 401, 800, 801].map(times)).toEqual([1, 1, 2, 2, 4, 4, 8]);
		expect([1600, 1601, 3200, 3201, 1_000_000].map(times)).toEqual([8, 16, 16, 32, 32]);
	});

	it('may be done for two hours, while they write, and for their own code alone', async () => {
		const hash = 'ab'.repeat(32);
		const before = Math.floor(Date.now() / 1000);
		const challenge = read(
			await tipChallenge('a secret of this test', hash, 2)
		) as Proof['challenge'];
		const after = Math.floor(Date.now() / 1000);
		const { expiresAt, data } = challenge.parameters;
		expect(expiresAt! - 7200).toBeGreaterThanOrEqual(before);
		expect(expiresAt! - 7200).toBeLessThanOrEqual(after);
		expect(data).toEqual({ bind: tipBind(hash) });
	});
});
