/** All that a page could find again after it was closed, and what the browser shows of it beside the page. */
import { foundAmong } from '../functions/traces.ts';
import { expect, type Page } from './world.ts';

/** As one text: both storages, every row of every IndexedDB, every answer in a cache, cookies, address and history. Bytes in hex. */
export async function keptIn(page: Page): Promise<string> {
	const kept = await page.evaluate(async () => {
		const hex = (bytes: Uint8Array) =>
			Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
		const asText = (_: string, value: unknown) =>
			value instanceof ArrayBuffer
				? hex(new Uint8Array(value))
				: ArrayBuffer.isView(value)
					? hex(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
					: value instanceof Map || value instanceof Set
						? [...value]
						: value;
		const answerOf = <T>(request: IDBRequest<T>) =>
			new Promise<T>((done, failed) => {
				request.onsuccess = () => done(request.result);
				request.onerror = () => failed(request.error!);
			});
		const rows: unknown[] = [];
		for (const { name } of await indexedDB.databases()) {
			const base = await answerOf(indexedDB.open(name!));
			for (const store of base.objectStoreNames) {
				const shelf = base.transaction(store).objectStore(store);
				rows.push(name, store, await answerOf(shelf.getAllKeys()));
				rows.push(await answerOf(base.transaction(store).objectStore(store).getAll()));
			}
			base.close();
		}
		const answers: string[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const answer = await cache.match(request);
				answers.push(name, request.url, hex(new Uint8Array(await answer!.arrayBuffer())));
			}
		}
		const said = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
		return JSON.stringify([...said, rows, answers, location.href, history.state], asText);
	});
	return `${kept}\n${JSON.stringify(await page.context().cookies())}`;
}

/** The tab's own history, as "back" shows it: the address and title of each entry. */
export async function entriesOf(page: Page): Promise<string[]> {
	const session = await page.context().newCDPSession(page);
	const { entries } = await session.send('Page.getNavigationHistory');
	await session.detach();
	return entries.map(({ url, title }) => `${url} ${title}`);
}

/** None of the secrets is in any storage of the browser or in the tab's history, which has no entry more than it had. */
export async function expectNoTrace(
	page: Page,
	entries: number,
	secrets: readonly (readonly [name: string, word: string])[]
) {
	const visited = await entriesOf(page);
	expect(visited).toHaveLength(entries);
	const kept = `${await keptIn(page)}\n${visited.join('\n')}`;
	expect(kept).toContain(new URL(page.url()).pathname);
	expect(foundAmong(new Map([['the browser', kept]]), secrets)).toEqual([]);
}
