import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Book } from './book.ts';
import { keepDay, readDay } from './day.ts';
import { owners } from './owners.ts';
import type { Store } from './store.ts';
import { binh, cuong, newPhone, outcome, pin } from './testing-phone.ts';
import { Vault, type Officer } from './vault.ts';

const day = { id: 'd', day: '2099-11-28', stops: ['nhà cụ Lụa'] };
let phone: Store;
let vault: Vault;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-28T01:00:00Z') });
	phone = newPhone();
	vault = vaultOf(binh);
});
afterEach(async () => {
	await phone.close();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** The PIN is worked on less long than for officers; one test does not. */
const vaultOf = (officer: Officer) => new Vault(phone, officer, 1_000);

/** Everything on the disk, as text. */
const disk = () =>
	phone.read(async (tx) => {
		const rows = [
			...(await tx.objectStore('vaults').getAll()),
			...(await tx.objectStore('records').getAll())
		];
		return JSON.stringify(rows, (_, value: unknown) =>
			value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
		);
	});
const minutesLater = (count: number) => vi.setSystemTime(Date.now() + count * 60_000);

describe('the vault of an officer on the road', () => {
	it('gives the day back after the PIN, and the disk holds no word of it', async () => {
		const open = await vault.make(pin, 30);
		await keepDay(vault, open, day);
		await new Book(vault, open).add(outcome('đã chụp ảnh'));
		expect(await disk()).not.toMatch(/Lụa|chụp|rounds_outcome|stops/);
		const later = await vaultOf(binh).unlock(pin);
		expect(await readDay(vault, later)).toEqual(day);
		const [entry] = await new Book(vault, later).entries();
		expect(entry).toMatchObject({ args: { note: 'đã chụp ảnh' }, seq: 1, officer: binh.id });
	});

	it('does not open with a wrong PIN, nor on another device that has the same disk', async () => {
		await vault.make(pin, 30);
		await expect(vault.unlock('135792')).rejects.toMatchObject({ code: 'wrong_pin' });
		const row = (await vault.row())!;
		const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, [
			'sign'
		]);
		await phone.write(async (tx) => void (await tx.objectStore('vaults').put({ ...row, device })));
		await expect(vault.unlock(pin)).rejects.toMatchObject({ code: 'wrong_pin' });
		expect(row.device.extractable).toBe(false);
	});

	it('makes whoever guesses PINs work: 600,000 rounds for each', async () => {
		const careful = new Vault(phone, binh);
		await careful.make(pin, 30);
		expect((await careful.row())!.pin.rounds).toBe(600_000);
		await expect(vault.unlock('135792')).rejects.toMatchObject({ code: 'wrong_pin' });
		await vault.unlock(pin);
	});

	it('lets a wrong PIN wait longer each time, and never erases what was not sent', async () => {
		await new Book(vault, await vault.make(pin, 30)).add(outcome('đã chụp ảnh'));
		for (const _ of [1, 2, 3, 4])
			await expect(vault.unlock('135792')).rejects.toMatchObject({ retryAfter: undefined });
		await expect(vault.unlock('135792')).rejects.toMatchObject({
			code: 'wrong_pin',
			retryAfter: 30
		});
		// The right one waits as well, whatever is closed and opened meanwhile.
		const again = vaultOf(binh);
		await expect(again.unlock(pin)).rejects.toMatchObject({ code: 'pin_wait', retryAfter: 30 });
		minutesLater(1);
		await expect(again.unlock('135792')).rejects.toMatchObject({ retryAfter: 60 });
		minutesLater(1);
		expect(await new Book(vault, await again.unlock(pin)).entries()).toHaveLength(1);
		await expect(again.unlock('135792')).rejects.toMatchObject({ retryAfter: undefined });
	});

	it('takes a record from its place, of its officer and kind, and from no other', async () => {
		const open = await vault.make(pin, 30);
		const book = new Book(vault, open);
		await book.add(outcome('vắng nhà'));
		await book.add(outcome('đã chụp ảnh'));
		await keepDay(vault, open, day);
		await phone.write(async (tx) => {
			const records = tx.objectStore('records');
			const [first, second] = await records.getAll(
				IDBKeyRange.bound([binh.id, 'entry'], [binh.id, 'entry', []])
			);
			await records.put({ ...first!, seq: 2 });
			await records.put({ ...second!, seq: 1 });
			await records.put({ ...first!, kind: 'day', seq: 0 });
		});
		const fresh = new Book(vault, open);
		expect(await fresh.entries()).toEqual([]);
		expect(fresh.damaged).toBe(2);
		expect(await readDay(vault, open)).toBeNull();
		expect(await vault.unsent()).toBe(2);
	});

	it('is not read, overwritten or done away with by a colleague, who is told whose work lies here', async () => {
		await new Book(vault, await vault.make(pin, 30)).add(outcome('đã chụp ảnh'));
		const colleague = vaultOf(cuong);
		const theirs = new Book(colleague, await colleague.make('975310', 30));
		expect(await theirs.entries()).toEqual([]);
		await colleague.startOver();
		expect(await owners(phone)).toEqual([{ ...binh, unsent: 1, day: null, passkey: false }]);
		await expect(vault.make('975310', 30)).rejects.toMatchObject({ code: 'vault_there' });
		expect(await new Book(vault, await vault.unlock(pin)).entries()).toHaveLength(1);
	});

	it('goes with a chosen sign-out, but not while something is unsent', async () => {
		const book = new Book(vault, await vault.make(pin, 30));
		const { key } = await book.add(outcome('đã chụp ảnh'));
		await expect(vault.forget()).rejects.toMatchObject({ code: 'unsent', detail: { count: 1 } });
		await book.discard(key);
		await vault.forget();
		expect(await disk()).toBe('[]');
		// A page that still had it open writes nothing into what comes after.
		await vault.make(pin, 30);
		await expect(book.add(outcome('vắng nhà'))).rejects.toMatchObject({ code: 'vault_gone' });
	});

	it('opens with another PIN after it was changed, and with the old one no more', async () => {
		const open = await vault.make(pin, 30);
		await keepDay(vault, open, day);
		await vault.changePin(pin, '864202');
		await expect(vault.unlock(pin)).rejects.toMatchObject({ code: 'wrong_pin' });
		expect(await readDay(vault, await vault.unlock('864202'))).toEqual(day);
	});

	it('opens with a passkey of the device as well, and not with what another passkey gives', async () => {
		const open = await vault.make(pin, 30);
		await keepDay(vault, open, day);
		const salt = crypto.getRandomValues(new Uint8Array(32));
		const secret = { way: 'passkey' as const, bytes: crypto.getRandomValues(new Uint8Array(32)) };
		await vault.addPasskey(pin, { credential: new Uint8Array([1]), salt, secret });
		expect(await readDay(vault, await vault.unlockBy({ secret }))).toEqual(day);
		const wrong = { ...secret, bytes: new Uint8Array(32) };
		await expect(vault.unlockBy({ secret: wrong })).rejects.toMatchObject({
			code: 'wrong_passkey'
		});
		expect(await readDay(vault, await vault.unlock(pin))).toEqual(day);
	});
});
