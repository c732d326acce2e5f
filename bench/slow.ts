/** Pages on the slow profile: medians of five visits (bench/visit.ts). */
import type { BrowserContextOptions } from '@playwright/test';
import { launch } from '../supabase/local/browser.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { visit, type Speed } from './visit.ts';

/** Five, as the marks say. Fewer make a survey of many pages, and are no figure. */
export const visits = Number(process.env.GANDAN_VISITS ?? 5);
/** Seconds, the score of layout shifts, milliseconds (BAR.md "Everything"). */
export const marks: Speed = { lcp: 2, cls: 0, tbt: 50 };

/** What the browser keeps from before: an officer has signed in. */
type Kept = BrowserContextOptions['storageState'];

/** `nth`: whether the page is met for the first time, or for the second, with what the browser has kept of its files. */
export type How = { kept?: Kept; nth?: 1 | 2 };

/** Each visit by itself, seconds, score, milliseconds. */
export async function visitsOf(url: string, { kept, nth = 1 }: How = {}, times = visits): Promise<Speed[]> {
	const browser = await launch();
	try {
		// A browser that has painted nothing yet takes half a second longer for its first page.
		const first = await browser.newPage();
		await first.setContent('<h1>Gần Dân</h1>');
		await first.close();
		const speeds: Speed[] = [];
		for (let one = 0; one < times; one++) {
			const { lcp, cls, tbt } = await visit(browser, url, kept, nth);
			speeds.push({ lcp: lcp / 1000, cls, tbt });
		}
		return speeds;
	} finally {
		await browser.close();
	}
}

/** Of each figure the median, rounded as it is written down. */
export const medians = (speeds: readonly Speed[]): Speed => {
	const of = (name: keyof Speed, step: number) => Math.round(percentile(speeds.map((one) => one[name]), 0.5) * step) / step;
	return { lcp: of('lcp', 100), cls: of('cls', 10_000), tbt: of('tbt', 1) };
};

export const figuresOf = (path: string, { lcp, cls, tbt }: Speed): Figure[] => [
	atMost(`${path} LCP, slow profile`, lcp, 's', marks.lcp),
	atMost(`${path} CLS, slow profile`, cls, '', marks.cls),
	atMost(`${path} TBT, slow profile`, tbt, 'ms', marks.tbt)
];

export const slowProfile = async (url: string, path: string): Promise<Figure[]> => figuresOf(path, medians(await visitsOf(url)));
