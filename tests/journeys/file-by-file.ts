/** How a sender sees their files go out, one after the other. */
import { title } from './answering.ts';
import { expectAtHand } from './on-a-phone.ts';
import { send } from './telling.ts';
import { expect, expectNoFaults, type Page } from './world.ts';

/** Holds every upload until the test lets it go. */
async function holdUploads(page: Page): Promise<(() => void)[]> {
	const held: (() => void)[] = [];
	await page.route('**/functions/v1/tips', async (route) => {
		const type = await route.request().headerValue('content-type');
		if (type !== 'application/octet-stream') return route.fallback();
		await new Promise<void>((go) => held.push(go));
		await route.fallback();
	});
	return held;
}

/** "Gửi", with two files: one of two parts and then one of one, each part let through by itself. To the page of the code. */
export async function sendFileByFile(page: Page, ...names: [string, string]) {
	const held = await holdUploads(page);
	await send(page).click();
	const [film, letter] = names.map((name) => page.getByRole('progressbar', { name }));
	for (const [at, [ofFilm, ofLetter]] of [
		['0', '0'],
		['50', '0'],
		['100', '0']
	].entries()) {
		await expect.poll(() => held.length).toBe(at + 1);
		await expect(film!).toHaveAttribute('value', ofFilm!);
		await expect(letter!).toHaveAttribute('value', ofLetter!);
		const [there, waits] = ['đã đến nơi', 'đang chờ hoặc đang gửi'];
		await expect(film!).toHaveAccessibleName(new RegExp(ofFilm === '100' ? there : waits));
		await expect(letter!).toHaveAccessibleName(new RegExp(waits));
		if (!at) {
			await expectNoFaults(page);
			await expectAtHand(page);
		}
		held[at]!();
	}
	await expect(title(page)).toContainText('Ghi lại mã này');
}
