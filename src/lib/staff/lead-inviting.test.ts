import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Inviting } from './lead-inviting.svelte.ts';
import { newToken } from './one-time-token.ts';

const words = (field: string, code: string) => `${field} ${code}`;
const wanted = {
	name: 'Cán bộ Mới',
	email: ' Moi@Example.test ',
	roles: ['desk' as const],
	hamlet: null
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('inviting an officer', () => {
	it('a token is 128 bits, never the same', () => {
		expect(newToken()).toMatch(/^[0-9a-f]{32}$/);
		expect(newToken()).not.toBe(newToken());
	});

	it('the server is told the hash, never the token', async () => {
		const sent: Record<string, unknown>[] = [];
		const inviting = new Inviting(words, async (args) => {
			sent.push(args);
			return { id: 'x', expires_at: '2026-12-01T00:00:00Z' };
		});
		expect(await inviting.send(wanted)).toBe(true);
		const { token } = inviting.invited!;
		expect(sent[0]).toMatchObject({ email: 'moi@example.test', token_hash: sha256(token) });
		expect(JSON.stringify(sent)).not.toContain(token);
	});

	it('a lost answer is asked for again with the same token and key', async () => {
		const sent: { key: string; token_hash: string }[] = [];
		const inviting = new Inviting(words, async (args) => {
			sent.push(args);
			if (sent.length === 1) throw new Problem({ code: 'unreachable', status: 0, offline: true });
			return { id: 'x', expires_at: '2026-12-01T00:00:00Z' };
		});
		expect(await inviting.send(wanted)).toBe(false);
		expect(await inviting.send(wanted)).toBe(true);
		expect(sent[1]).toEqual(sent[0]);
		expect(sha256(inviting.invited!.token)).toBe(sent[1]!.token_hash);
	});

	it('the link is gone once it was handed over', async () => {
		const inviting = new Inviting(words, async () => ({ id: 'x', expires_at: '' }));
		await inviting.send(wanted);
		inviting.handed();
		expect(inviting.invited).toBeNull();
	});

	it('a refusal stands at its field and what was typed can be sent again', async () => {
		const inviting = new Inviting(words, async () => {
			throw new Problem({ code: 'bad_format', field: 'email', status: 422 });
		});
		expect(await inviting.send(wanted)).toBe(false);
		expect(inviting.form.error('email')).toBe('email bad_format');
		expect(inviting.invited).toBeNull();
	});
});
