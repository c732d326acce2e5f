/** The one place of this function that holds the client with full access: what nothing names any more, and its removal. */
import { busy } from '../_shared/answer/index.ts';
import type { Call } from '../_shared/edge/index.ts';

/** As much of a Supabase client as removing needs. */
export type Remover = {
	storage: { from(bucket: string): { remove(paths: string[]): PromiseLike<{ error: unknown }> } };
};

type Names = { bucket: string; paths: string; gone: string };

function leftoversOf(call: Call, { storage }: Remover, { bucket, ...doors }: Names) {
	return {
		/** At most 1,000 paths; what something names is never among them. */
		paths: () => call<string[]>(doors.paths, {}),
		/** A path that is not there any more is no error. @throws Refusal 503 `busy` when Storage did not answer well */
		async remove(paths: string[]): Promise<void> {
			const { error } = await storage.from(bucket).remove(paths);
			if (error) throw busy();
		},
		gone: (paths: string[]) => call<null>(doors.gone, { paths })
	};
}
export type Leftovers = ReturnType<typeof leftoversOf>;

/** Sealed parts that no tip claims. */
export const sealedParts = (call: Call, remover: Remover) =>
	leftoversOf(call, remover, {
		bucket: 'sealed',
		paths: 'tips_forget_parts',
		gone: 'tips_parts_gone'
	});

/** Files of pictures that no post names. */
export const spareImages = (call: Call, remover: Remover) =>
	leftoversOf(call, remover, {
		bucket: 'news',
		paths: 'news_forget_images',
		gone: 'news_images_gone'
	});
