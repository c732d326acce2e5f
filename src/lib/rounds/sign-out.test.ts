import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Book } from './book.ts';
import { clearDevice, closes } from './sign-out.ts';
import { SigningOut } from './signing-out.svelte.ts';
import type { Store } from './store.ts';
import { binh, newPhone, outcome, pin } from './testing-phone.ts';
import { Vault } from './vault.ts';

let phone: Store;
beforeEach(() => {
	phone = newPhone();
});
afterEach(async () => {
	await phone.close();
	vi.unstubAllGlobals();
});

it('a desk that was never on the road signs out, and gets no database for it', async () => {
	expect(await clearDevice(binh.id)).toBe(0);
	expect(await indexedDB.databases()).toEqual([]);
});

it('whoever has unsent work is told how much; once it is gone, signing out takes the rest', async () => {
	const vault = new Vault(phone, binh, 1_000);
	const book = new Book(vault, await vault.make(pin, 30));
	const { key } = await book.add(outcome('đã chụp ảnh'));
	expect(await clearDevice(binh.id)).toBe(1);
	expect(await vault.unsent()).toBe(1);
	await book.discard(key);
	expect(await clearDevice(binh.id)).toBe(0);
	expect(await vault.row()).toBeNull();
});

it('an account that was closed ends the day on this device, and a desk that was left alone does not', () => {
	expect(['disabled', 'not_an_officer'].map(closes)).toEqual([true, true]);
	expect([null, 'session_expired', 'sign_in', 'second_factor'].map(closes)).not.toContain(true);
});

it('the button signs nobody out while something is unsent, says how much, and does so afterwards', async () => {
	const vault = new Vault(phone, binh, 1_000);
	const book = new Book(vault, await vault.make(pin, 30));
	const { key } = await book.add(outcome('đã chụp ảnh'));
	const signOut = vi.fn();
	const leaving = new SigningOut(signOut);
	await leaving.press(binh.id);
	expect([leaving.refused, leaving.unsent, signOut.mock.calls.length]).toEqual([true, 1, 0]);
	await book.discard(key);
	await leaving.press(binh.id);
	expect([leaving.refused, signOut.mock.calls.length]).toEqual([false, 1]);
});
