/**
 * The key tree of an access code (TIPS.md §2): time in Node, in Chromium, in Chromium at six times CPU slowdown, and
 * the gzip size of the Worker that makes it. CDP slows a page's own thread and not its Workers, so the slowed
 * figure is taken on the page, with the code that the Worker runs; the mark is stated for that.
 */
import { launch } from '../supabase/local/browser.ts';
import { keyTree } from '../src/lib/sealed/tree.ts';
import { serveCryptoPage } from './crypto-page/serve.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const RUNS = 9;
const question = { code: 'K7QM2XRD9WTA44HM', deployment: 'bench' };

type Timed = { ms: number };
type Page = { evaluate(script: string): Promise<unknown> };

export async function measure(): Promise<Figure[]> {
	const site = await serveCryptoPage();
	const browser = await launch();
	try {
		const page = await browser.newPage();
		await page.goto(site.origin);
		const session = await page.context().newCDPSession(page);
		const inWorker = await median(() => inBrowser(page, 'inWorker'));
		await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
		const slowed = await median(() => inBrowser(page, 'onPage'));
		return [
			atMost('key tree, Node, median', await median(inNode), 'ms', null),
			atMost('key tree, Chromium, in the Worker, median', inWorker, 'ms', null),
			atMost('key tree, Chromium at six times slowdown, median', slowed, 'ms', 2000),
			atMost('Worker of the key tree, gzip', site.workerBytes / 1024, 'KB', 6)
		];
	} finally {
		await browser.close();
		await site.close();
	}
}

async function inNode(): Promise<number> {
	const from = performance.now();
	await keyTree(question.code, question.deployment);
	return performance.now() - from;
}

async function inBrowser(page: Page, name: string): Promise<number> {
	const { ms } = (await page.evaluate(`${name}(${JSON.stringify(question)})`)) as Timed;
	return ms;
}

async function median(run: () => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let at = 0; at < RUNS; at++) times.push(await run());
	return percentile(times, 0.5);
}
