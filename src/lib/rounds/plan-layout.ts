/** Changes of a layout; each makes a new one, so that a step can be taken back. */
import type { Laid, Layout } from './plan-facts.ts';

export type Spot = { day: string; index: number; laid: Laid };

export function spotOf(layout: Layout, id: string): Spot | null {
	for (const [day, list] of Object.entries(layout)) {
		const index = list.findIndex((one) => one.id === id);
		if (index >= 0) return { day, index, laid: list[index]! };
	}
	return null;
}

export function without(layout: Layout, id: string): Layout {
	const spot = spotOf(layout, id);
	if (!spot) return layout;
	return { ...layout, [spot.day]: layout[spot.day]!.filter((one) => one.id !== id) };
}

/** `index` counts without what is put there. */
export function put(layout: Layout, day: string, index: number, laid: Laid): Layout {
	const rest = without(layout, laid.id);
	const list = rest[day] ?? [];
	return { ...rest, [day]: [...list.slice(0, index), laid, ...list.slice(index)] };
}

/** Whether two orders of a day are one. */
export const sameOrder = (a: readonly Laid[] = [], b: readonly Laid[] = []): boolean =>
	a.length === b.length &&
	a.every(({ id, from, to }, at) => {
		const other = b[at]!;
		return other.id === id && other.from === from && other.to === to;
	});

/** The team-days that differ. */
export const changedDays = (a: Layout, b: Layout): string[] =>
	Object.keys(b).filter((day) => !sameOrder(a[day], b[day]));
