/** Typed to confirm what cannot be undone: the number that a reference ends in, or all of it, with any blanks and dashes. */
export function isEndOf(typed: string, reference: string): boolean {
	const plain = (text: string) => text.replace(/[\s-]/g, '').toLocaleUpperCase('vi');
	const end = /\d+$/.exec(reference)?.[0] ?? reference;
	return [end, reference].some((wanted) => plain(typed) === plain(wanted));
}
