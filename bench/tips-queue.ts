/**
 * The officers' list with fifty sealed tips, in a browser, over HTTP from the server beside it: from the press of "Mở khóa" to the
 * paint in which every row says what its header holds. The keys come out from under the sheet's code in that time, the headers over
 * the line, and the case beside the list is opened as well.
 */
import type { Page } from '@playwright/test';
import { openDesk } from '../tests/journeys/desk.ts';
import { sendTip } from '../tests/journeys/officer-tips.ts';
import { signIn } from '../tests/journeys/world.ts';
import { atBuiltPages, rowsOf, showMore } from './built-pages.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const site = 'bench/out/queue';
const TIPS = 50;
const RUNS = 7;
/** What no row says before its header was opened. */
const plate = (nth: number) => `76H1${String(10_000 + nth)}`;

type Times = { rows: number; keys: number };

export const measure = (): Promise<Figure[]> =>
	atBuiltPages({ site }, async ({ stack, browser }) => {
		const desk = await openDesk(stack, '21439');
		const reader = desk.members[1]!;
		let last = '';
		for (let nth = 0; nth < TIPS; nth++)
			last = (await sendTip(stack, desk, { story: `Tin thứ ${nth}`, plates: [plate(nth)] })).id;
		const page = await browser.newPage({
			baseURL: stack.origin,
			viewport: { width: 1280, height: 900 }
		});
		await signIn(page, reader.officer);
		await page.goto(`/can-bo?case=${last}`);
		await showMore(page, rowsOf(page).filter({ hasText: 'Tin báo bảo mật' }), TIPS);
		const times: Times[] = [];
		for (let run = 0; run < RUNS; run++) times.push(await unlocked(page, reader.code));
		const median = (of: (one: Times) => number) => percentile(times.map(of), 0.5);
		return [
			atMost('queue: "Mở khóa" to 50 headers on the page, median', median(({ rows }) => rows), 'ms', 1000),
			atMost('queue: of it, until the keys are open, median', median(({ keys }) => keys), 'ms', null)
		];
	});

/** Presses it, looks at every frame until all is there, and locks again. */
async function unlocked(page: Page, code: string): Promise<Times> {
	await page.getByLabel('Mã khóa').fill(code);
	await page.evaluate((tips) => {
		const begin = ({ timeStamp }: Event) => {
			let keys = 0;
			const look = () => {
				const rows = [...document.querySelectorAll('.rows a')];
				const opened = rows.filter((row) => row.textContent!.includes('76H1')).length;
				const since = () => performance.now() - timeStamp;
				keys ||= [...document.querySelectorAll('button')].some((one) => one.textContent!.includes('Khóa lại')) ? since() : 0;
				if (opened < tips) return requestAnimationFrame(look);
				setTimeout(() => (document.documentElement.dataset.took = JSON.stringify({ rows: since(), keys })));
			};
			requestAnimationFrame(look);
		};
		addEventListener('click', begin, { once: true, capture: true });
	}, TIPS);
	await page.getByRole('button', { name: 'Mở khóa', exact: true }).click();
	const took = await page.waitForFunction(() => document.documentElement.dataset.took);
	const times = JSON.parse((await took.jsonValue())!) as Times;
	await page.evaluate(() => delete document.documentElement.dataset.took);
	await page.getByRole('button', { name: 'Khóa lại' }).click();
	await page.getByLabel('Mã khóa').waitFor();
	return times;
}
