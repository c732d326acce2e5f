import { expect, it } from 'vitest';
import { isHalfTyped } from './holding.svelte.ts';

type Field = { value: string; defaultValue: string };
/** As much of a page as is looked at: whether a dialog is open, its fields, and where somebody stands. */
const page = (fields: Field[], { dialog = false, at = undefined as Field | undefined } = {}) =>
	({
		querySelector: () => (dialog ? {} : null),
		querySelectorAll: () => fields,
		activeElement: at ?? null
	}) as unknown as Document;

it('somebody is in the middle of something while a field holds words of theirs, or they stand in one, or a dialog is open', () => {
	const empty = { value: '', defaultValue: '' };
	const typed = { value: 'Bà Lụa', defaultValue: '' };
	expect(isHalfTyped(page([empty]))).toBe(false);
	expect(isHalfTyped(page([empty, typed]))).toBe(true);
	expect(isHalfTyped(page([empty], { at: empty }))).toBe(true);
	expect(isHalfTyped(page([], { dialog: true }))).toBe(true);
});
