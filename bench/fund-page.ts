/** "Kiểm tra sổ thu, chi" in Chromium: rows verified a second once they are fetched, with sums and heads as the page wants them. */
import { launch } from '../supabase/local/browser.ts';
import { serveCryptoPage } from './crypto-page/serve.ts';
import { atLeast, percentile, type Figure } from './figure.ts';

const RUNS = 5;
const ROWS = 200_000;

export async function measure(): Promise<Figure[]> {
	const site = await serveCryptoPage();
	const browser = await launch();
	try {
		const page = await browser.newPage();
		await page.goto(site.origin);
		const rates: number[] = [];
		for (let run = 0; run < RUNS; run++)
			rates.push((await page.evaluate(`verifiedRows(${ROWS})`)) as number);
		const median = percentile(rates, 0.5);
		return [atLeast('public ledger: rows verified a second, in Chromium', median, '1/s', 100_000)];
	} finally {
		await browser.close();
		await site.close();
	}
}
