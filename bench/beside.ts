/**
 * What `npm run budgets` stands on, looked at: the same visits by Lighthouse, how far figures lie apart where nothing changed, and what a
 * host of production makes of it.
 */
import { open, speedOf } from './every-page.ts';
import { overHttp2 } from './front.ts';
import { besideLighthouse } from './lighthouse.ts';
import { names } from './ratchet.ts';
import { medians, visits, visitsOf } from './slow.ts';
import type { Speed } from './visit.ts';

type Say = (line: string) => void;

async function opened(paths: readonly string[], look: (url: string, path: string) => Promise<void>) {
	const { stack, close } = await open();
	try {
		for (const path of paths) await look(stack.origin + path, path);
	} finally {
		await close();
	}
}

/** Pages of all kinds: one that waits for a touch, a leaflet, a ledger, and one that checks signatures. */
export async function compare(paths: readonly string[], say: Say): Promise<void> {
	const words = ({ lcp, cls, tbt }: Speed) => `LCP ${Math.round(lcp)} ms, CLS ${cls.toFixed(4)}, TBT ${Math.round(tbt)} ms`;
	await opened(paths.length > 0 ? paths : ['/dat-lich', '/to-roi', '/quy', '/danh-sach-khoa'], async (url, path) => {
		for (let nth = 0; nth < visits; nth++) {
			const { ours, theirs } = await besideLighthouse(url);
			say(`${path.padEnd(24)} ${words(ours)}; Lighthouse ${words(theirs)}`);
		}
	});
}

/** Ten visits of each page: the least and the most, and between what the medians of any five of them lie. */
export async function spread(paths: readonly string[], say: Say): Promise<void> {
	await opened(paths.length > 0 ? paths : ['/dat-lich', '/quy', '/danh-sach-khoa'], async (url, path) => {
		const seen = await visitsOf(url, {}, 10);
		const fives = chosen(seen, 5).map(medians);
		for (const name of names) {
			const range = (of: readonly Speed[]) => {
				const values = of.map((one) => one[name]);
				return `${round(Math.min(...values))} to ${round(Math.max(...values))}`;
			};
			say(`${path.padEnd(24)} ${name.toUpperCase()} visits ${range(seen)}, medians of five ${range(fives)}`);
		}
	});
}

/** The list and three pages of officers, or those named, over the HTTP/1.1 of `npm start` and over HTTP/2. */
export async function beside(paths: readonly string[], say: Say): Promise<void> {
	const { stack, close } = await open();
	const front = await overHttp2(stack.origin);
	try {
		for (const path of paths.length > 0 ? paths : ['/can-bo', '/can-bo/tin-tuc', '/can-bo/quy', '/can-bo/khoa'])
			for (const [how, origin] of [['HTTP/1.1', stack.origin], ['HTTP/2', front.origin]] as const) {
				const { lcp, cls, tbt } = await speedOf(path, stack, origin);
				say(`${path.padEnd(24)} ${how.padEnd(8)} LCP ${lcp} s, CLS ${cls}, TBT ${tbt} ms`);
			}
	} finally {
		await front.close();
		await close();
	}
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Every choice of so many of them. */
const chosen = <T>(all: readonly T[], many: number): T[][] =>
	many === 0 ? [[]] : all.flatMap((one, nth) => chosen(all.slice(nth + 1), many - 1).map((rest) => [one, ...rest]));
