/** What is written into a tip, on its way to the server: held until others stand at the door, or its answer lost. */
import type { Locator, Request, Route } from '@playwright/test';
import { decodeAnswer, decodeRequest } from '../../supabase/functions/_shared/frames/index.ts';
import { expect, type Page } from './world.ts';

/** How one of the two writes: by which door, and what they were answered, as `stale`; empty where it was taken. */
type Writer = {
	page: Page;
	door: string;
	isWrite(asked: Request): boolean;
	refusal(answer: Buffer): string;
};
type Said = { ok?: boolean; code?: string };

export const anOfficer = (page: Page): Writer => ({
	page,
	door: '**/rest/v1/rpc/tips_say',
	isWrite: () => true,
	refusal: (answer) => /"(stale)"/.exec(answer.toString())?.[1] ?? ''
});

/** @param lookup the secret that the sender's frames are for */
export const theSender = (page: Page, lookup: Uint8Array): Writer => ({
	page,
	door: '**/functions/v1/lookup',
	isWrite: (asked) => {
		const frame = new Uint8Array(asked.postDataBuffer()!);
		return (decodeRequest(frame) as { op: string }).op === 'say';
	},
	refusal: (answer) => (decodeAnswer(new Uint8Array(answer), lookup) as Said).code ?? ''
});

/**
 * Nobody's words go on before each of the writers has sent some; from then on all of them at once. The answers that each got,
 * in their order, fill the lists that are returned.
 */
export async function atOnce(...writers: Writer[]): Promise<string[][]> {
	const all = Promise.withResolvers<void>();
	let waiting = 0;
	const answers = writers.map((): string[] => []);
	for (const [at, { page, door, isWrite, refusal }] of writers.entries())
		await page.route(door, async (route) => {
			if (!isWrite(route.request())) return route.fallback();
			if (++waiting === writers.length) all.resolve();
			await all.promise;
			const answer = await route.fetch();
			answers[at]!.push(refusal(await answer.body()));
			await route.fulfill({ response: answer });
		});
	return answers;
}

/**
 * Who of them was first, by their place. The other was late and was told so, at once and perhaps once more where their page was
 * reading already what the first had not yet changed; then it was taken.
 */
export function firstOf(answers: readonly string[][]): number {
	const said = answers.map((one) => one.join());
	expect([...said].sort()).toEqual(['', expect.stringMatching(/^(?:stale,)+$/)]);
	return said.indexOf('');
}

/**
 * Presses the button: the server takes what is written, and no answer comes back. The words stay in the field, and the button
 * is pressed once more on a line that was mended.
 */
export async function pressTwice(
	{ page, door, isWrite, refusal }: Writer,
	field: Locator,
	button: Locator
): Promise<void> {
	const words = await field.inputValue();
	const answered: string[] = [];
	const lose = async (route: Route) => {
		if (!isWrite(route.request())) return route.fallback();
		const answer = await route.fetch();
		answered.push(`${answer.status()}${refusal(await answer.body())}`);
		await route.abort('connectionreset');
	};
	await page.route(door, lose);
	await button.click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(field).toHaveValue(words);
	expect(new Set(answered)).toEqual(new Set(['200']));
	await page.unroute(door, lose);
	await button.click();
}
