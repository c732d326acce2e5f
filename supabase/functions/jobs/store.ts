/** The one place of this function that holds the client with full access: what nothing names any more, and its removal. */
import { busy } from '../_shared/answer/index.ts';
import type { Call } from '../_shared/edge/index.ts';

/** As much of a Supabase client as removing needs. */
export type Remover = {
	storage: { from(bucket: string): { remove(paths: string[]): PromiseLike<{ error: unknown }> } };
};

export function leftoversOf(call: Call, { storage }: Remover) {
	return {
		/** At most 1,000 paths; what a tip claims is never among them. */
		paths: () => call<string[]>('tips_forget_parts', {}),
		/** A path that is not there any more is no error. @throws Refusal 503 `busy` when Storage did not answer well */
		async remove(paths: string[]): Promise<void> {
			const { error } = await storage.from('sealed').remove(paths);
			if (error) throw busy();
		},
		gone: (paths: string[]) => call<null>('tips_parts_gone', { paths })
	};
}
export type Leftovers = ReturnType<typeof leftoversOf>;
