import { describe, expect, it } from 'vitest';
import { lockKeys, newHolder, type Holder } from '#lib/sealed/cipher.ts';
import { newCode, toBase64 } from '#lib/sealed/index.ts';
import { Unlocked } from './unlocked.svelte.ts';

const holder = await newHolder();
const code = newCode();
const bundle = toBase64(await lockKeys(holder, code));
const copy = (): Holder => ({
	...holder,
	signer: { ...holder.signer, secret: holder.signer.secret.slice() }
});

describe('an officer with the printed sheet', () => {
	it('opens their keys with its code', async () => {
		const unlocked = new Unlocked();
		await unlocked.unlock(bundle, code);
		expect(unlocked.holder?.recipient).toBe(holder.recipient);
		expect(unlocked.holder?.signer.verify).toBe(holder.signer.verify);
	});

	it('opens nothing with the code of an old sheet, and is told which it was', async () => {
		const unlocked = new Unlocked();
		await expect(unlocked.unlock(bundle, newCode())).rejects.toMatchObject({ code: 'wrong_code' });
		await expect(unlocked.unlock('bm90aGluZw==', code)).rejects.toMatchObject({ code: 'damaged' });
		expect(unlocked.holder).toBeNull();
	});
});

describe('an officer who walks away', () => {
	it('leaves no keys behind, not even in what others still hold of them', () => {
		const unlocked = new Unlocked();
		const mine = copy();
		unlocked.hold(mine);
		unlocked.lock();
		expect(unlocked.holder).toBeNull();
		expect(mine.signer.secret.every((byte) => byte === 0)).toBe(true);
	});

	it('while the keys are being opened finds them shut', async () => {
		const mine = copy();
		let open: (holder: Holder) => void = () => undefined;
		const unlocked = new Unlocked(() => new Promise((resolve) => (open = resolve)));
		const unlocking = unlocked.unlock(bundle, code);
		unlocked.lock();
		open(mine);
		await unlocking;
		expect(unlocked.holder).toBeNull();
		expect(mine.signer.secret.every((byte) => byte === 0)).toBe(true);
	});

	it('by leaving the page locks', () => {
		const page = new EventTarget();
		const { addEventListener, removeEventListener } = globalThis;
		globalThis.addEventListener = page.addEventListener.bind(page) as typeof addEventListener;
		globalThis.removeEventListener = page.removeEventListener.bind(
			page
		) as typeof removeEventListener;
		const unlocked = new Unlocked();
		const stop = unlocked.watch();
		unlocked.hold(copy());
		page.dispatchEvent(new Event('pagehide'));
		expect(unlocked.holder).toBeNull();
		stop();
		Object.assign(globalThis, { addEventListener, removeEventListener });
	});
});
