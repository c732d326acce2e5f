import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Resetting } from './lead-resetting.svelte.ts';

const officer = '11111111-1111-4111-8111-111111111111';
const words = (field: string, code: string) => `${field} ${code}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const until = { expires_at: '2026-11-28T04:00:00Z' };

it('a lead says why, and the server is told the hash of what is handed over, never the token', async () => {
	const sent: object[] = [];
	const resetting = new Resetting(words, async (args) => (sent.push(args), until));
	expect(await resetting.send(officer, '  ')).toBe(false);
	expect([resetting.form.error('reason'), sent]).toEqual(['reason required', []]);
	expect(await resetting.send(officer, ' Quên mật khẩu ')).toBe(true);
	const { token, expires_at } = resetting.made!;
	expect(expires_at).toBe(until.expires_at);
	expect(sent).toMatchObject([{ officer, reason: 'Quên mật khẩu', token_hash: sha256(token) }]);
	expect(JSON.stringify(sent)).not.toContain(token);
});

it('after a lost answer the same token goes out again, so that what is shown is what was written', async () => {
	const hashes: string[] = [];
	const resetting = new Resetting(words, async ({ token_hash }) => {
		hashes.push(token_hash);
		if (hashes.length === 1) throw new Problem({ code: 'unreachable', status: 0, offline: true });
		return until;
	});
	expect(await resetting.send(officer, 'Quên')).toBe(false);
	expect([resetting.made, (resetting.failed as Problem).code]).toEqual([null, 'unreachable']);
	expect(await resetting.send(officer, 'Quên')).toBe(true);
	expect(new Set(hashes)).toEqual(new Set([sha256(resetting.made!.token)]));
});
