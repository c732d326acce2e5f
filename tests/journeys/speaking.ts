/** A device with voices of its own; what it says is written down instead of spoken. */
import type { Page } from '@playwright/test';

type Voice = { lang: string; localService: boolean };
export const vietnamese: Voice = { lang: 'vi-VN', localService: true };

/** Gives the page's device these voices. They speak until somebody stops them. */
export async function giveVoices(page: Page, voices: readonly Voice[]): Promise<void> {
	await page.addInitScript((known) => {
		const said: string[] = [];
		const device = Object.assign(new EventTarget(), {
			said,
			stopped: 0,
			getVoices: () => known,
			speak: ({ text }: { text: string }) => void said.push(text),
			cancel: () => void device.stopped++
		});
		// A voice made here is no object that a real utterance would take.
		const Utterance = function (this: { text: string }, text: string) {
			this.text = text;
		};
		Object.defineProperties(window, {
			speechSynthesis: { value: device },
			SpeechSynthesisUtterance: { value: Utterance }
		});
	}, voices);
}

/** Everything said so far, in order. */
export const saidOn = (page: Page): Promise<string[]> =>
	page.evaluate(() => (speechSynthesis as unknown as { said: string[] }).said);
