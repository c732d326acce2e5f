/**
 * First visit of each page: gzip bytes of what the server of `npm start` sends, with the facts of a build of this hour,
 * and on the slow profile (bench/slow.ts) LCP, CLS and TBT. Budgets: BAR.md "Everything". GANDAN_PAGES=/so-lieu,/ho-tro weighs those alone,
 * and times none.
 */
import type { Page } from '@playwright/test';
import { makeCode } from '../supabase/functions/_shared/code/index.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { setup } from '../supabase/local/testing-server.ts';
import { buildWith, site } from './build-with.ts';
import { ledgerIn, unit } from './demo.ts';
import { atMost, type Figure } from './figure.ts';
import { slowProfile } from './slow.ts';
import { weigh, type Visit } from './weigh.ts';

const KB = 1024;
type Budget = {
	path: string;
	/** Most KB of everything, and of JavaScript. Null: no mark of its own. */
	all?: number;
	script?: number;
	/** What the person does next, in words and in the page; weighed with the visit. */
	then?: string;
} & Visit;

const code = makeCode(new Uint8Array(15));
const budgets: readonly Budget[] = [
	{ path: '/', all: 60 },
	// Where nobody built the pages anew: the doors are asked, with their contracts (docs/decisions/0008).
	{ path: '/', then: 'facts older than an hour', hoursLater: 2, all: 60 },
	{ path: '/en', all: 60 },
	{ path: '/chuan-bi', all: 60 },
	{ path: '/dia-ban', all: 60 },
	{ path: '/rieng-tu', all: 60 },
	// With the demonstration's ledger built in; sums with their picture come to whoever goes down to them, the check with a press.
	{ path: '/quy', all: 60 },
	{
		path: '/quy',
		then: 'the ledger checked',
		acting: async (page) => {
			await page.getByRole('button', { name: 'Kiểm tra sổ thu, chi' }).click();
			await page.getByText(/^Sổ đúng/).waitFor();
		}
	},
	// With the newest report of the demonstration built in.
	{ path: '/ket-qua', all: 60 },
	{ path: '/so-lieu', all: 60 },
	{ path: '/ban-dung', all: 60 },
	{ path: '/to-roi', all: 60 },
	{ path: '/phieu-de-nghi', all: 60 },
	{ path: '/danh-sach-khoa', all: 60 },
	{ path: '/tin-tuc/theo-doi', all: 60 },
	// A form, and the bar names no other mark for it than that of every public page.
	{ path: '/ho-tro', all: 60 },
	{ path: '/goi-lai', script: 75 },
	{ path: '/dat-lich', script: 75 },
	{
		path: '/dat-lich',
		then: 'the first question opened',
		acting: (page) => page.locator('a[href="#cho-ai"]').click()
	},
	// "Before the cipher": nothing is typed, so neither contracts nor keys have come. The mark is for JavaScript; the
	// answer to a code is a frame of 32 KiB, whatever the code opens.
	{ path: '/tra-cuu', script: 58 },
	{
		path: '/tra-cuu',
		then: 'a code tried',
		script: 110,
		acting: async (page) => {
			await page.locator('#code').fill(code);
			await page.locator('form button[type=submit]').click();
			await page.getByRole('alert').waitFor();
		}
	},
	// What is read before a tip; the first question and the cipher come after.
	{ path: '/tin-bao', script: 58 },
	{
		path: '/tin-bao',
		then: 'first question and cipher come',
		script: 110,
		acting: async (page) => {
			await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
			await page.getByLabel('Xã, phường trước ngày').waitFor();
		}
	},
	// The other questions, and what a tip is sealed and sent with, come with the first touch (docs/decisions/0077).
	{
		path: '/tin-bao',
		then: 'the first question answered',
		script: 110,
		acting: async (page) => {
			await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
			await page.getByLabel('Xã, phường trước ngày').selectOption({ index: 1 });
		}
	},
	{ path: '/can-bo/dang-nhap', script: 180 }
];

/** The first visit of an officer: through the sign-in to the list, and on to a case. */
async function officers(stack: TestStack): Promise<Budget[]> {
	const { email, password } = await stack.officer({ unit, roles: ['desk'] });
	const signIn = async (page: Page) => {
		await page.getByLabel('Thư điện tử').fill(email);
		await page.getByLabel('Mật khẩu').fill(password);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await page.locator('.rows a').first().waitFor();
	};
	const open = async (page: Page) => {
		await signIn(page);
		await page.locator('.rows a').first().click();
		await page.getByRole('article').waitFor();
	};
	const path = '/can-bo/dang-nhap';
	return [
		{ path, then: 'signed in, the list', script: 180, acting: signIn },
		{ path, then: 'signed in, a case opened', script: 180, acting: open }
	];
}
const slow = ['/', '/dat-lich', '/tra-cuu', '/ket-qua'];

export async function measure(): Promise<Figure[]> {
	const end = await setup();
	const stack = await startStack({ build: site });
	try {
		await ledgerIn(stack);
		await buildWith(stack.db.url);
		await reportIsReadWithoutScripts(stack);
		const figures: Figure[] = [];
		const chosen = process.env.GANDAN_PAGES?.split(',');
		const wanted = [...budgets, ...(await officers(stack))].filter(({ path }) => !chosen || chosen.includes(path));
		for (const { path, all, script, then, ...visit } of wanted) {
			const bytes = await weigh(stack.origin + path, visit);
			const name = `${path} first visit${then ? `, ${then}` : ''}`;
			figures.push(atMost(`${name}, all`, bytes.all / KB, 'KB', all ?? null));
			figures.push(atMost(`${name}, JavaScript`, bytes.script / KB, 'KB', script ?? null));
		}
		for (const path of chosen ? [] : slow) figures.push(...(await slowProfile(stack.origin + path, path)));
		return figures;
	} finally {
		await stack.stop();
		await end();
	}
}

/** What the newest report says stands in the page as it is sent: whoever has no JavaScript reads it. */
async function reportIsReadWithoutScripts({ origin }: TestStack): Promise<void> {
	const html = await (await fetch(`${origin}/ket-qua`)).text();
	if (!html.includes('Thêm một tổ lưu động từ đầu kỳ') || !html.includes('<table'))
		throw new Error('The page of results holds no report.');
}
