/** Files for a tip that was sent before: what the page of its code loads when its sender has more. */
import { Attachments } from './attachments.svelte.ts';
import { loaded } from './loaded.ts';
import { redraw } from './redraw.ts';
import { upload } from './tips.ts';

/** @param before what went with the tip until now: the limits hold for all of it */
export const laterFiles = (before: readonly { bytes: number }[]): Attachments =>
	new Attachments(
		{ redraw, upload, cipher: () => loaded(() => import('#lib/sealed/parts.ts')) },
		before
	);
