import { atDesk, unlock } from './at-desk.ts';
import { openDesk, type Desk } from './desk.ts';
import { sendTip } from './officer-tips.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

test.use({ alone: 'officer-pdf' });

/** Two pages: a red square, then a green one and a word. An action of the file would run a script, if anything could. */
function twoPages(): Uint8Array {
	const page = (content: number) =>
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents ${content} 0 R /Resources << /Font << /F 7 0 R >> >> >>`;
	const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
		'<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
		page(5),
		page(6),
		stream('1 0 0 rg 50 50 100 100 re f'),
		stream('0 1 0 rg 50 50 100 100 re f BT /F 24 Tf 20 170 Td (Trang hai) Tj ET'),
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
	];
	let text = '%PDF-1.7\n';
	const places = objects.map((object, n) => {
		const at = text.length;
		text += `${n + 1} 0 obj\n${object}\nendobj\n`;
		return at;
	});
	const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
	text += `xref\n0 ${size}\n0000000000 65535 f \n${rows}${end}`;
	return new TextEncoder().encode(text);
}

/** The colour in the middle of what was drawn. */
const middle = (page: Page) =>
	page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
		const { width, height } = canvas;
		const { data } = canvas.getContext('2d')!.getImageData(width / 2, height / 2, 1, 1);
		return [...data.slice(0, 3)];
	});

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, '21439');
});

test('a PDF that came with a tip is drawn page by page, under the policy of the portal', async ({
	browser,
	stack
}) => {
	test.setTimeout(120_000);
	const first = desk.members[1]!;
	const sender = await sendTip(stack, desk, { story: 'Gửi kèm văn bản', files: [twoPages()] });
	const page = await atDesk(browser, stack, desk, first);
	const blocked: string[] = [];
	page.on('console', (message) => message.type() === 'error' && blocked.push(message.text()));
	await page.getByRole('link', { name: sender.reference }).click();
	await unlock(page, first);
	await page.getByRole('button', { name: 'Mở xem Tệp 1' }).click();
	await expect(page.getByText('Trang 1 trên 2')).toBeVisible();
	await expect.poll(() => middle(page)).toEqual([255, 0, 0]);
	await page.getByRole('button', { name: 'Trang sau' }).click();
	await expect.poll(() => middle(page)).toEqual([0, 255, 0]);
	await expectNoFaults(page);
	expect(blocked).toEqual([]);
	await page.context().unrouteAll({ behavior: 'ignoreErrors' });
});

/** One green pixel. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgOMEAAAGUAMlBGJ3rAAAAAElFTkSuQmCC',
	'base64'
);

test('a picture is drawn, words stay words, and what the page cannot show is handed over with a warning', async ({
	browser,
	stack
}) => {
	test.setTimeout(120_000);
	const first = desk.members[1]!;
	const written = 'Ảnh ở đây: <img src=x onerror="document.title=1"> hết';
	const [drawn, words, other] = [
		await sendTip(stack, desk, { story: 'Kèm ảnh', files: [new Uint8Array(picture)] }),
		await sendTip(stack, desk, { story: 'Kèm chữ', files: [new TextEncoder().encode(written)] }),
		await sendTip(stack, desk, {
			story: 'Kèm gói',
			files: [new Uint8Array([80, 75, 3, 4, 0, 255])]
		})
	];
	const page = await atDesk(browser, stack, desk, first);
	const look = async (reference: string) => {
		await page.getByRole('link', { name: reference }).first().click();
		await page.getByRole('button', { name: 'Mở xem Tệp 1' }).click();
	};
	await page.getByRole('link', { name: drawn.reference }).click();
	await unlock(page, first);
	await look(drawn.reference);
	await expect.poll(() => middle(page)).toEqual([0, 200, 0]);
	await look(words.reference);
	await expect(page.getByText(written)).toBeVisible();
	await expect(page.getByRole('main').locator('img')).toHaveCount(0);
	await look(other.reference);
	await expect(page.getByText('Loại tệp này không xem được ngay tại đây')).toBeVisible();
	await expectNoFaults(page);
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Tải về' }).click()
	]);
	expect(saved.suggestedFilename()).toBe('Tệp 1');
	await page.context().unrouteAll({ behavior: 'ignoreErrors' });
});
