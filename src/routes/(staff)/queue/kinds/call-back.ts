import CloseCallBack from '#lib/queue/CloseCallBack.svelte';
import type { CaseForms } from '#lib/queue/doing.svelte.ts';
import BookForCaller from '../BookForCaller.svelte';

export { default as Facts } from './CallBack.svelte';

export const forms = {
	book_for_caller: BookForCaller,
	close_call_back: CloseCallBack
} as const satisfies CaseForms;
