/**
 * Sealed tips (TIPS.md §8): all that a page does between the press of "Gửi" and the bytes on the wire, for a desk of ten, at
 * six times CPU slowdown, and apart from it what was made while the sender wrote; an officer's page of fifty headers (each with its secret) and a part of 1 MiB, in Node and in Chromium. A photo from the
 * file to its last sealed part, as slow as CDP makes the page: what the browser decodes on threads of its own goes at full speed. The work
 * behind a tip is done by such threads alone, so its time is taken as it is and counted six times.
 */
import { difficultyFor, tipChallenge } from '../supabase/functions/_shared/proof/tips.ts';
import { solve } from '../supabase/functions/_shared/proof/solve.ts';
import { launch } from '../supabase/local/browser.ts';
import { serveCryptoPage } from './crypto-page/serve.ts';
import { tipWork } from './crypto-page/tips.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const RUNS = 9;
const HEADERS = 50;
type Work = 'items' | 'headers' | 'part';

export async function measure(): Promise<Figure[]> {
	const here = await tipWork(HEADERS);
	const node = async (work: Work) => median(here[work]);
	const figures = [
		atMost('header and body of a text tip sealed, Node, median', await node('items'), 'ms', null),
		atMost('50 headers opened, Node, median', await node('headers'), 'ms', 1000),
		atMost('part of 1 MiB sealed, Node, median', await node('part'), 'ms', null)
	];
	return [...figures, ...(await inChromium())];
}

async function inChromium(): Promise<Figure[]> {
	const site = await serveCryptoPage();
	const browser = await launch();
	try {
		const page = await browser.newPage();
		await page.goto(site.origin);
		await page.evaluate(`prepareTips(${HEADERS})`);
		const run = async (work: Work) => (await page.evaluate(`tipRun('${work}')`)) as number;
		const headers = await median(() => run('headers'));
		const part = await median(() => run('part'));
		const challenged = () => tipChallenge('bench', '0'.repeat(64), difficultyFor(0));
		const proof = await median(async () => {
			const challenge = JSON.stringify(await challenged());
			return (await page.evaluate(`proofRun(${challenge})`)) as number;
		});
		const solved = JSON.stringify(await solve(await challenged()));
		const send = async () => (await page.evaluate('sendRun()')) as number;
		await page.evaluate('preparePhoto()');
		await page.evaluate(`prepareSend(${solved})`);
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
		const slowed = await median(send);
		const room = await median(async () => (await page.evaluate('roomRun()')) as number);
		const photo = await median(async () => (await page.evaluate('photoRun()')) as number);
		// A page that has prepared one tip and sends it: no line of the sealing ran twice before.
		await page.reload();
		await page.evaluate(`prepareSend(${solved})`);
		const first = await send();
		return [
			atMost('50 headers opened, Chromium, median', headers, 'ms', 1000),
			atMost('part of 1 MiB sealed, Chromium, median', part, 'ms', null),
			atMost('photo of 1 MB redrawn and sealed, six times slowdown, median', photo, 'ms', 1500),
			atMost('work behind a tip, Chromium, six times its time, median', 6 * proof, 'ms', 1000),
			atMost('room and rows for 10, made while writing, six times slowdown, median', room, 'ms', null),
			atMost('text tip for 10 after "Gửi", six times slowdown, first', first, 'ms', 500),
			atMost('text tip for 10 after "Gửi", six times slowdown, median', slowed, 'ms', 500)
		];
	} finally {
		await browser.close();
		await site.close();
	}
}

async function median(run: () => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let at = 0; at < RUNS; at++) times.push(await run());
	return percentile(times, 0.5);
}
