/** A server that does what it likes: it stands between a page and the real one, and changes what the page is given. */
import type { Page } from '@playwright/test';
import type { OpenTip } from '../../supabase/functions/_shared/contracts/tips.ts';
import {
	FrameError,
	decodeAnswer,
	encodeAnswer
} from '../../supabase/functions/_shared/frames/index.ts';
import { treeOf } from './planted.ts';
import type { TestStack } from './world.ts';

/** What both clients are given of a tip. */
export type Given = Pick<OpenTip, 'tip' | 'epoch' | 'seq' | 'secrets' | 'items'> &
	Partial<Pick<OpenTip, 'members'> & { older: number | null }>;
/** `newest`: of the sender's frames, the one that comes first; the officer's answer is one. */
export type Change = (given: Given, newest: boolean) => void;

/** Nothing stands between any more. */
export const honest = (page: Page) => page.unrouteAll({ behavior: 'wait' });

/** Changes a JSON answer of the door whose address ends so. */
export async function rewrite<T>(page: Page, door: string, change: (said: T) => void) {
	await page.route(`**/${door}`, async (route) => {
		const answer = await route.fetch();
		const said = (await answer.json()) as T;
		change(said);
		await route.fulfill({ response: answer, json: said });
	});
}

export const beforeOfficer = (page: Page, change: Change) =>
	rewrite<Given>(page, 'rest/v1/rpc/tips_open', (said) => change(said, true));

/** Whoever runs the server has the lookup secret of each question, so it can make the answers' frames as well. */
export async function beforeSender(page: Page, stack: TestStack, code: string, change: Change) {
	const { lookup } = await treeOf(stack, code);
	let first = true;
	await page.route('**/functions/v1/lookup', async (route) => {
		const answer = await route.fetch();
		const said = opened(new Uint8Array(await answer.body()), lookup);
		// A claim is asked for with a random lookup (TIPS.md §5): this server cannot open it, and lets it pass.
		if (!said) return route.fulfill({ response: answer });
		if (said.tip) {
			change(said.tip, first);
			first = false;
		}
		await route.fulfill({ response: answer, body: Buffer.from(encodeAnswer(said, lookup)) });
	});
}

/** An answer to the code's own lookup, or null for that of another. */
function opened(frame: Uint8Array, lookup: Uint8Array): { tip?: Given } | null {
	try {
		return decodeAnswer(frame, lookup) as { tip?: Given };
	} catch (error) {
		if (error instanceof FrameError) return null;
		throw error;
	}
}
