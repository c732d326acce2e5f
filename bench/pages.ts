/**
 * First visit of each page: gzip bytes over the wire from the server of `npm start`, and on the slow profile (300 ms round
 * trip, 700 kbit/s, six times CPU slowdown, `throttlingMethod: 'devtools'`, median of 5) LCP, CLS and TBT by Lighthouse.
 */
import { building } from '../scripts/checks.ts';
import { step } from '../scripts/step.ts';
import { launch } from '../supabase/local/browser.ts';
import { startStack } from '../supabase/local/testing.ts';
import { setup } from '../supabase/local/testing-server.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const KB = 1024;
/** Path, budget for everything in KB, budget for JavaScript in KB (null: no mark of its own). BAR.md "Everything". */
const budgets: readonly [path: string, all: number | null, script: number | null][] = [
	['/', 60, null],
	['/chuan-bi', 60, null],
	['/dia-ban', 60, null],
	['/rieng-tu', 60, null],
	['/goi-lai', null, 75],
	['/dat-lich', null, 75],
	['/tin-bao', null, 110],
	['/tra-cuu', null, 110],
	['/can-bo/dang-nhap', null, 180],
	['/can-bo', null, 180]
];
const slow = ['/', '/dat-lich'];

export async function measure(): Promise<Figure[]> {
	if (!(await step(building))) throw new Error('The pages do not build.');
	const end = await setup();
	const stack = await startStack({ build: 'build' });
	try {
		const figures: Figure[] = [];
		for (const [path, all, script] of budgets) {
			const bytes = await firstVisit(stack.origin + path);
			figures.push(atMost(`${path} first visit, all`, bytes.all / KB, 'KB', all));
			figures.push(atMost(`${path} first visit, JavaScript`, bytes.script / KB, 'KB', script));
		}
		for (const path of slow) figures.push(...(await slowProfile(stack.origin + path, path)));
		return figures;
	} finally {
		await stack.stop();
		await end();
	}
}

/** Bytes on the wire (headers left out) until the network has been quiet, in a browser that has never been here. */
async function firstVisit(url: string): Promise<{ all: number; script: number }> {
	const browser = await launch();
	try {
		const page = await browser.newPage();
		const client = await page.context().newCDPSession(page);
		await client.send('Network.enable');
		const kinds = new Map<string, string>();
		const sum = { all: 0, script: 0 };
		client.on('Network.responseReceived', (e) => kinds.set(e.requestId, e.type));
		client.on('Network.loadingFinished', (e) => {
			sum.all += e.encodedDataLength;
			if (kinds.get(e.requestId) === 'Script') sum.script += e.encodedDataLength;
		});
		await page.goto(url, { waitUntil: 'networkidle' });
		return sum;
	} finally {
		await browser.close();
	}
}

async function slowProfile(url: string, path: string): Promise<Figure[]> {
	const { default: lighthouse } = await import('lighthouse');
	const runs: { lcp: number; cls: number; tbt: number }[] = [];
	for (let i = 0; i < 5; i++) {
		const port = 9300 + Math.floor(Math.random() * 600);
		const browser = await launch({ args: [`--remote-debugging-port=${port}`] });
		try {
			const result = await lighthouse(url, {
				port,
				output: 'json',
				logLevel: 'error',
				onlyCategories: ['performance'],
				formFactor: 'mobile',
				screenEmulation: { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false },
				throttlingMethod: 'devtools',
				throttling: {
					requestLatencyMs: 300,
					downloadThroughputKbps: 700,
					uploadThroughputKbps: 700,
					cpuSlowdownMultiplier: 6,
					rttMs: 300,
					throughputKbps: 700
				}
			});
			const audits = result?.lhr.audits;
			const value = (id: string) => {
				const v = audits?.[id]?.numericValue;
				if (v === undefined) throw new Error(`Lighthouse gave no ${id} for ${path}`);
				return v;
			};
			runs.push({
				lcp: value('largest-contentful-paint'),
				cls: value('cumulative-layout-shift'),
				tbt: value('total-blocking-time')
			});
		} finally {
			await browser.close();
		}
	}
	const median = (pick: (run: (typeof runs)[number]) => number) => percentile(runs.map(pick), 0.5);
	return [
		atMost(`${path} LCP, slow profile`, median((r) => r.lcp) / 1000, 's', 2),
		atMost(`${path} CLS, slow profile`, median((r) => r.cls), '', 0),
		atMost(`${path} TBT, slow profile`, median((r) => r.tbt), 'ms', 50)
	];
}
