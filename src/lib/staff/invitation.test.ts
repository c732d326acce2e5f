import { describe, expect, it } from 'vitest';
import { BroughtInvitation, tokenOf } from './invitation.svelte.ts';
import type { Invitation } from './staff.ts';

const token = '0123456789abcdef0123456789abcdef';
const said = (state: Invitation['state']) => ({ state }) as Invitation;

describe('what an invited officer pastes', () => {
	it('is the bare token, however it was typed', () => {
		expect(tokenOf(`  ${token.toUpperCase()}\n`)).toBe(token);
	});

	it('is the whole link just as well', () => {
		expect(tokenOf(`https://example.test/can-bo/loi-moi#${token}`)).toBe(token);
	});

	it('is nothing when a letter is missing or too many', () => {
		for (const typed of ['', 'lời mời', token.slice(1), `${token}0`, `x${token}`])
			expect(tokenOf(typed)).toBeNull();
	});
});

describe('an invitation', () => {
	it('that is open lets the account be made', async () => {
		const brought = new BroughtInvitation(async () => said('open'));
		expect(await brought.bring(token)).toBe(true);
		expect(brought.open).toBe(true);
	});

	it('that is over says how, and lets nothing be made', async () => {
		for (const state of ['used', 'expired', 'revoked', 'unknown'] as const) {
			const brought = new BroughtInvitation(async () => said(state));
			await brought.bring(token);
			expect([brought.known?.state, brought.open]).toEqual([state, false]);
		}
	});

	it('is forgotten, and nobody is asked, when something else is pasted', async () => {
		let asked = 0;
		const brought = new BroughtInvitation(async () => (asked++, said('open')));
		await brought.bring(token);
		expect(await brought.bring('không phải mã')).toBe(false);
		expect([brought.open, brought.token, asked]).toEqual([false, null, 1]);
	});
});
