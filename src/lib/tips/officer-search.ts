/** Finding among opened tips, in the officer's browser alone: the server learns nothing, not even what is equal. */
import { fold } from '#shared/text/names.ts';
import { categoryOf } from './categories.ts';
import type { Brief, Briefs } from './officer-headers.svelte.ts';

/** What two tips may share, in the order in which it weighs. */
export const shared = ['phones', 'plates', 'accounts', 'places'] as const;
export type Shared = (typeof shared)[number];
export type Similar = { case: string; shared: { kind: Shared; value: string }[] };

const bare = (text: string) => fold(text).replace(/[\s.-]/g, '');

/**
 * Whether an opened tip holds every word of what was typed; accents, case and dots of numbers do not count.
 * @param text folded, of a tip that was read
 */
export function matches(brief: Brief, reference: string, typed: string, text = ''): boolean {
	const name = categoryOf(brief.category)?.name;
	const said = [
		reference,
		brief.category,
		name?.vi ?? '',
		name?.en ?? '',
		...shared.flatMap((kind) => brief[kind]),
		text
	];
	const words = fold(said.join(' '));
	const close = said.map(bare).join(' ');
	return fold(typed)
		.split(' ')
		.every((word) => words.includes(word) || close.includes(bare(word)));
}

/** Other opened tips as an officer chooses among them: those that share something first. */
export function othersOf(id: string, briefs: Briefs): Brief[] {
	const similar = similarTo(id, briefs).map((one) => briefs[one.case]!);
	const rest = Object.values(briefs).filter((one) => one.case !== id && !similar.includes(one));
	return [...similar, ...rest];
}

/** Other opened tips that name the same telephone, plate, account or place; those that share most come first. */
export function similarTo(id: string, briefs: Briefs): Similar[] {
	const mine = briefs[id];
	if (!mine) return [];
	return Object.values(briefs)
		.filter((other) => other.case !== id)
		.map((other) => ({
			case: other.case,
			shared: shared.flatMap((kind) =>
				mine[kind].filter((value) => other[kind].includes(value)).map((value) => ({ kind, value }))
			)
		}))
		.filter((other) => other.shared.length > 0)
		.sort((one, other) => other.shared.length - one.shared.length);
}
