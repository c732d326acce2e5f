import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { encodeUpload } from '../_shared/upload/index.ts';
import { handle } from './handler.ts';
import { shelfOf } from './store.ts';
import { fileOf, lookup_hash, post, scene, uuid } from './testing.ts';

const head = { part: uuid(9), lookup_hash, proof: 'solved' };
const upload = (file = fileOf(4), over: object = {}) =>
	post(encodeUpload({ ...head, ...over }, file));

async function codeOf(request: Request, at = scene()) {
	const response = await handle(at.ports, request);
	const body = await response.text();
	expect(body).toHaveLength(512);
	return `${response.status} ${(JSON.parse(body) as { code: string }).code}`;
}

describe('a sender’s photo', () => {
	it('is entered in the quota of the proof, then kept under its id', async () => {
		const at = scene();
		const response = await handle(at.ports, upload(fileOf(4096)));
		expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
		const part = uuid(9);
		expect(at.calls).toEqual([
			['part', { nonce: 'nonce', lookup_hash, part, bytes: fileOf(4096).length, path: part }],
			['put', part, expect.objectContaining({ length: fileOf(4096).length })]
		]);
	});

	it('is refused in one size when it is no sealed file, or nobody worked for it', async () => {
		const at = scene();
		const of = (request: Request) => codeOf(request, at);
		expect(await of(upload(fileOf(4).subarray(1)))).toBe('422 invalid');
		expect(await of(upload(new Uint8Array(5755)))).toBe('422 invalid');
		expect(await of(upload(new Uint8Array(4_300_000)))).toBe('413 too_large');
		expect(await of(upload(fileOf(4), { part: '../etc' }))).toBe('422 invalid');
		expect(await of(post(fileOf(4)))).toBe('400 bad_upload');
		expect(await of(upload(fileOf(4), { proof: 'guessed' }))).toBe('403 bad_proof');
		expect(await of(upload(fileOf(4), { lookup_hash: '01'.repeat(32) }))).toBe('403 bad_proof');
		expect(at.calls).toEqual([]);
	});

	it('is not kept when the quota is used up', async () => {
		const full = { part: () => Promise.reject(new Refusal(409, 'quota_used')) };
		const at = scene({ store: full });
		expect(await codeOf(upload(), at)).toBe('409 quota_used');
		expect(at.calls.map(([name]) => name)).toEqual(['part']);
	});
});

describe('the shelf', () => {
	/** As the client of Storage says it. */
	const missing: unknown = { name: 'StorageApiError', status: 400, statusCode: '404' };

	/** Storage as Supabase has it: it refuses a name that it has. */
	function storage() {
		const kept = new Map<string, Uint8Array<ArrayBuffer>>();
		const bucket = {
			async upload(path: string, file: Uint8Array<ArrayBuffer>) {
				if (kept.has(path)) return { error: 'Duplicate' };
				kept.set(path, file);
				return { error: null };
			},
			async download(path: string): Promise<{ data: Blob | null; error: unknown }> {
				const file = kept.get(path);
				return file ? { data: new Blob([file]), error: null } : { data: null, error: missing };
			}
		};
		return { kept, bucket, shelf: shelfOf({ storage: { from: () => bucket } }) };
	}

	it('takes the same part twice, and never another in its place', async () => {
		const { kept, shelf } = storage();
		await shelf.put('a', fileOf(1));
		await shelf.put('a', fileOf(1));
		const other = fileOf(1).fill(7, 2000);
		await expect(shelf.put('a', other)).rejects.toThrow('key_reused');
		await expect(shelf.put('a', fileOf(4))).rejects.toThrow('key_reused');
		expect(kept.get('a')).toEqual(fileOf(1));
		expect([await shelf.get('a'), await shelf.get('b')]).toEqual([fileOf(1), null]);
	});

	it('takes no part for lost that Storage only could not hand out now', async () => {
		const { bucket, shelf } = storage();
		for (const error of [
			{ name: 'StorageApiError', status: 500, statusCode: '500' },
			{ name: 'StorageApiError', status: 504, statusCode: '504' },
			{ name: 'StorageUnknownError', message: 'connection reset' }
		]) {
			bucket.download = async () => ({ data: null, error });
			await expect(shelf.get('a')).rejects.toMatchObject({ status: 503, code: 'busy' });
		}
	});
});

describe('an officer who opens a photo', () => {
	const ask = { action: 'tips_part', id: uuid(5), part: uuid(9) };

	it('gets its bytes, which no cache keeps, when SQL says that they may', async () => {
		const at = scene({ officer: { part: async (_id, part) => ({ path: part }) } });
		const response = await handle(at.ports, post(ask));
		expect(Object.fromEntries(response.headers)).toEqual({
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store, no-transform'
		});
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(fileOf(1));
		expect(at.calls).toEqual([
			['part', uuid(5), uuid(9)],
			['get', uuid(9)]
		]);
	});

	it('gets nothing without an account, as no member, or when the part never came', async () => {
		expect(await codeOf(post(ask))).toBe('401 sign_in');
		const no = () => Promise.reject(new Refusal(404, 'not_found'));
		const stranger = scene({ officer: { part: no } });
		expect(await codeOf(post(ask), stranger)).toBe('404 not_found');
		expect(stranger.calls.map(([name]) => name)).toEqual(['part']);
		const gone = {
			officer: { part: async () => ({ path: 'x' }) },
			shelf: { get: async () => null }
		};
		expect(await codeOf(post(ask), scene(gone))).toBe('404 not_found');
	});
});
