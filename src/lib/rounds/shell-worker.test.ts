import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ShellWorker } from './shell-worker.ts';

const origin = 'https://portal.example';
const scope = '/can-bo/di-tuyen';
const file = (name: string) => `/_app/immutable/${name}.js`;
const html = { 'content-type': 'text/html' };
const script = { 'content-type': 'text/javascript' };

/** What a browser keeps, as far as a service worker asks for it. */
class Shelves {
	readonly all = new Map<string, Map<string, Response>>();
	keys = async () => [...this.all.keys()];
	delete = async (name: string) => this.all.delete(name);
	match = async (path: string) =>
		[...this.all.values()].flatMap((one) => one.get(path)?.clone() ?? []).at(0);
	open = async (name: string) => {
		const kept = this.all.get(name) ?? new Map<string, Response>();
		this.all.set(name, kept);
		return {
			put: async (path: string, answer: Response) => void kept.set(path, answer),
			match: async (path: string) => kept.get(path)?.clone()
		};
	};
}

let shelves: Shelves;
/** What the server has; without it there is no line. */
let served: Record<string, () => Response> | null;
let asked: string[];

const version = (name: string, files: string[]) => {
	served = {
		[scope]: () => new Response(`<link href="${files[0]}">`, { headers: html }),
		...Object.fromEntries(files.map((one) => [one, () => new Response(one, { headers: script })]))
	};
	return new ShellWorker({
		scope,
		version: name,
		files,
		caches: shelves as unknown as CacheStorage,
		fetch: async (input) => {
			const path = new URL(String(input), origin).pathname;
			asked.push(path);
			if (!served) throw new TypeError('no line');
			return served[path]?.() ?? new Response('not found', { status: 404, headers: html });
		}
	});
};
const get = (path: string, mode: RequestMode = 'no-cors', method = 'GET') => ({
	url: new URL(path, origin).href,
	mode,
	method
});

beforeEach(() => {
	shelves = new Shelves();
	asked = [];
	vi.stubGlobal('location', new URL(`${origin}/service-worker.js`));
});
afterEach(() => vi.unstubAllGlobals());

describe("the officers' service worker", () => {
	it('opens the field page and what it needs without a line', async () => {
		const worker = version('1', [file('a'), file('b')]);
		await worker.install();
		served = null;
		const page = await worker.answer(get(scope, 'navigate'));
		expect(await page!.text()).toContain(file('a'));
		expect(await (await worker.answer(get(file('b'))))!.text()).toBe(file('b'));
		expect(await (await worker.answer(get(`${scope}?ngay=1`, 'navigate')))!.text()).toContain(
			file('a')
		);
	});

	it.each([
		['a door', get('/rest/v1/rpc/rounds_day', 'cors', 'POST')],
		['a door that is asked by reading', get('/rest/v1/rpc/rounds_day', 'cors')],
		['Auth', get('/auth/v1/user', 'cors')],
		['an edge function', get('/functions/v1/booking', 'cors')],
		['a file of a tip', get('/storage/v1/object/tips/x', 'cors')],
		['what is live', get('/realtime/v1/websocket', 'cors')],
		['where the portal runs', get('/_config.json', 'cors')],
		['the page for tips', get('/tin-bao', 'navigate')],
		['the page of a code', get('/tra-cuu', 'navigate')],
		['another page of officers', get('/can-bo', 'navigate')],
		['a page whose address begins alike', get('/can-bo/di-tuyen-khac', 'navigate')],
		['a script of another page', get(file('other'))],
		['another origin', { ...get(file('a')), url: `https://elsewhere.example${file('a')}` }],
		['something that is sent', get(file('a'), 'no-cors', 'POST')]
	])('has nothing to say to %s', async (_, request) => {
		const worker = version('1', [file('a')]);
		await worker.install();
		expect(worker.answer(request)).toBeNull();
	});

	it('a new version is fetched beside the old one, only what is new of it, and the old one goes when it serves', async () => {
		const old = version('1', [file('a'), file('b')]);
		await old.install();
		await old.activate();
		asked = [];
		const next = version('2', [file('b'), file('c')]);
		await next.install();
		expect(asked).toEqual([scope, file('c')]);
		expect(await (await old.answer(get(file('a'))))!.text()).toBe(file('a'));
		await next.activate();
		expect(await shelves.keys()).toEqual([`gandan-shell ${scope} 2`]);
	});

	it('leaves what other parts of the portal keep', async () => {
		await shelves.open('gandan-shell /en/staff/road 1');
		const worker = version('1', [file('a')]);
		await worker.install();
		await worker.activate();
		expect(await shelves.keys()).toHaveLength(2);
	});

	it.each([
		['there is no line', () => (served = null)],
		[
			'a hotel answers with a page of its own',
			() => (served![scope] = () => new Response('Wi-Fi', { headers: html }))
		],
		[
			'the page is of another build',
			() => (served![scope] = () => new Response(file('other'), { headers: html }))
		],
		['a file is missing', () => delete served![file('b')]],
		[
			'a page comes instead of a file',
			() => (served![file('b')] = () => new Response('Wi-Fi', { headers: html }))
		]
	])('keeps nothing half when %s', async (_, happens) => {
		const worker = version('1', [file('a'), file('b')]);
		happens();
		await expect(worker.install()).rejects.toThrow();
		expect(await shelves.keys()).toEqual([]);
	});

	it('goes to the line where the browser has cleared it away', async () => {
		const worker = version('1', [file('a')]);
		await worker.install();
		shelves.all.clear();
		expect(await (await worker.answer(get(file('a'))))!.text()).toBe(file('a'));
	});
});
