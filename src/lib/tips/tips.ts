/** The sender's verbs of the room. No other file of the sender's side names a door. */
import { doors, type Upload } from '#contracts/tips.ts';
import { encodeUpload } from '#shared/upload/index.ts';
import { call, exchange } from '#lib/platform/call.ts';
import { Problem } from '#lib/platform/problem.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.infer<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.infer<(typeof doors)[Name]['answer']>;

export type DeskAnswer = Answered<'tips_desk'>;
export type Submission = Omit<Asked<'tips_submit'>, 'key'>;
export type Sent = Answered<'tips_submit'>;

/** Whom a tip for a unit is sealed to, and the work to be done. `oversight`: the desk that nobody local reads. */
export const desk = (args: Asked<'tips_desk'>) => call(doors, 'tips_desk', args);

/** Sent again with the same lookup hash and content it gets the first answer; a slow line has a minute. */
export const submit = (args: Asked<'tips_submit'>) =>
	call(doors, 'tips_submit', args, { timeout: 60_000 });

/** One sealed part of an attachment. The same part again does no harm: it goes out until it has arrived, or three times. */
export async function upload(head: Upload, file: Uint8Array): Promise<void> {
	const body = encodeUpload(head, file);
	for (let tried = 1; ; tried++) {
		try {
			await exchange('tips', body, { timeout: 120_000 });
			return;
		} catch (problem) {
			const lost = problem instanceof Problem && (problem.offline || problem.code === 'busy');
			if (!lost || tried === 3) throw problem;
			await new Promise((later) => setTimeout(later, tried * 1000));
		}
	}
}
