import { BUCKETS, bucketOf, sealedLength } from '../../_shared/agefile/index.ts';
import { Refusal, invalid, take } from '../../_shared/answer/index.ts';
import { upload as shape } from '../../_shared/contracts/tips.ts';
import { HEAD_LIMIT, decodeUpload } from '../../_shared/upload/index.ts';
import type { Ports } from '../ports.ts';

/** Bytes of the largest upload. */
export const UPLOAD_LIMIT = sealedLength(Math.max(...BUCKETS)) + HEAD_LIMIT;

/**
 * Keeps one sealed part. Its place in the quota is written first, so that bytes nobody answers for cannot pile up; what no
 * tip claims is removed after a day.
 */
export async function upload(ports: Ports, body: Uint8Array): Promise<{ ok: true }> {
	const sent = decodeUpload(body);
	if (!sent) throw new Refusal(400, 'bad_upload');
	const { part, lookup_hash, proof } = take(shape, sent.head);
	if (bucketOf(sent.file) === null) throw invalid([{ field: 'file', code: 'bad_format' }]);
	const nonce = await ports.proofs.check(lookup_hash, proof);
	await ports.store.part({ nonce, lookup_hash, part, bytes: sent.file.length, path: part });
	await ports.shelf.put(part, new Uint8Array(sent.file));
	return { ok: true };
}
