/**
 * The sizes on which the anonymity of a lookup and a tip stands (TIPS.md §5), as they arrive: whatever stands between may
 * compress, cut or keep an answer. Large parts of attachments have to get through, too.
 */
import { BUCKETS, sealedLength } from '../../supabase/functions/_shared/agefile/index.ts';
import { ANSWER_BYTES } from '../../supabase/functions/_shared/frames/index.ts';
import { callFunction } from './functions.ts';
import { fault, type Found } from './finding.ts';
import type { Answer, Patient } from './patient.ts';

/** The largest part of an attachment, as it travels. */
const PART = sealedLength(Math.max(...BUCKETS));
const REFUSAL = 512;

/** What happened to an answer on its way, where its size and its privacy depend on it. */
export function changed(answer: Pick<Answer, 'headers' | 'body'>, size: number): string | null {
	const { headers, body } = answer;
	if (headers.get('content-encoding')) return 'is compressed, so its length tells what is in it';
	if (body.length !== size) return `has ${body.length} bytes instead of ${size}`;
	const cache = headers.get('cache-control') ?? '';
	if (!/no-store/.test(cache)) return 'may be kept in a cache';
	if (!/no-transform/.test(cache)) return 'may be changed on its way (no-transform is missing)';
	return null;
}

export async function sealedAnswers(patient: Patient): Promise<Found[]> {
	const accept = { 'accept-encoding': 'gzip, deflate, br, zstd' };
	const found: Found[] = [];
	const todo =
		'Switch compression, caching and rewriting off for /functions/v1/ (docs/deploy/host.md), and let nothing stand between that does it.';
	const looked = changed(await callFunction(patient, 'lookup', accept), ANSWER_BYTES);
	if (looked) found.push(fault(`The answer to a code ${looked}.`, todo));
	const tipped = changed(await callFunction(patient, 'tips', accept), REFUSAL);
	if (tipped) found.push(fault(`The answer to a tip ${tipped}.`, todo));
	const part = await patient
		.ask('/functions/v1/tips', {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: new Uint8Array(PART)
		})
		// A server that does not want to read on may cut the line.
		.catch(() => null);
	if (!part || part.status === 413 || part.body.length !== REFUSAL)
		found.push(
			fault(
				'A part of an attachment (4 MB) does not get through to the function.',
				'Raise the limit of bodies to 10 MB for /functions/v1/ (nginx: client_max_body_size 10m).'
			)
		);
	return found;
}
