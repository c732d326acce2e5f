/**
 * The one place of this room that holds the client with full access: SQL functions that `service_role` alone may call, and
 * the private bucket of sealed parts.
 */
import { Refusal, busy } from '../_shared/answer/index.ts';
import type { Call } from '../_shared/edge/index.ts';
import type { Desk, Submitted, Tip } from './shapes.ts';

export function storeOf(call: Call) {
	return {
		/** Null: nobody there can take a tip. */
		desk: (unit: string, oversight: boolean, from: number) =>
			call<{ desk: Desk }>('tips_desk_read', { unit, oversight, from }),
		/** Tips and parts of the last ten minutes. */
		load: () => call<number>('tips_load', {}),
		/** The stored answer to the same tip, null when it is new. @throws Refusal 409 `key_reused` for another one */
		answer: (lookup_hash: string, digest: string) =>
			call<Submitted | null>('tips_answer', { lookup_hash, digest }),
		/** Spends the proof and keeps the tip, in one transaction. The digest stands for the request. */
		submit: (key: string, tip: Tip & { nonce: string; digest: string }) =>
			call<Submitted>('tips_submit_write', { key, request: { digest: tip.digest }, ...tip }),
		/** Takes a part's bytes from the quota that the proof opened; the same part again takes nothing. */
		part: (part: {
			nonce: string;
			lookup_hash: string;
			part: string;
			bytes: number;
			path: string;
		}) => call<unknown>('tips_part_write', part)
	};
}
export type Store = ReturnType<typeof storeOf>;

type Failed = { error: unknown };
/** As much of a Supabase client as the shelf needs. */
export type Keeper = {
	storage: {
		from(bucket: string): {
			upload(
				path: string,
				file: Uint8Array<ArrayBuffer>,
				options: { contentType: string; upsert: boolean }
			): PromiseLike<Failed>;
			download(path: string): PromiseLike<Failed & { data: Blob | null }>;
		};
	};
};

/** As Storage says it, in an answer whose own status is 400 or 404. */
const isMissing = (error: unknown) => {
	const { status, statusCode } = (error ?? {}) as { status?: unknown; statusCode?: unknown };
	return status === 404 || ['404', 'NoSuchKey'].includes(String(statusCode));
};

const contentType = 'application/octet-stream';

/** Sealed parts by their ids. Storage learns no name, type or sender. */
export function shelfOf({ storage }: Keeper) {
	const bucket = () => storage.from('sealed');
	const get = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
		const { data, error } = await bucket().download(path);
		if (data) return new Uint8Array(await data.arrayBuffer());
		// Whatever else went wrong may be well in a minute: a package that leaves a file out for good is not made of it.
		if (!isMissing(error)) throw busy();
		return null;
	};
	return {
		/** Null: there is no such part. @throws Refusal 503 `busy` where Storage does not say */
		get,
		/** The same bytes again are no error: an answer was lost. @throws Refusal 409 `key_reused` for other bytes */
		async put(path: string, file: Uint8Array<ArrayBuffer>): Promise<void> {
			const { error } = await bucket().upload(path, file, { contentType, upsert: false });
			if (!error) return;
			const kept = await get(path);
			if (!kept) throw busy();
			if (!same(kept, file)) throw new Refusal(409, 'key_reused', { field: 'part' });
		}
	};
}
export type Shelf = ReturnType<typeof shelfOf>;

const same = (one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);

/** What an officer may ask, with the officer's own token: SQL checks that they are a member of the tip. */
export function officerOf(call: Call) {
	return {
		/** Where a part lies. @throws Refusal 404 `not_found` for whoever is no member */
		part: (id: string, part: string) => call<{ path: string }>('tips_part_read', { id, part })
	};
}
export type Officer = ReturnType<typeof officerOf>;
