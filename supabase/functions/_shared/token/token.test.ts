import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenError, tokens } from './index.ts';

const secret = 'a secret that only this test knows about';
const ours = tokens(secret, 'offer');

async function problem(open: Promise<unknown>): Promise<string> {
	return open.then(
		() => 'opened',
		(error: unknown) => (error instanceof TokenError ? error.problem : String(error))
	);
}

describe('a token in the hands of a citizen', () => {
	it('comes back as it was sealed, while it is good', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), async (content) => {
				const token = await ours.seal(content, 100);
				expect(token).toMatch(/^[\w-]+$/);
				expect(await ours.open(token, 99)).toEqual(JSON.parse(JSON.stringify(content)));
				expect(await problem(ours.open(token, 100))).toBe('expired');
			}),
			{ numRuns: 30 }
		);
	});

	it('tells nothing, and the same window never looks the same', async () => {
		const [one, other] = await Promise.all([
			ours.seal(['2026-11-28', 450], 1),
			ours.seal(['2026-11-28', 450], 1)
		]);
		expect(one).not.toBe(other);
		expect(atob(one.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('2026');
	});

	it('is refused when a letter of it was changed, or it was never one', async () => {
		const token = await ours.seal({ day: '2026-11-28' }, 100);
		for (const at of [0, 8, 20, token.length - 2]) {
			const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
			expect(await problem(ours.open(changed, 1))).toBe('bad_token');
		}
		for (const other of ['', 'x', '%%%', 'ö', token.slice(3), token + token])
			expect(await problem(ours.open(other, 1))).toBe('bad_token');
	});

	it('opens only where it was meant, and only with our secret', async () => {
		const token = await ours.seal(1, 100);
		expect(await problem(tokens(secret, 'upload').open(token, 1))).toBe('bad_token');
		expect(await problem(tokens(`${secret}!`, 'offer').open(token, 1))).toBe('bad_token');
		expect(() => tokens('short', 'offer')).toThrow(RangeError);
	});
});
