/** The one place of this room that holds the client with full access: the public bucket of pictures. */
import { busy } from '../_shared/answer/index.ts';

type Failed = { error: unknown };
/** As much of a Supabase client as the shelf needs. */
export type Keeper = {
	storage: {
		from(bucket: string): {
			upload(
				path: string,
				file: Uint8Array<ArrayBuffer>,
				options: { contentType: string; upsert: boolean; cacheControl: string }
			): PromiseLike<Failed>;
			download(path: string): PromiseLike<{ data: Blob | null }>;
		};
	};
};

/** A year: what a name stands for never changes, since it is the hash of the bytes. */
const cacheControl = '31536000';

/** Pictures by the hash of their bytes. */
export function shelfOf({ storage }: Keeper) {
	return {
		/** The same picture again is no error. @throws Refusal 503 `busy` when it could not be kept */
		async put(name: string, contentType: string, file: Uint8Array<ArrayBuffer>): Promise<void> {
			const bucket = storage.from('news');
			const { error } = await bucket.upload(name, file, {
				contentType,
				upsert: false,
				cacheControl
			});
			if (error && !(await bucket.download(name)).data) throw busy();
		}
	};
}
export type Shelf = ReturnType<typeof shelfOf>;
