/** What every kind of case is shown with. */
import type { CaseForms } from '#lib/queue/doing.svelte.ts';
import { queueForms } from '#lib/queue/forms.ts';
import ReplaceCode from '../ReplaceCode.svelte';
import Split from '../Split.svelte';

export { default as Case } from './Case.svelte';

export const forms = {
	...queueForms,
	replace_code: ReplaceCode,
	split: Split
} as const satisfies CaseForms;
