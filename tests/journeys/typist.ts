/** An operator at the keyboard, whose presses are counted: names and addresses apart from everything else. */
import type { Page } from '@playwright/test';

export class Typist {
	readonly #page: Page;
	/** Presses that are no part of a name or an address. */
	pressed = 0;
	/** Letters of names and addresses. */
	spelled = 0;

	constructor(page: Page) {
		this.#page = page;
	}

	async press(...keys: string[]) {
		for (const key of keys) {
			await this.#page.keyboard.press(key);
			this.pressed++;
		}
	}

	/** Digits and the like: each counts. */
	async type(text: string) {
		await this.#page.keyboard.type(text);
		this.pressed += text.length;
	}

	/** A name or an address, as long as it is. */
	async spell(text: string) {
		await this.#page.keyboard.type(text);
		this.spelled += text.length;
	}
}

export type Caller = {
	phone: string;
	name: string;
	person: string;
	hamlet: string;
	landmark: string;
};

/**
 * A daughter books for her mother, from the key that opens the layer to the promise: one operator, no mouse. The years of
 * people that old are said, and typed, with two digits.
 */
export async function bookAsHeard(page: Page, typist: Typist, caller: Caller) {
	const at = (name: string) => page.locator(`[id="hotline.${name}"]`);
	const focused = (name: string) => at(name).and(page.locator(':focus')).waitFor();
	await page.getByRole('button', { name: 'Nghe máy' }).waitFor();
	await typist.press('F2');
	await focused('contact.phone');
	await typist.type(caller.phone);
	await typist.press('Enter');
	await page.getByText('Số này chưa có hồ sơ nào đang mở.').waitFor();
	await typist.press('3', 'Enter');
	await typist.spell(caller.name);
	await typist.press('Enter');
	await typist.spell(caller.person);
	await typist.type(' 41');
	await typist.press('Enter', '1', 'Enter');
	await typist.spell(caller.hamlet);
	await typist.press('Enter');
	await typist.spell(caller.landmark);
	await typist.press('Enter');
	// While the windows are on their way a line holds the focus, and Enter on it promises nothing: the caller has heard none.
	await at('window').and(page.locator('input:focus')).waitFor();
	await typist.press('Enter');
	await page.getByRole('heading', { name: 'Đọc cho người gọi trước khi gác máy' }).waitFor();
}
