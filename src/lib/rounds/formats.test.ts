/** A phone may meet a new version of the app with unsent work of the old one on its disk. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Book } from './book.ts';
import { readDay } from './day.ts';
import written from './format-1.json' with { type: 'json' };
import { Outbox } from './outbox.svelte.ts';
import type { Store } from './store.ts';
import { binh, newPhone, pin, Server } from './testing-phone.ts';
import type { RecordRow, VaultRow } from './vault-rows.ts';
import { Vault } from './vault.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
let phone: Store;
let vault: Vault;
beforeEach(async () => {
	phone = newPhone();
	vault = new Vault(phone, binh);
	const { vault: kept, records } = written;
	const hmac = { name: 'HMAC', hash: 'SHA-256' };
	const device = await crypto.subtle.importKey('raw', bytes(kept.device), hmac, false, ['sign']);
	const { salt, iv, key, rounds } = kept.pin;
	const row: VaultRow = {
		...kept,
		device,
		pin: { salt: bytes(salt), iv: bytes(iv), key: bytes(key), rounds },
		passkey: null
	};
	await phone.write(async (tx) => {
		await tx.objectStore('vaults').put(row);
		for (const one of records)
			await tx
				.objectStore('records')
				.put({ ...one, iv: bytes(one.iv), data: bytes(one.data) } as RecordRow);
	});
});
afterEach(async () => {
	await phone.close();
	vi.unstubAllGlobals();
});

it('what the first version wrote opens, shows and goes out', async () => {
	const open = await vault.unlock(pin);
	expect(await readDay(vault, open)).toMatchObject({ day: '2026-11-28', stops: ['nhà cụ Lụa'] });
	const book = new Book(vault, open);
	const entries = await book.entries();
	expect(entries.map(({ args, state, tried }) => [args.note, state, tried])).toEqual([
		['đã chụp ảnh', 'waiting', true],
		['vắng nhà', 'waiting', false],
		['hẹn lại', 'refused', false]
	]);
	const server = new Server();
	const outbox = new Outbox(binh.id, server.send);
	await outbox.open(book);
	await outbox.drain();
	outbox.shut();
	expect([...server.done.values()].map(({ args }) => args.note)).toEqual([
		'đã chụp ảnh',
		'vắng nhà'
	]);
	expect((await book.entries()).map(({ state }) => state)).toEqual(['refused']);
});

it('what a newer version wrote is left as it is, by an older one that does not know it', async () => {
	const open = await vault.unlock(pin);
	const [newer] = written.records.filter(({ kind }) => kind === 'entry');
	await phone.write(async (tx) => {
		const records = tx.objectStore('records');
		const row = (await records.get([binh.id, 'entry', newer!.seq]))!;
		await records.put({ ...row, format: 2 });
	});
	await expect(new Book(vault, open).entries()).rejects.toMatchObject({ code: 'newer_format' });
	expect(await vault.unsent()).toBe(3);
});
