/** For tests: an officer on the road, with an open vault and pages that show the outbox. */
import { vi } from 'vitest';
import { Book } from './book.ts';
import { Outbox } from './outbox.svelte.ts';
import { binh, newPhone, noLine, pin, Server, type outcome } from './testing-phone.ts';
import { Vault } from './vault.ts';

export type Road = Awaited<ReturnType<typeof onTheRoad>>;

export async function onTheRoad() {
	const phone = newPhone();
	const server = new Server();
	const vault = new Vault(phone, binh, 1_000);
	const open = await vault.make(pin, 30);
	const tabs: Outbox[] = [];
	/** A page of the same officer, on the same phone. */
	async function tab(): Promise<Outbox> {
		const one = new Outbox(binh.id, server.send);
		await one.open(new Book(vault, open));
		tabs.push(one);
		return one;
	}
	const outbox = await tab();
	return {
		server,
		vault,
		open,
		outbox,
		tab,
		/** Puts it into the outbox while there is no line. */
		async noted(...all: ReturnType<typeof outcome>[]) {
			server.refuses = noLine;
			const entries = [];
			for (const one of all) entries.push(await outbox.add(one));
			await outbox.drain();
			server.refuses = () => null;
			return entries;
		},
		notesDone: () => [...server.done.values()].map(({ args }) => args.note),
		async end() {
			for (const one of tabs) one.shut();
			await phone.close();
			vi.useRealTimers();
			vi.unstubAllGlobals();
		}
	};
}
