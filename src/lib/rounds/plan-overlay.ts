/**
 * A lead's changes laid over a plan that became another one meanwhile. What the server changed stands; a change of the lead
 * that no longer fits is left out and named.
 */
import type { Fact, Laid, Layout } from './plan-facts.ts';
import { changedDays, put, sameOrder, spotOf, without } from './plan-layout.ts';
import { keeps, placing, refusalIn } from './plan-placing.ts';
import type { Standing } from './plan-standing.ts';

export type Lost = {
	/** Whose change it was; null for the order of a whole day. */
	fact: Fact | null;
	/** The team-day where it should have stood. */
	day: string;
	/** It is no longer in the plan, a colleague changed it too, or its place there is gone. */
	why: 'gone' | 'theirs' | 'no_room';
};

export function layOver(
	old: Standing,
	mine: Layout,
	now: Standing
): { layout: Layout; lost: Lost[] } {
	let layout = now.layout;
	const lost: Lost[] = [];
	for (const day of changedDays(old.layout, mine)) {
		const wanted = mine[day]!;
		for (const [index, laid] of wanted.entries()) {
			if (!isMoved(old, day, laid) || !isMoved(now, day, laid)) continue;
			const fact = now.facts.get(laid.id);
			const why = !fact ? 'gone' : isTheirs(old, now, laid.id) ? 'theirs' : null;
			const next = why ? null : moved(now, layout, day, wanted, index);
			if (next) layout = next;
			else lost.push({ fact: fact ?? old.fact(laid.id), day, why: why ?? 'no_room' });
		}
		const ordered = reordered(old, now, layout, day, wanted);
		if (ordered === 'no_room') lost.push({ fact: null, day, why: 'no_room' });
		else layout = ordered;
	}
	// Card legs that the lead took out.
	for (const fact of old.facts.values()) {
		if (!fact.home || spotOf(mine, fact.id) || isTheirs(old, now, fact.id)) continue;
		layout = without(layout, fact.id);
	}
	return { layout, lost };
}

/** It stands elsewhere, nowhere, or has another window. */
function isMoved(standing: Standing, day: string, { id, from, to }: Laid): boolean {
	const before = spotOf(standing.layout, id);
	return before?.day !== day || before.laid.from !== from || before.laid.to !== to;
}

function isTheirs(old: Standing, now: Standing, id: string): boolean {
	const before = spotOf(old.layout, id);
	const after = spotOf(now.layout, id);
	return (
		before?.day !== after?.day ||
		before?.laid.from !== after?.laid.from ||
		before?.laid.to !== after?.laid.to
	);
}

/** Behind the nearest one before it that stands there still; null where that breaks more than was broken. */
function moved(
	now: Standing,
	layout: Layout,
	dayId: string,
	wanted: readonly Laid[],
	at: number
): Layout | null {
	const day = now.day(dayId);
	const laid = wanted[at]!;
	const fact = now.fact(laid.id);
	if (!day || refusalIn(now, layout, fact, day)) return null;
	const list = without(layout, laid.id)[dayId] ?? [];
	const before = now.times(day, list);
	const ahead = wanted.slice(0, at).map(({ id }) => id);
	const index = list.findLastIndex(({ id }) => ahead.includes(id)) + 1;
	const there = [...list.slice(0, index), laid, ...list.slice(index)];
	if (keeps(now.times(day, there), before)) return put(layout, dayId, index, laid);
	// Not where it stood, but somewhere on that day.
	const found = placing(now, day, list, { ...fact, home: { id: dayId, day: day.day } }, laid);
	if (!found || !keeps(found.times, before)) return null;
	return put(layout, dayId, found.index, found.laid);
}

/** The lead's order of those who stood there before and stand there still; newcomers stay behind whom they follow. */
function reordered(
	old: Standing,
	now: Standing,
	layout: Layout,
	dayId: string,
	wanted: readonly Laid[]
): Layout | 'no_room' {
	const list = layout[dayId];
	const day = now.day(dayId);
	if (!list || !day) return layout;
	const both = (old.layout[dayId] ?? []).filter(({ id }) => wanted.some((one) => one.id === id));
	const order = wanted.filter(({ id }) => both.some((one) => one.id === id));
	if (sameOrder(both, order)) return layout;
	const known = wanted.map(({ id }) => id).filter((id) => list.some((one) => one.id === id));
	let after = known.map((id) => list.find((one) => one.id === id)!);
	for (const [at, laid] of list.entries()) {
		if (known.includes(laid.id)) continue;
		const index = after.findIndex(({ id }) => id === list[at - 1]?.id) + 1;
		after = [...after.slice(0, index), laid, ...after.slice(index)];
	}
	if (now.underway(day) || !keeps(now.times(day, after), now.times(day, list))) return 'no_room';
	return { ...layout, [dayId]: after };
}
