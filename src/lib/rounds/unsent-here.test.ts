import { afterEach, beforeEach, expect, it } from 'vitest';
import { Book } from './book.ts';
import type { Store } from './store.ts';
import { binh, newPhone, outcome, pin } from './testing-phone.ts';
import { unsentHere } from './unsent-here.ts';
import { Vault } from './vault.ts';

let phone: Store;
beforeEach(() => void (phone = newPhone()));
afterEach(() => phone.close());

it('what waits on a phone is counted, and a desk that was never on the road gets no database for it', async () => {
	expect(await unsentHere()).toBe(0);
	expect(await indexedDB.databases()).toEqual([]);
	const vault = new Vault(phone, binh, 1_000);
	const book = new Book(vault, await vault.make(pin, 30));
	const { key } = await book.add(outcome('đã chụp ảnh'));
	expect(await unsentHere()).toBe(1);
	await book.discard(key);
	expect(await unsentHere()).toBe(0);
});
