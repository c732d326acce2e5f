/** What a browser prints of a page, with what it writes above and below by itself: title, address, day and hour. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from './world.ts';

/** The lines of each sheet. */
export async function sheetsOf(page: Page): Promise<string[][]> {
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.printToPDF', { displayHeaderFooter: true });
	await session.detach();
	const reading = getDocument({ data: new Uint8Array(Buffer.from(data, 'base64')) });
	const file = await reading.promise;
	const sheets: string[][] = [];
	for (let at = 1; at <= file.numPages; at++) {
		const { items } = await (await file.getPage(at)).getTextContent();
		const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
		sheets.push(text.join('').split('\n').filter(Boolean));
	}
	await reading.destroy();
	return sheets;
}

/** Presses what prints, waits for the browser to be asked to, and answers every line that then stands on paper. */
export async function onPaper(page: Page, button: string): Promise<string[]> {
	const printer = page.evaluate(() => new Promise<void>((asked) => (window.print = () => asked())));
	await page.getByRole('button', { name: button }).click();
	await printer;
	await page.emulateMedia({ media: 'print' });
	const text = await page.locator('body').innerText();
	await page.emulateMedia({ media: null });
	return text.split(/\n+/).filter(Boolean);
}

/** A slip, with the holes where each is another: code, words, telephone. */
export const slipOf = (sheets: string[][]): string[][] =>
	sheets.map((lines) =>
		lines.map((line) =>
			line
				.replace(/^[0-9A-Z]{4} [0-9A-Z]{4}$/, '(code)')
				.replace(/^(Hai từ nhận biết|Trực ban): .*/, '$1:')
		)
	);
