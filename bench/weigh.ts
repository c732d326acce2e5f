/** Bytes of a first visit, in a browser that has never been here. */
import type { Page, Request } from '@playwright/test';
import { launch } from '../supabase/local/browser.ts';

export type Visit = {
	/** The device's clock goes ahead of the build by so many hours. */
	hoursLater?: number;
	acting?: (page: Page) => Promise<void>;
};

/** Bodies as they came over the line until it has been quiet: gzip, as the marks say, and without headers. */
export async function weigh(
	url: string,
	{ hoursLater, acting }: Visit
): Promise<{ all: number; script: number }> {
	const browser = await launch();
	try {
		// A browser would take Brotli here, a tenth smaller than the gzip that the marks are stated for.
		const page = await browser.newPage({ extraHTTPHeaders: { 'Accept-Encoding': 'gzip' } });
		const sum = { all: 0, script: 0 };
		const counted: Promise<void>[] = [];
		page.on('requestfinished', (request) => {
			const count = async () => {
				const { responseBodySize } = await request.sizes();
				// Of a worker's script the browser tells no size: it is what the server said.
				const bytes = responseBodySize || (await lengthOf(request));
				sum.all += bytes;
				if (request.resourceType() === 'script') sum.script += bytes;
			};
			counted.push(count());
		});
		if (hoursLater) await page.clock.setSystemTime(Date.now() + hoursLater * 3_600_000);
		await page.goto(url, { waitUntil: 'networkidle' });
		if (acting) {
			await acting(page);
			await page.waitForLoadState('networkidle');
			// What an act brings begins after the page has been quiet once.
			await page.waitForTimeout(2000);
		}
		await Promise.all(counted);
		return sum;
	} finally {
		await browser.close();
	}
}

async function lengthOf(request: Request): Promise<number> {
	const answer = await request.response();
	return Number((await answer?.headerValue('content-length')) ?? 0);
}
